"""Keys, headers, seeds, starting, stopping, many callers at once."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from assistant.sandbox import Sandbox, SeedError
from tests.sandbox.conftest import Client, until


def test_no_key_is_401_in_json(sandbox: Sandbox) -> None:
    answer = requests.get(f"{sandbox.url}/api/v2/agents/me", timeout=5)
    assert (401, "invalid_credentials") == (answer.status_code, answer.json()["code"])


def test_any_key_and_any_password_will_do(sandbox: Sandbox) -> None:
    assert requests.get(f"{sandbox.url}/api/v2/agents/me", auth=("k", ""), timeout=5).ok


def test_only_its_own_key_when_started_with_one() -> None:
    with Sandbox.start(seed="empty", api_key="right") as sandbox:
        answers = [
            requests.get(f"{sandbox.url}/api/v2/agents/me", auth=(key, "X"), timeout=5) for key in ("right", "wrong")
        ]
    assert [200, 401] == [answer.status_code for answer in answers]


def test_xml_is_neither_taken_nor_given(client: Client) -> None:
    body = client.post("/tickets", data="<x/>", headers={"Content-Type": "application/xml"})
    assert (415, 406) == (body.status_code, client.get("/tickets", headers={"Accept": "text/xml"}).status_code)


def test_broken_json_is_said_so(client: Client) -> None:
    answer = client.post("/tickets", data="{", headers={"Content-Type": "application/json"})
    assert (400, "invalid_json") == (answer.status_code, answer.json()["code"])


def test_a_wrong_verb_is_405_with_allow(client: Client) -> None:
    answer = client.delete("/agents/me")
    assert (405, True) == (answer.status_code, "GET" in answer.headers["Allow"])


def test_a_connection_is_kept_open(sandbox: Sandbox) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rpartition(":")[2]), timeout=5)
    connection.request("GET", "/_sandbox/requests")
    connection.getresponse().read()
    first = connection.sock
    connection.request("GET", "/_sandbox/requests")
    assert 200 == connection.getresponse().status
    assert connection.sock is first
    connection.close()


def test_fifty_callers_at_once_lose_nothing(sandbox: Sandbox) -> None:
    def work(number: int) -> int:
        with Client(sandbox.url) as client:
            ticket = client.open(email=f"p{number}@customer.example")["id"]
            return client.post(f"/tickets/{ticket}/notes", json={"body": "x"}).status_code

    with ThreadPoolExecutor(50) as pool:
        assert [201] * 200 == list(pool.map(work, range(200)))
    assert 200 == len(sandbox.state.tickets) == len(sandbox.state.conversations)


def test_it_stops_at_once_even_with_a_hanging_model_and_open_connections(sandbox: Sandbox, client: Client) -> None:
    client.post("/_sandbox/model", json={"mode": "hang"})
    with pytest.raises(requests.Timeout):
        client.post("/v1/chat/completions", json={"messages": []}, timeout=0.1)
    client.get("/agents/me")
    began = time.monotonic()
    sandbox.stop()
    assert time.monotonic() - began < 1
    with pytest.raises(requests.ConnectionError):
        client.get("/agents/me")


def test_the_command_serves_and_ends_on_sigterm() -> None:
    command = [sys.executable, "-m", "assistant.sandbox", "--port", "0", "--seed", "empty"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        url = process.stderr.readline().split()[-1]
        assert requests.get(f"{url}/api/v2/agents/me", auth=("k", "X"), timeout=5).ok
        process.terminate()
        assert 0 == process.wait(5)


def test_the_demo_shop_has_what_a_draft_needs_and_no_open_ticket_yet() -> None:
    with Sandbox.start() as sandbox:
        state = sandbox.state
        assert {4, 5} == {ticket["status"] for ticket in state.tickets.values()}
        assert all((state.canned_responses, state.articles, state.groups, len(state.agents) > 1))


def test_a_file_of_tickets_is_opened_on_the_demo_shop(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps({"text": "Where is my parcel?"}) + "\n", "utf-8")
    with Sandbox.start(seed=str(file)) as sandbox:
        assert ["Where is my parcel?"] == [ticket["description"] for ticket in sandbox.state.tickets.values()]


def test_a_wrong_row_names_file_line_and_field(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"text": "x"}\n{"text": "y", "group": "Nobody"}\n', "utf-8")
    with pytest.raises(SeedError, match=r"mine\.jsonl: line 2: field group"):
        Sandbox.start(seed=str(file))


def test_a_reset_empties_everything_and_keeps_running(client: Client) -> None:
    client.open()
    client.post("/_sandbox/faults", json={"then": {"status": 500}})
    client.post("/_sandbox/webhooks", json={"url": "http://127.0.0.1:9/"})
    client.post("/_sandbox/clock", json={"advance": 1e6})
    client.post("/_sandbox/reset")
    assert [] == client.get("/tickets").json() == client.get("/_sandbox/webhooks").json()
    assert 1 == client.open()["id"]
    client.post("/_sandbox/reset", json={"seed": "demo"})
    assert client.get("/canned_response_folders").json()


def test_the_slash_command_sink_keeps_what_it_gets(client: Client) -> None:
    client.post("/slack/response/abc", json={"text": "done"})
    assert [{"text": "done"}] == client.get("/slack/response/abc").json()


def test_control_names_the_field(client: Client) -> None:
    wrong = {
        "/clock": {"advance": -1},
        "/lag": {"search": "x"},
        "/reset": {"seed": "nope"},
        "/webhooks": {"url": "ftp://x"},
        "/tickets/9/spam": {},
    }
    answers = {path: client.post(f"/_sandbox{path}", json=body) for path, body in wrong.items()}
    assert {400} == {answer.status_code for answer in answers.values()}
    assert ["advance", "search", "seed", "url", "id"] == [answer.json()["field"] for answer in answers.values()]


def test_a_lost_client_does_no_harm(sandbox: Sandbox, client: Client) -> None:
    client.post("/_sandbox/faults", json={"match": {"path": "/api/v2/agents/me"}, "then": {"delay": 0.2}})
    with pytest.raises(requests.Timeout):
        client.get("/agents/me", timeout=0.05)
    assert until(lambda: len(sandbox.state.requests) == 1)
    assert client.get("/agents/me").ok
