"""Canned responses and solution articles as things to match (freshdesk-api 6.6, 6.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core import text
from assistant.core.context import Desk
from assistant.core.draft import Match
from assistant.errors import NoAccess, NotFound
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import ArticleStatus, CannedResponse, FolderVisibility, SolutionArticle, SolutionFolder
from assistant.helpdesk.kinds import reading

PERSONAL, FOR_GROUPS = 1, 2
"""Visibility of a canned response; older answers leave it out."""
TAG, PLACEHOLDER = re.compile(r"{%.*?%}", re.DOTALL), re.compile(r"{{.*?}}", re.DOTALL)
"""Liquid, which is nothing to search for or to quote (freshdesk-api 10)."""
PUBLIC = (FolderVisibility.ALL, FolderVisibility.LOGGED_IN)


def canned_responses(api: Freshdesk) -> Iterator[Match]:
    """One call for the folders and one for each; what is personal stays out."""
    with reading():
        folders = api.canned_responses.folders()
    for folder in folders:
        if folder.personal:
            continue
        with reading():
            responses = api.canned_responses.in_folder(folder.id)
        yield from (_of_response(one) for one in responses if _may_be_used(one))


def articles(api: Freshdesk, desk: Desk) -> Iterator[Match]:
    """Published articles of every folder; those of hidden folders are not `public`."""
    with reading():
        categories = api.solutions.categories()
    for category in categories:
        with reading():
            folders = api.solutions.folders(category.id)
        for folder in folders:
            yield from _of_folder(api, folder, desk)


def _of_folder(api: Freshdesk, folder: SolutionFolder, desk: Desk) -> Iterator[Match]:
    with reading():
        found = api.solutions.articles(folder.id)
    yield from (_of_article(one, folder, desk) for one in found if one.status == ArticleStatus.PUBLISHED)
    if folder.sub_folders_count:
        for below in _subfolders(api, folder):
            yield from _of_folder(api, below, desk)


def _subfolders(api: Freshdesk, folder: SolutionFolder) -> list[SolutionFolder]:
    try:
        with reading():
            return api.solutions.subfolders(folder.id)
    except (NoAccess, NotFound):  # the plan has no nested folders
        return []


def _may_be_used(response: CannedResponse) -> bool:
    """By anybody but its own author; one for groups that are not named is for nobody we know."""
    return response.visibility != PERSONAL and (response.visibility != FOR_GROUPS or bool(response.group_ids))


def _of_response(response: CannedResponse) -> Match:
    html = response.content_html or response.content
    words = PLACEHOLDER.sub("…", TAG.sub("", html))
    plain = text.plain(words)
    return Match(
        "canned",
        str(response.id),
        response.title,
        plain,
        html=html,
        groups=tuple(response.group_ids) if response.visibility == FOR_GROUPS else (),
        language=text.language(plain),
    )


def _of_article(article: SolutionArticle, folder: SolutionFolder, desk: Desk) -> Match:
    plain = text.plain(article.description) or text.tidy(article.description_text)
    return Match(
        "article",
        str(article.id),
        article.title,
        plain,
        url=f"{desk.portal_url}/support/solutions/articles/{article.id}",
        public=folder.visibility in PUBLIC,
        companies=tuple(folder.company_ids) if folder.visibility == FolderVisibility.COMPANIES else (),
        language=text.language(plain) or _language(article),
    )


def _language(article: SolutionArticle) -> str:
    """As the answer names it, "pt-BR" or {"data": {"language": "pt-BR"}}; empty where it does not."""
    levels = (article.model_extra or {}).get("hierarchy")
    level = levels[-1] if isinstance(levels, list) and levels else None
    data = level.get("data") if isinstance(level, dict) else None
    name = data.get("language") if isinstance(data, dict) else None
    return name.partition("-")[0].lower() if isinstance(name, str) else ""
