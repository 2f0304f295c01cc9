"""The knowledge base: categories, folders, articles (freshdesk-api 6.7)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import build, checks, library
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find, without
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON
from assistant.sandbox.text import plain

blueprint = Blueprint("solutions", __name__, url_prefix="/solutions")

ARTICLE = {
    "title": Rule(),
    "description": Rule(),
    "status": Rule("int", (1, 2)),
    "type": Rule("int", (1, 2)),
    "tags": Rule("texts"),
    "seo_data": Rule("dict"),
    "agent_id": Rule("int"),
}
FOLDER = {"name": Rule(), "description": Rule(), "visibility": Rule("int", (1, 2, 3, 4, 5, 6, 7))}
CATEGORY = {"name": Rule(), "description": Rule(), "visible_in_portals": Rule("list")}


def inside(rows: dict[int, JSON], key: str, number: int) -> list[JSON]:
    return [row for row in rows.values() if row[key] == number]


@blueprint.get("/categories")
def list_categories() -> Response:
    return paged(list(the_desk().categories.values()))


@blueprint.post("/categories")
def create_category() -> Response:
    body = json_body()
    checks.check(body, CATEGORY, ["name"])
    return created(library.add_category(the_desk(), body["name"], body.get("description")), "solutions/categories")


@blueprint.get("/categories/<int:number>")
def view_category(number: int) -> Response:
    return answer(find(the_desk().categories, number))


@blueprint.get("/categories/<int:number>/folders")
def list_folders(number: int) -> Response:
    find(the_desk().categories, number)
    return paged(inside(the_desk().folders, "category_id", number))


@blueprint.post("/categories/<int:number>/folders")
def create_folder(number: int) -> Response:
    body = json_body()
    find(the_desk().categories, number)
    checks.check(body, FOLDER, ["name"])
    folder = library.add_folder(the_desk(), number, body["name"], body.get("visibility") or 1, body.get("description"))
    return created(folder, "solutions/folders")


@blueprint.get("/folders/<int:number>")
def view_folder(number: int) -> Response:
    return answer(find(the_desk().folders, number))


@blueprint.put("/folders/<int:number>")
def update_folder(number: int) -> Response:
    desk, body = the_desk(), json_body()
    folder = find(desk.folders, number)
    checks.check(body, FOLDER, body.keys() & {"name", "visibility"})
    folder.update(body)
    build.touch(desk, folder)
    return answer(folder)


@blueprint.get("/folders/<int:number>/subfolders")
def list_subfolders(number: int) -> Response:
    find(the_desk().folders, number)
    return paged(inside(the_desk().folders, "parent_folder_id", number))


@blueprint.get("/folders/<int:number>/articles")
def list_articles(number: int) -> Response:
    find(the_desk().folders, number)
    return paged(inside(the_desk().articles, "folder_id", number))


@blueprint.post("/folders/<int:number>/articles")
def create_article(number: int) -> Response:
    """A draft unless a status is given."""
    desk, body = the_desk(), json_body()
    folder = find(desk.folders, number)
    checks.check(body, ARTICLE, ["title", "description"])
    more = without(body, "title", "description")
    article = library.add_article(desk, folder, body["title"], body["description"], **{"status": 1, **more})
    return created(article, "solutions/articles")


@blueprint.get("/articles/<int:number>")
def view_article(number: int) -> Response:
    return answer(find(the_desk().articles, number))


@blueprint.put("/articles/<int:number>")
def update_article(number: int) -> Response:
    desk, body = the_desk(), json_body()
    article = find(desk.articles, number)
    checks.check(body, ARTICLE, body.keys() & {"title", "description"})
    article.update(body)
    article["description_text"] = plain(article["description"])
    build.touch(desk, article)
    return answer(article)


@blueprint.delete("/articles/<int:number>")
def delete_article(number: int) -> Response:
    desk = the_desk()
    article = find(desk.articles, number)
    del desk.articles[number]
    desk.folders[article["folder_id"]]["articles_count"] -= 1
    return no_content()


def search_answer(article: JSON) -> JSON:
    """An article as the search gives it: with names, without votes."""
    desk = the_desk()
    folder, category = desk.folders[article["folder_id"]], desk.categories[article["category_id"]]
    return {
        **without(article, "thumbs_up", "thumbs_down"),
        "path": str(article["id"]),
        "folder_visibility": folder["visibility"],
        "folder_name": folder["name"],
        "category_name": category["name"],
        "modified_at": article["updated_at"],
        "modified_by": article["agent_id"],
        "language_id": 6,
    }


def matching() -> list[JSON]:
    """Articles that hold every word of `term`."""
    words = request.args.get("term", "").lower().split()
    return [
        article
        for article in the_desk().articles.values()
        if words and all(word in f"{article['title']} {article['description_text']}".lower() for word in words)
    ]
