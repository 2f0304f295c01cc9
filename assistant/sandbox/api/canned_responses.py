"""Canned responses: by folder or by id, there is no list of all (freshdesk-api 6.6)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import build, canned_rules, checks, errors, forms, jobs, library
from assistant.sandbox.answers import answer, created, json_body, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

blueprint = Blueprint("canned_responses", __name__)

FOLDER = "/<any(canned_response_folders, canned_response_folder):_>"
"""Headings and samples of the docs spell it differently; both are taken."""


def inside(desk: Desk, folder: int) -> list[JSON]:
    return [row for row in desk.canned_responses.values() if row["folder_id"] == folder]


@blueprint.get("/canned_response_folders")
def list_folders() -> Response:
    desk = the_desk()
    return answer(
        [{**folder, "responses_count": len(inside(desk, number))} for number, folder in desk.canned_folders.items()]
    )


@blueprint.get("/canned_response_folders/<int:number>")
def view_folder(number: int) -> Response:
    folder = find(the_desk().canned_folders, number)
    titles = [{"id": row["id"], "title": row["title"]} for row in inside(the_desk(), number)]
    return answer(
        {
            "id": number,
            "name": folder["name"],
            "canned_responses": titles,
            "created_at": folder["created_at"],
            "updated_at": folder["updated_at"],
        }
    )


@blueprint.get("/canned_response_folders/<int:number>/responses")
def list_responses(number: int) -> Response:
    find(the_desk().canned_folders, number)
    return paged(inside(the_desk(), number))


@blueprint.get("/canned_responses/<int:number>")
def view_response(number: int) -> Response:
    return answer(find(the_desk().canned_responses, number))


@blueprint.post(FOLDER)
def create_folder(_: str) -> Response:
    body = json_body()
    check_name(the_desk(), body, None)
    folder = library.add_canned_folder(the_desk(), body["name"])
    return created({**folder, "responses_count": 0}, "canned_response_folders")


@blueprint.put(f"{FOLDER}/<int:number>")
def update_folder(_: str, number: int) -> Response:
    desk, body = the_desk(), json_body()
    folder = find(desk.canned_folders, number)
    check_name(desk, body, number)
    folder["name"] = body["name"]
    build.touch(desk, folder)
    return answer({**folder, "responses_count": len(inside(desk, number))})


def check_name(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 400, or 409 for a name in use."""
    checks.check(body, {"name": Rule()}, ["name"])
    if any(row["name"].lower() == body["name"].lower() and row["id"] != own for row in desk.canned_folders.values()):
        raise errors.duplicate("name")


@blueprint.post("/canned_responses")
def create_response() -> Response:
    """Its files may come along in a form."""
    desk = the_desk()
    body = forms.body(canned_rules.rules(desk))
    canned_rules.check_new(desk, body, ["title", "content_html", "folder_id", "visibility"])
    return created(canned_rules.add(desk, body, forms.attachments(desk)), "canned_responses")


@blueprint.put("/canned_responses/<int:number>")
def update_response(number: int) -> Response:
    """Files are added to those it has."""
    desk = the_desk()
    row = find(desk.canned_responses, number)
    body = forms.body(canned_rules.rules(desk))
    canned_rules.check_change(desk, body, row)
    row.update(body)
    row["content_html"] = canned_rules.wrapped(row["content_html"])
    row["group_ids"] = row["group_ids"] if row["visibility"] == canned_rules.GROUPS else []
    row["content"] = plain(row["content_html"])
    row["attachments"] = row["attachments"] + forms.attachments(desk)
    build.touch(desk, row)
    return answer(row)


@blueprint.post("/canned_responses/<any(bulk, create_multiple):_>")
def create_responses(_: str) -> Response:
    """A job whose data tell what became of each."""
    desk, body = the_desk(), json_body()
    checks.check(body, {"canned_responses": Rule("dicts")}, ["canned_responses"])
    job = jobs.start(desk, "CANNED_RESPONSES::BULK", [outcome(desk, each) for each in body["canned_responses"]])
    return answer({"job_id": job["id"], "href": f"{request.host_url}api/v2/jobs/{job['id']}"}, 202)


def outcome(desk: Desk, body: JSON) -> JSON:
    """A personal one needs no folder here: it goes to the agent's own."""
    try:
        where = [] if body.get("visibility") == canned_rules.PERSONAL else ["folder_id"]
        canned_rules.check_new(desk, body, ["title", "content_html", "visibility", *where])
    except errors.Refused as refused:
        return {"title": body.get("title"), "success": False, "errors": (refused.body or {}).get("errors", [])}
    return {"id": canned_rules.add(desk, body, [])["id"], "title": body["title"], "success": True}
