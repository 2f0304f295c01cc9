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

FOR_ALL_AGENTS = (None, 0)
"""The visibility of a canned response that every agent may use; older answers leave it out."""
TAG, PLACEHOLDER = re.compile(r"{%.*?%}", re.DOTALL), re.compile(r"{{.*?}}", re.DOTALL)
"""Liquid, which is nothing to search for or to quote (freshdesk-api 10)."""
PUBLIC = (FolderVisibility.ALL, FolderVisibility.LOGGED_IN)


def canned_responses(api: Freshdesk) -> Iterator[Match]:
    """One call for the folders and one for each; personal folders and responses for some groups stay out."""
    with reading():
        folders = api.canned_responses.folders()
    for folder in folders:
        if folder.personal:
            continue
        with reading():
            responses = api.canned_responses.in_folder(folder.id)
        yield from (_of_response(one) for one in responses if one.visibility in FOR_ALL_AGENTS)


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


def _of_response(response: CannedResponse) -> Match:
    html = response.content_html or response.content
    words = PLACEHOLDER.sub("…", TAG.sub("", html))
    return Match("canned", str(response.id), response.title, text.plain(words), html=html)


def _of_article(article: SolutionArticle, folder: SolutionFolder, desk: Desk) -> Match:
    return Match(
        "article",
        str(article.id),
        article.title,
        text.plain(article.description),
        url=f"{desk.portal_url}/support/solutions/articles/{article.id}",
        public=folder.visibility in PUBLIC,
    )
