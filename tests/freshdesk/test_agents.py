"""Agents, groups, roles, skills and jobs through the client, against the stand-in (freshdesk-api 6.3 and 6.4)."""

from __future__ import annotations

import pytest
import requests

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, Conflict, Forbidden, NotFound
from assistant.freshdesk.models import Role, Skill
from assistant.sandbox import Sandbox


def test_an_agent_is_made_changed_and_becomes_a_contact(desk: Freshdesk) -> None:
    group, role = desk.groups.list()[0].id, desk.roles.list()[1].id
    number = desk.agents.create("rui@b.example", name="Rui", occasional=True, group_ids=[group]).id

    desk.agents.update(number, ticket_scope=3, role_ids=[role], signature="<p>Rui</p>", group_ids=[])
    agent = desk.agents.get(number)

    assert ("Rui", True, 3, "<p>Rui</p>") == (agent.contact.name, agent.occasional, agent.ticket_scope, agent.signature)
    assert ([role], []) == (agent.role_ids, agent.group_ids)
    desk.agents.delete(number)
    assert ("Rui", "rui@b.example") == (desk.contacts.get(number).name, desk.contacts.get(number).email)


def test_the_tickets_of_an_agent_who_left_are_nobodys(desk: Freshdesk) -> None:
    number = desk.agents.create("rui@b.example").id
    ticket = desk.tickets.create(
        email="ana@b.example", subject="S", description="D", status=2, priority=1, responder_id=number
    )

    desk.agents.delete(number)

    assert desk.tickets.get(ticket.id).responder_id is None


def test_an_address_is_one_persons(desk: Freshdesk) -> None:
    desk.contacts.create(name="Ana", email="ana@b.example")

    with pytest.raises(Conflict):
        desk.agents.create("ana@b.example")


