"""Translations of categories, folders and articles: the same paths with a language at the end (freshdesk-api 6.7)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, errors, forms, library, solution_rules
from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.api.solutions import said
from assistant.sandbox.build import dated
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

blueprint = Blueprint("translations", __name__, url_prefix="/solutions")

KIND = "/<any(categories, folders, articles):kind>"
LANGUAGE = "/<string(maxlength=6):language>"
"""As "es" or "pt-BR"; shorter than the word for any list."""


def speak(desk: Desk, language: str) -> None:
    """Raises Refused 403 for a desk of one language, 400 for one that it does not speak. Which codes the real ones
    are is not documented."""
    if not desk.account["supported_languages"]:
        message = "The Multilingual feature is not enabled for your account"
        raise errors.Refused(403, {"code": "require_feature", "message": message})
    if language not in (desk.account["primary_language"], *desk.account["supported_languages"]):
        listed = ",".join(desk.account["supported_languages"])
        raise errors.invalid("language_code", f"It should be one of these values: '{listed}'")


def original(desk: Desk, kind: str, number: int) -> JSON:
    rows: dict[int, JSON] = getattr(desk, kind)
    return find(rows, number)


def translated(desk: Desk, kind: str, row: JSON, language: str) -> JSON | None:
    """The record in the language, None where it is not translated; in the account's own it is as it is."""
    own = {} if language == desk.account["primary_language"] else desk.translations.get((kind, row["id"], language))
    if own is None:
        return None
    if kind == "folders":
        return {**library.shown_folder(desk, row, language), **own}
    return {**(library.shown_article(desk, row, language) if kind == "articles" else row), **own}


@blueprint.get(f"{KIND}/<int:number>{LANGUAGE}")
def view_translation(kind: str, number: int, language: str) -> Response:
    desk = the_desk()
    speak(desk, language)
    found = translated(desk, kind, original(desk, kind, number), language)
    if found is None:
        raise errors.not_found()
    return answer(found)


@blueprint.post(f"{KIND}/<int:number>{LANGUAGE}")
def create_translation(kind: str, number: int, language: str) -> Response:
    """Once for each language; then it is updated."""
    desk = the_desk()
    row = original(desk, kind, number)
    speak(desk, language)
    if translated(desk, kind, row, language) is not None:
        raise errors.not_allowed("GET", "PUT")
    body = forms.body(solution_rules.TRANSLATED[kind])
    solution_rules.check_translation(kind, body, new=True)
    blank = {"tags": [], "seo_data": {}, "thumbs_up": 0, "thumbs_down": 0, "hits": 0} if kind == "articles" else {}
    desk.translations[kind, number, language] = dated(desk, {**blank, **fields(desk, kind, body)})
    value = translated(desk, kind, row, language)
    return answer(value, 201, Location=f"{desk.url}/api/v2/solutions/{kind}/{number}/{language}")


@blueprint.put(f"{KIND}/<int:number>{LANGUAGE}")
def update_translation(kind: str, number: int, language: str) -> Response:
    desk = the_desk()
    row = original(desk, kind, number)
    speak(desk, language)
    own = desk.translations.get((kind, number, language))
    if own is None:
        raise errors.not_found()
    body = forms.body(solution_rules.TRANSLATED[kind])
    solution_rules.check_translation(kind, body, new=False)
    own.update(fields(desk, kind, body))
    build.touch(desk, own)
    return answer(translated(desk, kind, row, language))


def fields(desk: Desk, kind: str, body: JSON) -> JSON:
    given = said(body)
    if kind == "articles" and "description" in given:
        given["description_text"] = plain(given["description"])
    files = forms.attachments(desk)
    return {**given, "attachments": files} if files else given


@blueprint.get(f"/categories{LANGUAGE}")
def list_categories(language: str) -> Response:
    return listed("categories", list(the_desk().categories.values()), language)


@blueprint.get(f"/categories/<int:number>/folders{LANGUAGE}")
def list_folders(number: int, language: str) -> Response:
    desk = the_desk()
    find(desk.categories, number)
    inside = [row for row in desk.folders.values() if row["category_id"] == number and row["parent_folder_id"] is None]
    return listed("folders", inside, language)


@blueprint.get(f"/folders/<int:number>/subfolders{LANGUAGE}")
def list_subfolders(number: int, language: str) -> Response:
    find(the_desk().folders, number)
    return listed("folders", library.subfolders(the_desk(), number), language)


@blueprint.get(f"/folders/<int:number>/articles{LANGUAGE}")
def list_articles(number: int, language: str) -> Response:
    find(the_desk().folders, number)
    return listed("articles", library.articles(the_desk(), number), language)


def listed(kind: str, rows: list[JSON], language: str) -> Response:
    """Those that are translated."""
    desk = the_desk()
    speak(desk, language)
    found = (translated(desk, kind, row, language) for row in rows)
    return paged([row for row in found if row is not None])
