"""Lists that change rarely are read once in ten minutes."""

from __future__ import annotations

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.call import Answer
from assistant.sandbox import Sandbox


class Watch:
    """A clock that is moved, and the calls that were heard of."""

    def __init__(self) -> None:
        self.now = 0.0
        self.calls: list[str] = []

    def hear(self, answer: Answer) -> None:
        self.calls.append(answer.template)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def api(sandbox: Sandbox, watch: Watch) -> Freshdesk:
    return Freshdesk(sandbox.url, "the-key", clock=lambda: watch.now, on_answer=watch.hear)


def test_agents_groups_and_fields_have_their_names(api: Freshdesk) -> None:
    me, group = api.agents.me(), api.groups.list()[0]

    assert me.contact.name == api.static.agents()[me.id].contact.name
    assert group == api.static.groups()[group.id]
    assert "Status" == api.static.ticket_fields()["status"].label


def test_all_canned_responses_are_one_list() -> None:
    with Sandbox.start(seed="demo") as sandbox:
        api = Freshdesk(sandbox.url, "the-key")
        counts = [folder.responses_count or 0 for folder in api.canned_responses.folders()]

        assert sum(counts) == len(api.static.canned_responses()) > 0


def test_a_list_is_kept_for_ten_minutes(api: Freshdesk, watch: Watch) -> None:
    for now in (0.0, 600.0, 601.0):
        watch.now = now
        api.static.groups()

    assert ["/groups"] * 2 == watch.calls


def test_a_list_that_was_forgotten_is_read_anew(api: Freshdesk, watch: Watch) -> None:
    api.static.groups()
    api.cache.forget()
    api.static.groups()

    assert ["/groups"] * 2 == watch.calls


def test_products_mailboxes_and_calendars_are_kept_too() -> None:
    with Sandbox.start(seed="demo") as sandbox:
        api = Freshdesk(sandbox.url, "the-key")

        assert {each.id for each in api.products.list()} == set(api.static.products())
        assert set(api.static.mailboxes()) == set(api.static.email_configs()) == {e.id for e in api.mailboxes.list()}
        assert ["Default"] == [each.name for each in api.static.business_hours().values()]


def test_a_canned_response_that_is_written_is_seen_at_once(api: Freshdesk) -> None:
    folder = api.canned_responses.create_folder("Returns").id
    assert {} == api.static.canned_responses()

    made = api.canned_responses.create("Label", "Hi", folder)
    assert [made.id] == [*api.static.canned_responses()]


@pytest.mark.parametrize("admin", [True, False])
def test_names_are_known_to_any_key(admin: bool) -> None:
    with Sandbox.start(seed="demo") as sandbox:
        with sandbox.state.lock:
            sandbox.state.admin = admin
        api = Freshdesk(sandbox.url, "the-key")

        assert "Deskhand" == api.static.agent_names()[api.agents.me().id]
        assert {"Customer Care", "Repairs", "Wholesale"} == set(api.static.group_names().values())
        assert "Rookmill" in api.static.product_names().values()
