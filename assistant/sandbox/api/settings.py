"""The account's settings, products and hours (freshdesk-api 6.5 and 6.11)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.paging import paged

blueprint = Blueprint("settings", __name__)


@blueprint.get("/settings/helpdesk")
def view_settings() -> Response:
    account = the_desk().account
    languages = account["supported_languages"]
    return answer(
        {
            "primary_language": account["primary_language"],
            "supported_languages": languages,
            "portal_languages": languages,
            "help_widget_languages": languages,
        }
    )


@blueprint.get("/products")
def list_products() -> Response:
    return paged(list(the_desk().products.values()))


@blueprint.get("/products/<int:number>")
def view_product(number: int) -> Response:
    return answer(find(the_desk().products, number))


@blueprint.get("/business_hours")
def list_business_hours() -> Response:
    return paged(list(the_desk().hours.values()))


@blueprint.get("/business_hours/<int:number>")
def view_business_hours(number: int) -> Response:
    return answer(find(the_desk().hours, number))
