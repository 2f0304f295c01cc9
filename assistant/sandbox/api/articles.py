"""Articles of the knowledge base (freshdesk-api 6.7)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, forms, library, solution_rules
from assistant.sandbox.answers import answer, created, no_content, the_desk
from assistant.sandbox.api.find import find, without
from assistant.sandbox.api.solutions import drop, said
from assistant.sandbox.paging import paged
from assistant.sandbox.text import plain

blueprint = Blueprint("articles", __name__, url_prefix="/solutions")


@blueprint.get("/folders/<int:number>/articles")
def list_articles(number: int) -> Response:
    desk = the_desk()
    find(desk.folders, number)
    return paged(library.articles(desk, number), lambda row: library.shown_article(desk, row))


@blueprint.post("/folders/<int:number>/articles")
def create_article(number: int) -> Response:
    """Its files may come along in a form."""
    desk = the_desk()
    folder = find(desk.folders, number)
    body = forms.body(solution_rules.ARTICLE)
    solution_rules.check_article(desk, body, new=True)
    more = {**said(without(body, "title", "description")), "attachments": forms.attachments(desk)}
    article = library.add_article(desk, folder, body["title"], body["description"], **more)
    return created(library.shown_article(desk, article), "solutions/articles")


@blueprint.get("/articles/<int:number>")
def view_article(number: int) -> Response:
    return answer(library.shown_article(the_desk(), find(the_desk().articles, number)))


@blueprint.put("/articles/<int:number>")
def update_article(number: int) -> Response:
    """Tags and the data for search engines are replaced, files added."""
    desk = the_desk()
    article = find(desk.articles, number)
    body = forms.body(solution_rules.ARTICLE)
    solution_rules.check_article(desk, body, new=False)
    article.update(said(body))
    article["description_text"] = plain(article["description"])
    article["attachments"] = article["attachments"] + forms.attachments(desk)
    build.touch(desk, article)
    return answer(library.shown_article(desk, article))


@blueprint.delete("/articles/<int:number>")
def delete_article(number: int) -> Response:
    """With its translations."""
    find(the_desk().articles, number)
    drop(the_desk(), "articles", number)
    return no_content()
