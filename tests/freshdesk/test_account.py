"""Account, mailboxes, products, hours and SLA through the client, against the stand-in (freshdesk-api 6.5, 6.11)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, Conflict, Forbidden, NotFound
from assistant.freshdesk.models import Job
from assistant.sandbox import Sandbox

SERVER = {
    "mail_server": "imap.b.example",
    "port": 993,
    "use_ssl": True,
    "authentication": "Plain",
    "user_name": "help",
    "password": "secret",
}
TARGET = {"respond_within": 3600, "resolve_within": 7200, "business_hours": True, "escalation_enabled": False}
TARGETS = {f"priority_{number}": TARGET for number in (4, 3, 2, 1)}


def test_the_account_tells_its_name_and_agents(desk: Freshdesk) -> None:
    account = desk.account.get()

    assert ("Sandbox", 2, 0) == (
        account.account_name,
        account.total_agents["full_time"],
        account.total_agents["occasional"],
    )


def test_an_export_of_the_account_becomes_a_file(desk: Freshdesk) -> None:
    ticket = desk.tickets.create(email="ana@b.example", subject="S", description="D", status=2, priority=1)
    desk.conversations.create_note(ticket.id, "Hello")
    now = datetime.now(UTC)
    wanted = {"tickets": ["notes"], "contacts": []}

    job = desk.jobs.get(desk.account.export(now - timedelta(days=1), now + timedelta(days=1), wanted).id)
    content = desk.download(job.download_url or "", largest=1_000_000)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (row,) = json.loads(archive.read("tickets.json"))
        assert ["tickets.json", "contacts.json"] == archive.namelist()
    assert (ticket.id, ["Hello"]) == (row["id"], [note["body_text"] for note in row["notes"]])


def test_an_export_is_of_what_there_is(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.account.export("2026-01-01", "2026-02-01", {"tickets": ["secrets"]})

    assert ["include"] == [each.field for each in caught.value.fields]


@pytest.mark.parametrize(
    "answer", [{"download_url": "u"}, {"data": [{"url": "u"}]}, {"data": [{}, {"download_url": "u"}]}]
)
def test_the_link_of_an_export_may_stand_in_several_places(answer: dict[str, Any]) -> None:
    assert "u" == Job.model_validate({"id": 7, **answer}).download_url


def test_a_job_that_runs_has_no_link() -> None:
    assert Job.model_validate({"id": 7, "status": "IN PROGRESS", "data": None}).download_url is None


def test_a_mailbox_is_made_changed_and_deleted(desk: Freshdesk) -> None:
    group = desk.groups.list()[0].id
    made = desk.mailboxes.create("shop@b.example", name="Shop", group_id=group)

    assert (False, "freshdesk_mailbox", group) == (made.active, made.mailbox_type, made.group_id)
    assert made.forward_email
    assert "Store" == desk.mailboxes.update(made.id, name="Store").name
    assert [made.id] == [each.id for each in desk.mailboxes.list(support_email="shop@b.example")]
    assert "shop@b.example" == desk.email_configs.get(made.id).reply_email
    desk.mailboxes.delete(made.id)
    with pytest.raises(NotFound):
        desk.mailboxes.get(made.id)


def test_a_mailbox_of_an_own_server_never_tells_its_password(desk: Freshdesk) -> None:
    custom = {"access_type": "incoming", "incoming": {**SERVER, "delete_from_server": False}}

    made = desk.mailboxes.create("shop@b.example", mailbox_type="custom_mailbox", custom_mailbox=custom)

    assert ("incoming", "plain") == (
        made.custom_mailbox["access_type"],
        made.custom_mailbox["incoming"]["authentication"],
    )
    assert made.forward_email is None
    assert "secret" not in made.model_dump_json()


def test_an_address_has_one_mailbox(desk: Freshdesk) -> None:
    with pytest.raises(Conflict):
        desk.mailboxes.create(desk.mailboxes.list()[0].support_email or "")


def test_settings_of_mail_are_changed_one_by_one(desk: Freshdesk) -> None:
    changed = desk.mailboxes.set_settings(personalized_email_replies=False)

    assert changed == desk.mailboxes.settings()
    assert (False, True) == (changed.personalized_email_replies, changed.create_requester_using_reply_to)
    desk.mailboxes.set_bcc(["archive@b.example"])


def test_products_and_calendars_are_viewed_alone() -> None:
    with Sandbox.start() as sandbox:
        api = Freshdesk(sandbox.url, "the-key")

        assert api.products.list()[0] == api.products.get(api.products.list()[0].id)
        (hours,) = api.business_hours.list()
        assert hours == api.business_hours.get(hours.id)
        assert "monday" in hours.business_hours
        assert hours.created_at is not None


def test_an_sla_policy_is_made_and_changed(desk: Freshdesk) -> None:
    groups = {"group_ids": [desk.groups.list()[0].id]}

    made = desk.sla_policies.create("VIP", TARGETS, groups, description="The best ones")
    desk.sla_policies.update(made.id, groups, active=False)

    default, vip = desk.sla_policies.list()
    assert (True, False, "The best ones") == (default.is_default, vip.active, vip.description)
    assert 3600 == getattr(vip.sla_target["priority_1"], "respond_within", 0)


def test_a_key_without_rights_still_learns_names_from_the_fields(desk: Freshdesk, sandbox: Sandbox) -> None:
    with sandbox.state.lock:
        sandbox.state.admin = False

    for read in (desk.mailboxes.list, desk.products.list, desk.sla_policies.list, desk.business_hours.list):
        with pytest.raises(Forbidden):
            read()
    (agents,) = desk.ticket_fields.list(type="default_agent")
    assert [desk.agents.me().id] == [each.value for each in agents.choices][:1]
