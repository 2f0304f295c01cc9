"""Solutions through the client, against the stand-in (freshdesk-api 6.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.body import Upload
from assistant.freshdesk.errors import BadRequest, Conflict, NotFound
from assistant.freshdesk.models import ArticleStatus, FolderVisibility, SolutionArticle, SolutionFolder
from assistant.sandbox import Sandbox


@pytest.fixture(scope="module")
def shop() -> Iterator[Freshdesk]:
    """The demo shop, which speaks several languages."""
    with Sandbox.start() as sandbox:
        yield Freshdesk(sandbox.url, "the-key")


@pytest.fixture
def folder(desk: Freshdesk) -> int:
    category = desk.solutions.create_category("Orders", description="From the basket to your door")
    return desk.solutions.create_folder(category.id, "Shipping").id


def test_a_category_is_made_changed_and_deleted_with_all_in_it(desk: Freshdesk, folder: int) -> None:
    category = desk.solutions.folder(folder).category_id or 0
    article = desk.solutions.create_article(folder, "Parcels", "<p>They come.</p>")

    assert "Buying" == desk.solutions.update_category(category, name="Buying").name
    assert ["Buying"] == [each.name for each in desk.solutions.categories()]
    desk.solutions.delete_category(category)
    for read in (
        lambda: desk.solutions.category(category),
        lambda: desk.solutions.folder(folder),
        lambda: desk.solutions.article(article.id),
    ):
        with pytest.raises(NotFound):
            read()


def test_folders_lie_in_folders(desk: Freshdesk, folder: int) -> None:
    category = desk.solutions.folder(folder).category_id or 0
    inner = desk.solutions.create_folder(category, "Abroad", parent_folder_id=folder)

    assert [inner.id] == [each.id for each in desk.solutions.subfolders(folder)]
    assert [folder] == [each.id for each in desk.solutions.folders(category)]
    assert 1 == desk.solutions.folder(folder).sub_folders_count
    assert ["Orders", "Shipping", "Abroad"] == [level.data.name for level in inner.hierarchy]
    desk.solutions.delete_folder(folder)
    with pytest.raises(NotFound):
        desk.solutions.folder(inner.id)


def test_a_folder_may_be_for_some_companies_only(desk: Freshdesk, folder: int) -> None:
    company = desk.companies.create(name="Kettle").id
    changed = desk.solutions.update_folder(folder, visibility=FolderVisibility.COMPANIES, company_ids=[company])

    assert (4, [company]) == (changed.visibility, changed.company_ids)
    assert [] == desk.solutions.update_folder(folder, visibility=FolderVisibility.ALL).company_ids
    with pytest.raises(BadRequest) as caught:
        desk.solutions.update_folder(folder, visibility=FolderVisibility.COMPANIES)
    assert [("company_ids", "missing_field")] == list(caught.value.fields)


def test_an_article_is_a_draft_until_it_is_published(desk: Freshdesk, folder: int) -> None:
    made = desk.solutions.create_article(folder, "Parcels", "<p>They come.</p>", tags=["parcel"])

    assert (ArticleStatus.DRAFT, "They come.", ["parcel"]) == (made.status, made.description_text, made.tags)
    assert ArticleStatus.PUBLISHED == desk.solutions.update_article(made.id, status=2).status
    assert 1 == desk.solutions.folder(folder).articles_count
    desk.solutions.delete_article(made.id)
    assert [] == desk.solutions.articles(folder)


def test_files_and_words_for_search_engines_go_along(desk: Freshdesk, folder: int) -> None:
    seo = {"meta_title": "Parcels", "meta_keywords": ["parcel", "delivery"]}
    file = Upload("map.txt", b"north", "text/plain")
    plain = desk.solutions.create_article(folder, "Parcels", "D", seo_data=seo)
    article = desk.solutions.update_article(plain.id, attachments=[file], tags=["a", "b"], status=2)

    assert {"meta_title": "Parcels", "meta_keywords": "parcel,delivery"} == article.seo_data
    assert (["a", "b"], 2) == (article.tags, article.status)
    assert b"north" == desk.download(article.attachments[0], largest=10)


def test_names_are_taken_once(desk: Freshdesk, folder: int) -> None:
    with pytest.raises(Conflict):
        desk.solutions.create_category("ORDERS")
    with pytest.raises(Conflict):
        desk.solutions.create_folder(desk.solutions.folder(folder).category_id or 0, "shipping")


def test_each_level_is_translated(shop: Freshdesk) -> None:
    category = shop.solutions.create_category("Coffee")
    folder = shop.solutions.create_folder(category.id, "Beans")
    article = shop.solutions.create_article(folder.id, "Storing", "<p>Dry.</p>", status=2)

    assert "Kaffee" == shop.solutions.translate_category(category.id, "de", "Kaffee").name
    shop.solutions.translate_folder(folder.id, "de", "Bohnen", description="Ganze")
    german = shop.solutions.translate_article(article.id, "de", "Lagern", "<p>Trocken.</p>")

    assert (article.id, "Trocken.", 1) == (german.id, german.description_text, german.status)
    assert [("Kaffee", "de"), ("Bohnen", "de")] == [(each.data.name, each.data.language) for each in german.hierarchy]
    assert 2 == shop.solutions.update_article(article.id, language="de", status=2).status
    assert ("Storing", 2) == (shop.solutions.article(article.id).title, shop.solutions.article(article.id).status)


def test_lists_in_a_language_have_what_is_translated(shop: Freshdesk) -> None:
    category = shop.solutions.create_category("Tea")
    folder = shop.solutions.create_folder(category.id, "Leaves")
    inner = shop.solutions.create_folder(category.id, "Green", parent_folder_id=folder.id)
    article = shop.solutions.create_article(folder.id, "Brewing", "D")
    shop.solutions.create_article(folder.id, "Another", "D")
    shop.solutions.translate_category(category.id, "fr", "Thé")
    shop.solutions.translate_folder(folder.id, "fr", "Feuilles")
    shop.solutions.translate_folder(inner.id, "fr", "Vert")
    shop.solutions.translate_article(article.id, "fr", "Infuser", "D")

    assert ["Thé"] == [each.name for each in shop.solutions.categories(language="fr")]
    assert ["Feuilles"] == [each.name for each in shop.solutions.folders(category.id, language="fr")]
    assert ["Vert"] == [each.name for each in shop.solutions.subfolders(folder.id, language="fr")]
    assert ["Infuser"] == [each.title for each in shop.solutions.articles(folder.id, language="fr")]
    assert "Infuser" == shop.solutions.article(article.id, language="fr").title
    assert "Thés" == shop.solutions.update_category(category.id, language="fr", name="Thés").name
    assert "Tea" == shop.solutions.category(category.id).name
    assert "Verts" == shop.solutions.update_folder(inner.id, language="fr", name="Verts").name
    assert "Thés" == shop.solutions.category(category.id, language="fr").name


def test_what_is_not_translated_is_not_found(shop: Freshdesk) -> None:
    category = shop.solutions.categories()[0].id

    with pytest.raises(NotFound):
        shop.solutions.category(category, language="pt")
    with pytest.raises(BadRequest):
        shop.solutions.category(category, language="xx")


def test_articles_are_searched(shop: Freshdesk) -> None:
    found = shop.solutions.search("return")[0]

    assert found.folder_visibility in set(FolderVisibility)
    assert found.folder_name
    assert found.title == shop.solutions.article(found.id).title
    assert [] == shop.solutions.search("zzzz")


def test_recorded_answers_are_read_with_their_nulls(sample: Callable[[str], Any]) -> None:
    article = SolutionArticle.model_validate(sample("article"))
    folder = SolutionFolder.model_validate(sample("solution_folder"))

    assert (None, [], {}, []) == (article.agent_id, article.tags, article.seo_data, article.attachments)
    assert ["Orders", ""] == [level.data.name for level in article.hierarchy]
    assert (1, [], []) == (folder.visibility, folder.company_ids, folder.hierarchy)
