"""Canned responses: by folder or by id, there is no list of all (freshdesk-api 6.6)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, checks, library
from assistant.sandbox.answers import answer, created, json_body, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

blueprint = Blueprint("canned_responses", __name__)

RULES = {
    "title": Rule(),
    "content_html": Rule(),
    "folder_id": Rule("int"),
    "visibility": Rule("int", (0, 1, 2)),
    "group_ids": Rule("list"),
}


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


@blueprint.post("/canned_response_folders")
def create_folder() -> Response:
    body = json_body()
    checks.check(body, {"name": Rule()}, ["name"])
    folder = library.add_canned_folder(the_desk(), body["name"])
    return created(folder, "canned_response_folders")


@blueprint.post("/canned_responses")
def create_response() -> Response:
    desk, body = the_desk(), json_body()
    checks.check(
        body,
        {**RULES, "folder_id": Rule("int", list(desk.canned_folders))},
        ["title", "content_html", "folder_id", "visibility"],
    )
    row = library.add_canned_response(
        desk,
        body["folder_id"],
        body["title"],
        body["content_html"],
        visibility=body["visibility"],
        group_ids=body.get("group_ids"),
    )
    return created(row, "canned_responses")


@blueprint.put("/canned_responses/<int:number>")
def update_response(number: int) -> Response:
    desk, body = the_desk(), json_body()
    row = find(desk.canned_responses, number)
    checks.check(body, {**RULES, "folder_id": Rule("int", list(desk.canned_folders))}, body.keys())
    row.update(body)
    row["content"] = plain(row["content_html"])
    build.touch(desk, row)
    return answer(row)
