"""Each call that clients in the field are known to make, as they make it (freshdesk-api 13).

Headers, password and parameters are theirs: one sends no password, one asks for 100 a page where nothing is paged, one
says JSON on every read, one gives its page in the address and once more as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from assistant.sandbox import Sandbox

SINCE = "2015-01-01T00:00:00Z"
TIMES = {"created_at", "updated_at"}

AIRBYTE: dict[str, Any] = {"auth": ("key", ""), "headers": {}}
TAP: dict[str, Any] = {"auth": ("key", ""), "headers": {"Accept": "application/json"}}
MCP: dict[str, Any] = {"auth": ("key", "X"), "headers": {"Content-Type": "application/json"}}
PYTHON: dict[str, Any] = {
    "auth": ("key", "unused_with_api_key"),
    "headers": {"Content-Type": "application/json", "Accept": None, "User-Agent": None},
}
NODE: dict[str, Any] = {"auth": ("key", "X"), "headers": {"Content-Type": "application/json", "Accept": None}}

AIRBYTE_READS = (
    "agents",
    "business_hours",
    "canned_response_folders",
    "canned_response_folders/{canned_folder}/responses",
    "companies?updated_since=" + SINCE,
    "contacts?_updated_since=" + SINCE,
    "discussions/categories",
    "discussions/categories/{discussion}/forums",
    "discussions/forums/{forum}/topics",
    "discussions/topics/{topic}/comments",
    "email_configs",
    "email/mailboxes",
    "groups",
    "products",
    "roles",
    "scenario_automations",
    "skills",
    "sla_policies",
    "solutions/categories",
    "solutions/categories/{category}/folders",
    "solutions/folders/{folder}/articles",
    "surveys",
    "surveys/satisfaction_ratings?created_since=" + SINCE,
    "ticket_fields",
    "time_entries",
    "tickets?order_type=asc&order_by=updated_at&include=description,requester,stats&updated_since=" + SINCE,
    "tickets/{ticket}/conversations",
)
TAP_READS = (
    "agents",
    "companies",
    "contacts?_updated_since=" + SINCE,
    "groups",
    "roles",
    *(
        f"tickets?{view}order_by=updated_at&order_type=asc&include=requester,company,stats&updated_since={SINCE}"
        for view in ("", "filter=deleted&", "filter=spam&")
    ),
    "tickets/{ticket}/conversations",
    "tickets/{ticket}/satisfaction_ratings",
    "tickets/{ticket}/time_entries",
)
MCP_READS = (
    "ticket_fields",
    "tickets?page=1&per_page=30",
    "tickets/{ticket}/conversations",
    "agents?page=1&per_page=30",
    "agents/autocomplete?term=i",
    "contacts?page=1&per_page=30",
    "contacts/autocomplete?term=a",
    "canned_response_folders",
    "canned_response_folders/{canned_folder}/responses",
    "solutions/categories",
    "solutions/categories/{category}/folders",
    "solutions/folders/{folder}/articles",
    "groups?page=1&per_page=30",
    "contact_fields",
    "companies?page=1&per_page=30",
    "company_fields",
)
LISTS = [
    *(("airbyte", AIRBYTE, path, {"per_page": "100"}) for path in AIRBYTE_READS),
    *(("tap", TAP, path, {"per_page": "100", "page": "1"}) for path in TAP_READS),
    *(("mcp", MCP, path, {}) for path in MCP_READS),
    *(
        ("python", PYTHON, path, {"page": "1", "per_page": "2"})
        for path in ("tickets?filter=new_and_my_open&page=1&per_page=2", "contacts?page=1&per_page=2")
    ),
]
ONES = [
    ("airbyte", AIRBYTE, "settings/helpdesk?per_page=100", {"primary_language", "supported_languages"}),
    ("mcp", MCP, "tickets/{ticket}", TIMES | {"description", "structured_description", "attachments"}),
    ("mcp", MCP, "agents/{agent}", TIMES | {"contact", "group_ids", "role_ids"}),
    ("mcp", MCP, "contacts/{contact}", TIMES | {"other_emails", "view_all_tickets"}),
    ("mcp", MCP, "companies/{company}", TIMES | {"domains"}),
    ("mcp", MCP, "companies/autocomplete?name=a", {"companies"}),
    ("mcp", MCP, "groups/{group}", TIMES | {"agent_ids"}),
    ("mcp", MCP, "canned_responses/{canned}", TIMES | {"content", "content_html"}),
    ("mcp", MCP, "solutions/categories/{category}", TIMES | {"name"}),
    ("mcp", MCP, "solutions/folders/{folder}", TIMES | {"visibility"}),
    ("mcp", MCP, "solutions/articles/{article}", TIMES | {"description_text", "hierarchy"}),
    ("mcp", MCP, "contact_fields/{contact_field}", TIMES | {"label", "type"}),
    ("mcp", MCP, "admin/ticket_fields/{ticket_field}", TIMES | {"label", "type"}),
    ("mcp", MCP, 'search/tickets?query="priority:1"', {"total", "results"}),
    ("node", NODE, 'search/contacts?query="active:false"', {"total", "results"}),
    ("python", PYTHON, 'search/tickets?page=1&query="priority:1"&page=1', {"total", "results"}),
    ("python", PYTHON, "tickets/{ticket}?include=stats,conversations,requester,company", TIMES | {"stats", "company"}),
    ("python", PYTHON, "agents/me", TIMES | {"contact", "ticket_scope"}),
    ("python", PYTHON, "customers/{company}", TIMES | {"name"}),
]
WRITES: list[tuple[int, str, str, Any]] = [
    (201, "POST", "tickets", {"email": "x@customer.example", "subject": "S", "description": "D", "source": 1}),
    (200, "PUT", "tickets/{ticket}", {"priority": 3, "custom_fields": {}}),
    (201, "POST", "tickets/{ticket}/reply", {"body": "Outside"}),
    (201, "POST", "tickets/{ticket}/notes", {"body": "Inside"}),
    (200, "PUT", "conversations/{note}", {"body": "Changed"}),
    (200, "PUT", "tickets/{ticket}/summary", {"body": "In short"}),
    (204, "DELETE", "tickets/{ticket}/summary", None),
    (201, "POST", "agents", {"email": "new@agent.example", "ticket_scope": 1}),
    (200, "PUT", "agents/{agent}", {"occasional": False}),
    (200, "PUT", "contacts/{contact}", {"job_title": "Baker"}),
    (
        201,
        "POST",
        "canned_responses",
        {"title": "T", "content_html": "<b>x</b>", "folder_id": "{canned_folder}", "visibility": 0},
    ),
    (200, "PUT", "canned_responses/{canned}", {"title": "New title"}),
    (201, "POST", "canned_response_folders", {"name": "New"}),
    (200, "PUT", "canned_response_folders/{canned_folder}", {"name": "Newer"}),
    (201, "POST", "solutions/categories", {"name": "New"}),
    (200, "PUT", "solutions/categories/{category}", {"name": "Newer"}),
    (201, "POST", "solutions/categories/{category}/folders", {"name": "New", "visibility": 1}),
    (200, "PUT", "solutions/folders/{folder}", {"name": "Newer"}),
    (201, "POST", "solutions/folders/{folder}/articles", {"title": "T", "description": "D", "type": 1, "status": 1}),
    (200, "PUT", "solutions/articles/{article}", {"title": "New title"}),
    (201, "POST", "groups", {"name": "Night shift", "agent_ids": ["{agent}"]}),
    (200, "PUT", "groups/{group}", {"name": "Day shift"}),
    (200, "PUT", "discussions/comments/{comment}", {"body": "Changed"}),
    (201, "POST", "contact_fields", {"label": "Shoe", "label_for_customers": "Shoe", "type": "custom_text"}),
    (201, "POST", "admin/ticket_fields", {"label": "Colour", "label_for_customers": "Colour", "type": "custom_text"}),
    (200, "PUT", "admin/ticket_fields/{ticket_field}", {"label": "Color"}),
    (204, "DELETE", "tickets/{other}", None),
]


class Caller:
    """Calls one demo desk, with the ids of what is there in the place of their names."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.url, state = f"{sandbox.url}/api/v2/", sandbox.state
        contact = next(iter(state.contacts))
        numbers = [self.open().json()["id"] for _ in range(2)]
        note = self.call(MCP, "POST", f"tickets/{numbers[0]}/notes", json={"body": "Inside"}).json()["id"]
        self.ids = {
            **self.discuss(),
            "ticket_field": self.call(MCP, "GET", "ticket_fields").json()[-1]["id"],
            "ticket": numbers[0],
            "other": numbers[1],
            "note": note,
            "contact": contact,
            "agent": list(state.agents)[1],
            **{
                name: next(iter(rows))
                for name, rows in {
                    "company": state.companies,
                    "group": state.groups,
                    "canned_folder": state.canned_folders,
                    "canned": state.canned_responses,
                    "category": state.categories,
                    "folder": state.folders,
                    "article": state.articles,
                    "contact_field": state.contact_fields,
                }.items()
            },
        }

    def open(self) -> requests.Response:
        return self.call(
            MCP, "POST", "tickets", json={"email": "ana@customer.example", "subject": "S", "description": "D"}
        )

    def discuss(self) -> dict[str, int]:
        """A comment, and all that holds it."""
        path, ids = "discussions/categories", {}
        for name, body, inner in (
            ("discussion", {"name": "Shop talk"}, "forums"),
            ("forum", {"name": "Grinders", "forum_type": 1, "forum_visibility": 1}, "topics"),
            ("topic", {"title": "Burrs", "message": "Which?"}, "comments"),
            ("comment", {"body": "<p>The flat ones</p>"}, ""),
        ):
            ids[name] = self.call(MCP, "POST", path, json=body).json()["id"]
            path = f"discussions/{path.rpartition('/')[2]}/{ids[name]}/{inner}"
        return ids

    def call(self, client: dict[str, Any], method: str, path: str, **more: Any) -> requests.Response:
        return requests.request(method, self.url + path, timeout=10, **client, **more)

    def filled(self, value: Any) -> Any:
        """With ids for names, in addresses and in bodies."""
        if isinstance(value, dict):
            return {key: self.filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        if isinstance(value, str) and value[:1] + value[-1:] == "{}":
            return self.ids[value[1:-1]]
        return value.format_map(self.ids) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def caller() -> Iterator[Caller]:
    with Sandbox.start() as sandbox:
        yield Caller(sandbox)


@pytest.mark.parametrize(("client", "path", "params"), [pytest.param(c, p, q, id=f"{n} {p}") for n, c, p, q in LISTS])
def test_a_list_is_a_bare_array(caller: Caller, client: dict[str, Any], path: str, params: dict[str, str]) -> None:
    answer = caller.call(client, "GET", caller.filled(path), params=params)
    assert (200, list) == (answer.status_code, type(answer.json()))
    if "autocomplete" not in path:
        assert [True] * len(answer.json()) == [row.keys() >= TIMES for row in answer.json()]


@pytest.mark.parametrize(("client", "path", "keys"), [pytest.param(c, p, k, id=f"{n} {p}") for n, c, p, k in ONES])
def test_a_view_is_an_object(caller: Caller, client: dict[str, Any], path: str, keys: set[str]) -> None:
    answer = caller.call(client, "GET", caller.filled(path))
    assert 200 == answer.status_code
    assert keys <= answer.json().keys()


@pytest.mark.parametrize(("status", "method", "path", "body"), [pytest.param(*w, id=f"{w[1]} {w[2]}") for w in WRITES])
def test_a_write_has_its_own_status(caller: Caller, status: int, method: str, path: str, body: Any) -> None:
    answer = caller.call(MCP, method, caller.filled(path), json=caller.filled(body))
    assert status == answer.status_code
    assert (status == 201) == ("Location" in answer.headers)


def test_a_search_without_quotes_is_refused(caller: Caller) -> None:
    """As one client sends it: it gets what the real desk answers."""
    answer = caller.call(MCP, "GET", "search/tickets?query=priority:3")
    assert (400, "query") == (answer.status_code, answer.json()["errors"][0]["field"])


def test_the_first_page_in_a_link_is_the_number_and_no_comma_parts_it(caller: Caller) -> None:
    """One client takes the first `page=` that it meets, another what stands before a comma."""
    query = "tickets?include=requester,stats&per_page=1&updated_since=" + SINCE
    link = caller.call(MCP, "GET", query).headers["Link"]
    assert (1, "2") == (len(link.split(",")), link.partition("page=")[2].partition("&")[0])


@pytest.mark.slow
def test_a_walk_as_airbytes_meets_every_ticket_once_past_the_wall() -> None:
    """It follows links to the 300th page, then starts over from the last time seen and forgets what it has."""
    with Sandbox.start(seed="big") as sandbox:
        seen = list(airbyte_walk(f"{sandbox.url}/api/v2/"))
        assert sorted(sandbox.state.tickets) == sorted(seen)


def airbyte_walk(url: str) -> Iterator[int]:
    params = {
        "order_type": "asc",
        "order_by": "updated_at",
        "include": "description,requester,stats",
        "per_page": "100",
        "updated_since": SINCE,
    }
    seen: set[int] = set()
    page = 1
    with requests.Session() as session:
        session.auth, session.trust_env = AIRBYTE["auth"], False
        while True:
            more = {"page": str(page)} if page > 1 else {}
            answer = session.get(f"{url}tickets", params={**params, **more}, timeout=30)
            rows = answer.json()
            assert 200 == answer.status_code
            yield from (row["id"] for row in rows if row["id"] not in seen)
            seen |= {row["id"] for row in rows}
            if len(rows) < 100:
                return
            page += 1
            if page > 300:
                params["updated_since"], page = rows[-1]["updated_at"], 1
