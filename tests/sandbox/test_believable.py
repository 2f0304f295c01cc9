"""What other people's clients rely on, row by row (freshdesk-api 1 to 3, 8 and 13.1); the rest is in its neighbours."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from assistant.sandbox import Sandbox
from assistant.sandbox.limits import Limiter
from tests.sandbox.conftest import Client

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
RATES = ("X-RateLimit-Total", "X-RateLimit-Remaining", "X-RateLimit-Used-CurrentRequest")
TICKET = {"email": "ana@customer.example", "subject": "Grinder", "description": "It stopped."}
XML = {"Content-Type": "application/xml"}
ANSWERS: dict[str, tuple[int, str | None, str, str, dict[str, Any]]] = {
    "read": (200, JSON, "GET", "/tickets/1", {}),
    "made": (201, JSON, "POST", "/tickets", {"json": TICKET}),
    "changed": (200, JSON, "PUT", "/tickets/1", {"json": {"priority": 2}}),
    "deleted": (204, None, "DELETE", "/tickets/1", {}),
    "invalid": (400, JSON, "POST", "/tickets", {"json": {"colour": "red"}}),
    "no JSON": (400, JSON, "POST", "/tickets", {"data": "{", "headers": {"Content-Type": "application/json"}}),
    "a list": (400, JSON, "POST", "/tickets", {"json": [TICKET]}),
    "no key": (401, JSON, "GET", "/tickets", {"auth": ("", "")}),
    "no such record": (404, HTML, "GET", "/tickets/99", {}),
    "no such path": (404, HTML, "GET", "/nothing", {}),
    "wrong verb": (405, JSON, "DELETE", "/tickets", {}),
    "XML wanted": (406, JSON, "GET", "/tickets", {"headers": {"Accept": "application/xml"}}),
    "XML sent": (415, JSON, "POST", "/tickets", {"data": "<x/>", "headers": XML}),
    "a web form sent": (415, JSON, "POST", "/tickets", {"data": {"subject": "S"}}),
    "XML sent to be merged": (415, JSON, "PATCH", "/tickets/1", {"data": "<x/>", "headers": XML}),
}
ORDERED = {"status": 500, "body": "<html>We are sorry</html>"}


@pytest.fixture(scope="module")
def reader() -> Iterator[Client]:
    """For calls that change nothing: a desk with ticket 1."""
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        client.open()
        yield client


@pytest.mark.parametrize("case", ANSWERS)
def test_every_answer_has_its_status_its_type_and_its_headers(client: Client, case: str) -> None:
    client.open()
    status, kind, method, path, more = ANSWERS[case]
    answer = client.request(method, path, **more)
    assert (status, kind) == (answer.status_code, answer.headers.get("Content-Type"))
    assert (kind == JSON) == bool(answer.content)
    assert [True] * 3 == [answer.headers[name].isdigit() for name in RATES]
    assert ("latest=v2; requested=v2", True) == (
        answer.headers["X-Freshdesk-Api-Version"],
        bool(answer.headers["x-request-id"]),
    )


@pytest.mark.parametrize("password", ["", "X", "unused_with_api_key", "a:b", "ключ"])
def test_any_password_will_do(reader: Client, password: str) -> None:
    pair = base64.b64encode(f"key:{password}".encode()).decode()
    answer = requests.get(
        f"{reader.url}/api/v2/agents/me", headers={"Authorization": f"Basic {pair}"}, auth=lambda r: r, timeout=5
    )
    assert 200 == answer.status_code


@pytest.mark.parametrize("header", ["Bearer key", "Basic", "Basic !!!", "Basic /////w==", "Basic OlA=", "key"])
def test_what_is_no_key_is_401(reader: Client, header: str) -> None:
    answer = requests.get(
        f"{reader.url}/api/v2/agents/me", headers={"Authorization": header}, auth=lambda r: r, timeout=5
    )
    assert (401, "invalid_credentials") == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "application/json, text/plain, */*", "text/html, */*;q=0.1"]
)
def test_whoever_takes_json_gets_it(reader: Client, accept: str) -> None:
    assert 200 == reader.get("/agents/me", headers={"Accept": accept}).status_code


def test_a_read_may_say_that_it_sends_json_and_a_delete_may_send_nothing_of_it(client: Client) -> None:
    client.open()
    asked = {"headers": {"Content-Type": "application/json"}}
    assert [200, 204] == [
        client.get("/tickets/1", **asked).status_code,
        client.delete("/tickets/1", **asked).status_code,
    ]


def test_a_405_names_the_verbs_that_there_are(reader: Client) -> None:
    assert "GET, POST" == reader.delete("/tickets").headers["Allow"]


@pytest.mark.parametrize("path", ["/tickets", "/contacts", "/agents", "/companies", "/tickets/1/conversations"])
@pytest.mark.parametrize("size", ["per_page=101", "per_page=0", "per_page=ten", "per_page=-1", "page=0", "page=x"])
def test_a_page_that_cannot_be_is_refused_by_name(reader: Client, path: str, size: str) -> None:
    answer = reader.get(f"{path}?{size}")
    assert (400, size.partition("=")[0]) == (answer.status_code, answer.json()["errors"][0]["field"])


def test_the_link_keeps_every_other_parameter_as_often_as_it_came(client: Client) -> None:
    client.open(email="a+b@customer.example"), client.open(email="a+b@customer.example")
    query = "email=a%2Bb@customer.example&x=1&page=1&x=2&per_page=1&page=1&updated_since=2020-01-01T00:00:00%2B02:00"
    following = client.get(f"/tickets?{query}").links["next"]["url"]
    assert following.endswith(
        "?email=a%2Bb%40customer.example&x=1&x=2&updated_since=2020-01-01T00%3A00%3A00%2B02%3A00&page=2&per_page=1"
    )
    assert 1 == len(client.get(following).json())


def test_the_space_in_the_link_can_be_left_out(client: Client) -> None:
    client.open(), client.open()
    assert client.get("/tickets?per_page=1").headers["link"].startswith("< http://127.0.0.1")
    assert {"space": False} == client.post("/_sandbox/link", json={"space": False}).json()
    assert client.get("/tickets?per_page=1").headers["link"].startswith("<http://127.0.0.1")
    client.post("/_sandbox/reset")
    client.open(), client.open()
    assert client.get("/tickets?per_page=1").headers["link"].startswith("< ")


def test_unknown_parameters_are_ignored_and_repeated_ones_taken(client: Client) -> None:
    client.open(), client.open()
    assert 2 == len(client.get("/tickets?colour=red&status=5").json())
    assert 1 == len(client.get("/tickets?page=2&per_page=1&page=2&per_page=1").json())


@pytest.mark.parametrize("zone", ["", "Z", "+05", "+0530", "-05:30"])
@pytest.mark.parametrize("time", ["", "T00:00", "T00:00:00"])
def test_a_date_is_taken_in_every_form(reader: Client, time: str, zone: str) -> None:
    assert 1 == len(reader.get("/tickets", params={"updated_since": f"2020-01-01{time}{zone}"}).json())


@pytest.mark.parametrize("text", ["yesterday", "2020-13-01", "01/02/2020", "1577836800"])
def test_what_is_no_date_is_refused(reader: Client, text: str) -> None:
    assert 400 == reader.get("/tickets", params={"updated_since": text}).status_code


@pytest.mark.parametrize(("plan", "writes", "lists"), [("growth", 80, 20), ("pro", 160, 100), ("enterprise", 280, 200)])
def test_each_plan_has_its_limits_by_kind_of_call(plan: str, writes: int, lists: int) -> None:
    for kind, most in (("create", writes), ("update", writes), ("tickets", lists), ("contacts", lists)):
        limiter = Limiter(plan)
        assert [0] * most + [60] == [limiter.take(0.0, 1, kind) for _ in range(most + 1)]


@pytest.mark.parametrize(
    "then", [ORDERED, {"status": 502, "body": ""}, {"status": 429, "headers": {"Retry-After": "7"}}]
)
def test_errors_come_as_pages_empty_or_with_a_wait_when_ordered(client: Client, then: dict[str, Any]) -> None:
    client.post("/_sandbox/faults", json={"match": {"path": "/api/v2/*"}, "times": 2, "then": then})
    answers = [client.get("/agents/me") for _ in range(3)]
    assert [then["status"]] * 2 + [200] == [answer.status_code for answer in answers]
    assert (then.get("body", ""), then.get("headers", {}).get("Retry-After")) == (
        answers[0].text,
        answers[0].headers.get("Retry-After"),
    )


def test_an_attachments_link_needs_no_key_and_ends_when_ordered(client: Client, sandbox: Sandbox) -> None:
    made = client.post("/tickets", data=TICKET, files={"attachments[]": ("a.txt", b"content", "text/plain")}).json()
    link = made["attachments"][0]["attachment_url"]
    assert b"content" == requests.get(link, timeout=5).content
    expired = {"match": {"path": "/attachments/*"}, "then": {"status": 403, "body": "<Error>expired</Error>"}}
    client.post("/_sandbox/faults", json=expired)
    assert [403, 200] == [requests.get(link, timeout=5).status_code for _ in range(2)]


def test_a_page_of_this_machine_may_call_from_a_browser(reader: Client) -> None:
    origin = "http://localhost:3000"
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization",
    }
    preflight = reader.request("OPTIONS", "/tickets/1", headers=asked, auth=("", ""))
    assert (204, origin, "authorization", True) == (
        preflight.status_code,
        preflight.headers["Access-Control-Allow-Origin"],
        preflight.headers["Access-Control-Allow-Headers"],
        "PUT" in preflight.headers["Access-Control-Allow-Methods"],
    )
    answer = reader.get("/agents/me", headers={"Origin": origin})
    assert origin == answer.headers["Access-Control-Allow-Origin"]
    assert "link" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1.elsewhere.example"])
def test_a_page_of_elsewhere_may_not_while_any_key_opens_the_desk(reader: Client, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
    answers = [reader.request("OPTIONS", "/tickets", headers=asked), reader.get("/tickets", headers={"Origin": origin})]
    assert [False, False] == ["Access-Control-Allow-Origin" in answer.headers for answer in answers]


def test_a_page_that_must_know_the_key_may_be_anywhere() -> None:
    with Sandbox.start(seed="empty", api_key="key") as sandbox, Client(sandbox.url) as client:
        answer = client.get("/agents/me", headers={"Origin": "https://elsewhere.example"})
    assert "https://elsewhere.example" == answer.headers["Access-Control-Allow-Origin"]


def test_a_company_answers_to_its_old_name_too(client: Client) -> None:
    number = client.post("/companies", json={"name": "Alpen Tours"}).json()["id"]
    assert "Alpen Tours" == client.get(f"/customers/{number}").json()["name"]


def test_force_is_true_in_any_spelling(client: Client) -> None:
    """One client writes it as Python does."""
    number = client.post("/contacts", json={"name": "Ana", "email": "ana@customer.example"}).json()["id"]
    answers = [client.delete(f"/contacts/{number}/hard_delete?force={word}") for word in ("False", "True")]
    assert [400, 204] == [answer.status_code for answer in answers]


def test_an_empty_filter_says_nothing_and_a_flag_is_spelled_in_any_way(client: Client) -> None:
    client.open()
    client.post("/tickets/1/time_entries", json={"time_spent": "01:30", "billable": False})
    found = [
        client.get(f"/time_entries?company_id=&agent_id=&billable={word}").json() for word in ("", "False", "True")
    ]
    assert [1, 1, 0] == [len(rows) for rows in found]