def test_nobody_changes_the_own_rights(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.agents.update(desk.agents.me().id, ticket_scope=2)
    with pytest.raises(Forbidden):
        desk.agents.delete(desk.agents.me().id)

    assert [("ticket_scope", "inaccessible_field")] == list(caught.value.fields)


@pytest.mark.parametrize("field", ["group_ids", "role_ids", "skill_ids"])
def test_an_agent_joins_only_what_there_is(desk: Freshdesk, field: str) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.agents.create("rui@b.example", **{field: [1]})

    assert [field] == [each.field for each in caught.value.fields]


def test_a_name_cannot_be_changed(desk: Freshdesk) -> None:
    number = desk.agents.create("rui@b.example").id

    with pytest.raises(BadRequest) as caught:
        desk.agents.update(number, name="Rui")

    assert [("name", "invalid_field")] == list(caught.value.fields)


def test_agents_are_listed_by_name_and_filtered(desk: Freshdesk) -> None:
    desk.agents.create("aa@b.example", name="Aa", occasional=True, mobile="12")
    names = [each.contact.name for each in desk.agents.list()]

    assert sorted(names, key=lambda name: (name or "").lower()) == names
    for filters in ({"state": "occasional"}, {"email": "AA@b.example"}, {"mobile": "12"}):
        assert ["Aa"] == [each.contact.name for each in desk.agents.list(**filters)]


def test_only_one_agent_alone_has_groups_and_roles(desk: Freshdesk) -> None:
    me = desk.agents.me()
    listed = next(each for each in desk.agents.list() if each.id == me.id)

    assert me.group_ids
    assert me.role_ids
    assert ([], []) == (listed.group_ids, listed.role_ids)


def test_agents_are_completed_by_name_or_address(desk: Freshdesk) -> None:
    number = desk.agents.create("rui@b.example", name="Silva").id

    assert {number} == {each.id for term in ("ILV", "rui@") for each in desk.agents.autocomplete(term)}


def test_many_agents_are_made_by_a_job(desk: Freshdesk, sandbox: Sandbox) -> None:
    requests.post(f"{sandbox.url}/_sandbox/lag", json={"jobs": 30}, timeout=5)
    rows = [{"email": "a@b.example", "ticket_scope": 1}, {"email": "no address", "ticket_scope": 1}]

    job = desk.agents.bulk(rows)
    waiting = desk.jobs.get(job.id)
    requests.post(f"{sandbox.url}/_sandbox/clock", json={"advance": 31}, timeout=5)
    done = desk.jobs.get(job.id)

    assert ("IN PROGRESS", [], "COMPLETED") == (waiting.status, waiting.data, done.status)
    assert [True, False] == [each["success"] for each in done.data]


def test_a_job_that_there_is_not_is_not_found(desk: Freshdesk) -> None:
    with pytest.raises(NotFound):
        desk.jobs.get("432")


def test_availability_counts_the_open_tickets(desk: Freshdesk) -> None:
    me = desk.agents.me().id
    desk.tickets.create(email="ana@b.example", subject="S", description="D", status=2, priority=1, responder_id=me)

    (channel,) = desk.agents.availability(me).channel_availability
    listed = {each.id: each for each in desk.agents.availabilities()}

    assert (True, 1) == (channel.available, channel.current_assignment_load)
    assert [channel] == listed[me].availability.channel_availability


def test_a_group_is_made_changed_and_ended(desk: Freshdesk) -> None:
    me = desk.agents.me().id
    number = desk.groups.create("Repairs", agent_ids=[me], unassigned_for="1h").id

    assert [me] == [each.id for each in desk.groups.agents(number)]
    assert [] == next(each.agent_ids for each in desk.groups.list() if each.id == number)
    desk.groups.update(number, agent_ids=[], escalate_to=me)
    group = desk.groups.get(number)
    assert ([], me, "1h") == (group.agent_ids, group.escalate_to, group.unassigned_for)
    assert number not in desk.agents.me().group_ids
    desk.groups.delete(number)
    with pytest.raises(NotFound):
        desk.groups.get(number)


@pytest.mark.parametrize(
    ("field", "value"), [("agent_ids", [1]), ("unassigned_for", "5m"), ("auto_ticket_assign", 12), ("escalate_to", 1)]
)
def test_what_a_group_cannot_hold_is_named(desk: Freshdesk, field: str, value: object) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.groups.create("Repairs", **{field: value})

    assert [field] == [each.field for each in caught.value.fields]


def test_a_groups_name_is_taken_once(desk: Freshdesk) -> None:
    desk.groups.create("Repairs")

    with pytest.raises(Conflict):
        desk.groups.create("repairs")


def test_roles_are_read(desk: Freshdesk) -> None:
    role = desk.roles.list()[0]

    assert role == desk.roles.get(role.id)
    assert ("Account Administrator", True) == (role.name, role.default)


def test_a_skill_is_made_changed_and_ended(desk: Freshdesk) -> None:
    me = desk.agents.me().id
    conditions = [{"resource_type": "ticket", "field_name": "source", "operator": "in", "value": [2, 4]}]
    number = desk.skills.create("Spanish", agents=[{"id": me}], match_type="all", conditions=conditions).id

    assert [number] == desk.agents.me().skill_ids
    desk.skills.update(number, rank=2, match_type="any")
    skill = desk.skills.get(number)
    assert (2, "any", conditions, [{"id": me}]) == (skill.rank, skill.match_type, skill.conditions, skill.agents)
    assert [skill] == desk.skills.list()
    desk.skills.delete(number)
    assert [] == desk.skills.list()


@pytest.mark.parametrize("raw", [{"rank": "3"}, {"rank": 3, "agents": None, "conditions": None, "match_type": None}])
def test_a_rank_may_be_text_and_lists_may_be_null(raw: dict[str, object]) -> None:
    assert (3, []) == (Skill.model_validate({"id": 1, **raw}).rank, Skill.model_validate({"id": 1, **raw}).agents)


def test_a_kind_of_agent_may_be_a_number() -> None:
    assert "1" == Role.model_validate({"id": 1, "agent_type": 1}).agent_type


def test_a_key_without_rights_meets_forbidden_where_an_admins_is_needed(desk: Freshdesk, sandbox: Sandbox) -> None:
    requests.post(f"{sandbox.url}/_sandbox/rights", json={"admin": False}, timeout=5)

    for refused in (desk.groups.list, desk.roles.list, desk.skills.list, lambda: list(desk.agents.list())):
        with pytest.raises(Forbidden) as caught:
            refused()
        assert "access_denied" == caught.value.code
    assert desk.agents.me().id
    assert desk.contact_fields.list()
    with pytest.raises(Forbidden):
        desk.contact_fields.create("Cups", "custom_number")
