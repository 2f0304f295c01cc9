"""Whatever is sent about people, the sandbox answers by the rules and never breaks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "a@b.example", "Rui", "2026-01-01", "\x00é"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "email", "value"]), inner),
    max_leaves=5,
)
TEXTS = ("name", "email", "phone", "twitter_id", "description", "label", "label_for_customers", "type", "domains")
IDS = ("group_ids", "role_ids", "skill_ids", "agent_ids", "agents", "primary_contact_id", "secondary_contact_ids")
MORE = (
    "custom_fields",
    "ticket_scope",
    "tags",
    "choices",
    "rank",
    "agent_type",
    "conditions",
    "contact",
    "fields",
    "position",
)
NUMBERS = itertools.count()
GOOD: dict[str, Callable[[], dict[str, Any]]] = {
    "/contacts": lambda: {"name": "A", "email": f"c{next(NUMBERS)}@b.example"},
    "/companies": lambda: {"name": f"Company {next(NUMBERS)}"},
    "/agents": lambda: {"email": f"a{next(NUMBERS)}@b.example", "ticket_scope": 1},
    "/agents/bulk": dict,
    "/groups": lambda: {"name": f"Group {next(NUMBERS)}"},
    "/admin/skills": lambda: {"name": f"Skill {next(NUMBERS)}"},
    "/contact_fields": lambda: {"label": f"{next(NUMBERS)}", "label_for_customers": "A", "type": "custom_text"},
    "/contacts/merge": dict,
    "/contacts/export": lambda: {"fields": {"default_fields": ["name", "tags"]}},
}
"""Bodies that are taken as they are, or lack ids of what there is."""


@pytest.fixture(scope="module")
def anyone() -> Iterator[Client]:
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        yield client


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*GOOD]), st.dictionaries(st.sampled_from([*TEXTS, *IDS, *MORE]), VALUES, max_size=2))
def test_any_body_is_taken_or_refused(anyone: Client, path: str, body: dict[str, Any]) -> None:
    assert anyone.post(path, json={**GOOD[path](), **body}).status_code in (201, 202, 204, 400, 404, 409, 403)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/groups", {"name": "A", "agent_ids": [{}]}),
        ("/agents", {"email": "a@b.example", "ticket_scope": 1, "role_ids": [[]]}),
        ("/agents/bulk", {"agents": [None, [], "a"]}),
        ("/contacts/merge", {"primary_contact_id": 1, "secondary_contact_ids": [{}]}),
        ("/contacts", {"name": "A", "phone": "1", "other_companies": [None], "tags": None, "custom_fields": None}),
    ],
)
def test_lists_of_anything_but_ids_break_nothing(anyone: Client, path: str, body: dict[str, Any]) -> None:
    assert anyone.post(path, json=body).status_code < 500


@pytest.mark.parametrize("form", ["contact_fields", "company_fields"])
def test_a_null_says_nothing_of_a_field(anyone: Client, form: str) -> None:
    body = {"label": f"Null {form}", "label_for_customers": "A", "type": "custom_text"}
    made = anyone.post(f"/{form}", json={**body, "choices": None, "position": None})
    assert 201 == made.status_code
    assert 200 == anyone.put(f"/{form}/{made.json()['id']}", json={"position": None}).status_code
    assert made.json()["position"] in [row["position"] for row in anyone.get(f"/{form}").json()]
