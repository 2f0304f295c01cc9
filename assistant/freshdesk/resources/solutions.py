"""Solutions, the knowledge base: categories, folders, articles (freshdesk-api 6.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import Upload, attached
from assistant.freshdesk.call import Call
from assistant.freshdesk.models import FoundArticle, SolutionArticle, SolutionCategory, SolutionFolder
from assistant.freshdesk.resources.base import Resource

CATEGORY = "/solutions/categories/{category_id}"
FOLDER = "/solutions/folders/{folder_id}"
ARTICLE = "/solutions/articles/{article_id}"

Ids = Mapping[str, int | str]


class Solutions(Resource):
    """`api.solutions`. Lists give drafts and hidden folders too: look at status and visibility.

    With a `language`, as "es", a call is about the translation; a list has only what is translated. The first
    translation is made by `translate_category`, `translate_folder`, `translate_article`.
    """

    def categories(self, *, language: str | None = None) -> list[SolutionCategory]:
        return [*self._caller.every(_call("GET", "/solutions/categories", {}, language), SolutionCategory)]

    def category(self, category_id: int, *, language: str | None = None) -> SolutionCategory:
        return self._caller.one(_call("GET", CATEGORY, {"category_id": category_id}, language), SolutionCategory)

    def create_category(self, name: str, **fields: Any) -> SolutionCategory:
        """`fields`: description, visible_in_portals. Raises Conflict for a name that is taken."""
        body = {"name": name, **fields}
        return self._caller.one(_call("POST", "/solutions/categories", {}, None, body), SolutionCategory)

    def update_category(self, category_id: int, *, language: str | None = None, **fields: Any) -> SolutionCategory:
        call = _call("PUT", CATEGORY, {"category_id": category_id}, language, fields)
        return self._caller.one(call, SolutionCategory)

    def translate_category(self, category_id: int, language: str, name: str, **fields: Any) -> SolutionCategory:
        call = _call("POST", CATEGORY, {"category_id": category_id}, language, {"name": name, **fields})
        return self._caller.one(call, SolutionCategory)

    def delete_category(self, category_id: int) -> None:
        """With its folders, articles and translations."""
        self._caller.nothing(_call("DELETE", CATEGORY, {"category_id": category_id}))

    def folders(self, category_id: int, *, language: str | None = None) -> list[SolutionFolder]:
        call = _call("GET", f"{CATEGORY}/folders", {"category_id": category_id}, language)
        return [*self._caller.every(call, SolutionFolder)]

    def subfolders(self, folder_id: int, *, language: str | None = None) -> list[SolutionFolder]:
        """Folders within a folder, where the account's plan has them."""
        call = _call("GET", f"{FOLDER}/subfolders", {"folder_id": folder_id}, language)
        return [*self._caller.every(call, SolutionFolder)]

    def folder(self, folder_id: int, *, language: str | None = None) -> SolutionFolder:
        return self._caller.one(_call("GET", FOLDER, {"folder_id": folder_id}, language), SolutionFolder)

    def create_folder(self, category_id: int, name: str, **fields: Any) -> SolutionFolder:
        """`fields`: description, parent_folder_id, visibility (`FolderVisibility`; all, unless said), company_ids,
        contact_segment_ids, company_segment_ids."""
        call = _call("POST", f"{CATEGORY}/folders", {"category_id": category_id}, None, {"name": name, **fields})
        return self._caller.one(call, SolutionFolder)

    def update_folder(self, folder_id: int, *, language: str | None = None, **fields: Any) -> SolutionFolder:
        return self._caller.one(_call("PUT", FOLDER, {"folder_id": folder_id}, language, fields), SolutionFolder)

    def translate_folder(self, folder_id: int, language: str, name: str, **fields: Any) -> SolutionFolder:
        call = _call("POST", FOLDER, {"folder_id": folder_id}, language, {"name": name, **fields})
        return self._caller.one(call, SolutionFolder)

    def delete_folder(self, folder_id: int) -> None:
        """With all in it, and their translations."""
        self._caller.nothing(_call("DELETE", FOLDER, {"folder_id": folder_id}))

    def articles(self, folder_id: int, *, language: str | None = None) -> list[SolutionArticle]:
        call = _call("GET", f"{FOLDER}/articles", {"folder_id": folder_id}, language)
        return [*self._caller.every(call, SolutionArticle)]

    def article(self, article_id: int, *, language: str | None = None) -> SolutionArticle:
        return self._caller.one(_call("GET", ARTICLE, {"article_id": article_id}, language), SolutionArticle)

    def create_article(
        self,
        folder_id: int,
        title: str,
        description: str,
        *,
        status: int = 1,
        attachments: Sequence[Upload] = (),
        **fields: Any,
    ) -> SolutionArticle:
        """An article of HTML, a draft unless `status` is 2. `fields`: type, tags, seo_data (meta_title,
        meta_description, meta_keywords)."""
        body = {"title": title, "description": description, "status": int(status), **fields}
        call = _call("POST", f"{FOLDER}/articles", {"folder_id": folder_id}, None, body, attachments)
        return self._caller.one(call, SolutionArticle)

    def update_article(
        self, article_id: int, *, language: str | None = None, attachments: Sequence[Upload] = (), **fields: Any
    ) -> SolutionArticle:
        """Change what is given; `status=1` alone takes the article back. `agent_id` is its author."""
        call = _call("PUT", ARTICLE, {"article_id": article_id}, language, fields, attachments)
        return self._caller.one(call, SolutionArticle)

    def translate_article(
        self, article_id: int, language: str, title: str, description: str, *, status: int = 1, **fields: Any
    ) -> SolutionArticle:
        body = {"title": title, "description": description, "status": int(status), **fields}
        return self._caller.one(_call("POST", ARTICLE, {"article_id": article_id}, language, body), SolutionArticle)

    def delete_article(self, article_id: int) -> None:
        """With its translations."""
        self._caller.nothing(_call("DELETE", ARTICLE, {"article_id": article_id}))

    def search(self, term: str) -> list[FoundArticle]:
        """Articles by keyword."""
        return [*self._caller.every(Call("GET", "/search/solutions", params={"term": term}), FoundArticle)]


def _call(
    method: str,
    path: str,
    ids: Ids,
    language: str | None = None,
    body: Mapping[str, Any] | None = None,
    attachments: Sequence[Upload] = (),
) -> Call:
    """A language goes to the end of any path."""
    if language is not None:
        path, ids = f"{path}/{{language}}", {**ids, "language": language}
    return Call(method, path, ids, body=body, files=attached(attachments))
