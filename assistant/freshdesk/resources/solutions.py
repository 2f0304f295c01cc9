"""Solutions, the knowledge base: categories, folders, articles (freshdesk-api 6.7)."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import SolutionArticle, SolutionCategory, SolutionFolder
from assistant.freshdesk.resources.base import Resource


class Solutions(Resource):
    """`api.solutions`. Lists give drafts and hidden folders too: look at status and visibility."""

    def categories(self) -> list[SolutionCategory]:
        return [*self._caller.every(Call("GET", "/solutions/categories"), SolutionCategory)]

    def folders(self, category_id: int) -> list[SolutionFolder]:
        call = Call("GET", "/solutions/categories/{category_id}/folders", {"category_id": category_id})
        return [*self._caller.every(call, SolutionFolder)]

    def subfolders(self, folder_id: int) -> list[SolutionFolder]:
        """Folders within a folder, where the account's plan has them."""
        call = Call("GET", "/solutions/folders/{folder_id}/subfolders", {"folder_id": folder_id})
        return [*self._caller.every(call, SolutionFolder)]

    def articles(self, folder_id: int) -> list[SolutionArticle]:
        call = Call("GET", "/solutions/folders/{folder_id}/articles", {"folder_id": folder_id})
        return [*self._caller.every(call, SolutionArticle)]

    def article(self, article_id: int) -> SolutionArticle:
        call = Call("GET", "/solutions/articles/{article_id}", {"article_id": article_id})
        return self._caller.one(call, SolutionArticle)

    def search(self, term: str) -> list[SolutionArticle]:
        """Articles that hold the words, drafts and hidden ones too; each also says its folder's name and visibility.

        This is the one search by words that Freshdesk has (freshdesk-api 6.7).
        """
        return [*self._caller.every(Call("GET", "/search/solutions", params={"term": term}), SolutionArticle)]
