"""The knowledge base: categories and folders (freshdesk-api 6.7)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, library, solution_rules
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find, without
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("solutions", __name__, url_prefix="/solutions")


@blueprint.get("/categories")
def list_categories() -> Response:
    return paged(list(the_desk().categories.values()))


@blueprint.post("/categories")
def create_category() -> Response:
    desk, body = the_desk(), json_body()
    solution_rules.check_category(desk, body, None)
    return created(library.add_category(desk, **said(body)), "solutions/categories")


@blueprint.get("/categories/<int:number>")
def view_category(number: int) -> Response:
    return answer(find(the_desk().categories, number))


@blueprint.put("/categories/<int:number>")
def update_category(number: int) -> Response:
    desk, body = the_desk(), json_body()
    category = find(desk.categories, number)
    solution_rules.check_category(desk, body, number)
    category.update(
        {**body, "visible_in_portals": body.get("visible_in_portals", category["visible_in_portals"]) or []}
    )
    build.touch(desk, category)
    return answer(category)


@blueprint.delete("/categories/<int:number>")
def delete_category(number: int) -> Response:
    """With its folders, articles and translations."""
    desk = the_desk()
    find(desk.categories, number)
    for folder in [row["id"] for row in desk.folders.values() if row["category_id"] == number]:
        drop_folder(desk, folder)
    drop(desk, "categories", number)
    return no_content()


@blueprint.get("/categories/<int:number>/folders")
def list_folders(number: int) -> Response:
    """Those that lie in no other folder."""
    desk = the_desk()
    find(desk.categories, number)
    rows = [row for row in desk.folders.values() if row["category_id"] == number and row["parent_folder_id"] is None]
    return paged(rows, lambda row: library.shown_folder(desk, row))


@blueprint.post("/categories/<int:number>/folders")
def create_folder(number: int) -> Response:
    desk, body = the_desk(), json_body()
    find(desk.categories, number)
    solution_rules.check_folder(desk, body, number, None)
    folder = library.add_folder(desk, number, **said(body))
    return created(library.shown_folder(desk, folder), "solutions/folders")


@blueprint.get("/folders/<int:number>")
def view_folder(number: int) -> Response:
    return answer(library.shown_folder(the_desk(), find(the_desk().folders, number)))


@blueprint.put("/folders/<int:number>")
def update_folder(number: int) -> Response:
    """A new visibility forgets who saw it under the old one."""
    desk, body = the_desk(), json_body()
    folder = find(desk.folders, number)
    kept = without(folder, *solution_rules.FOR_WHOM.values()) if "visibility" in body else folder
    solution_rules.check_folder(desk, body, folder["category_id"], kept)
    desk.folders[number] = folder = {**kept, **body}
    build.touch(desk, folder)
    return answer(library.shown_folder(desk, folder))


@blueprint.delete("/folders/<int:number>")
def delete_folder(number: int) -> Response:
    """With all in it, and their translations."""
    find(the_desk().folders, number)
    drop_folder(the_desk(), number)
    return no_content()


@blueprint.get("/folders/<int:number>/subfolders")
def list_subfolders(number: int) -> Response:
    desk = the_desk()
    find(desk.folders, number)
    return paged(library.subfolders(desk, number), lambda row: library.shown_folder(desk, row))


def said(body: JSON) -> JSON:
    """What the body says: a null says nothing."""
    return {name: value for name, value in body.items() if value is not None}


def drop(desk: Desk, kind: str, number: int) -> None:
    """A record and its translations."""
    rows: dict[int, JSON] = getattr(desk, kind)
    rows.pop(number, None)
    for key in [key for key in desk.translations if key[:2] == (kind, number)]:
        del desk.translations[key]


def drop_folder(desk: Desk, number: int) -> None:
    for article in library.articles(desk, number):
        drop(desk, "articles", article["id"])
    for folder in library.subfolders(desk, number):
        drop_folder(desk, folder["id"])
    drop(desk, "folders", number)
