"""What of a ticket another desk can take, how it is told there, and the origin by which it is known again."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.core.migration.carry import Target, carry, fitting
from assistant.core.migration.exported import Exported, NoTicket, exported
from assistant.core.migration.legend import Legend, Person
from assistant.core.migration.losses import Loss
from assistant.core.migration.origins import Origin, find_origin
from assistant.core.migration.texts import description, note
from assistant.freshdesk.models import TicketField

STAMP = "2026-03-05T09:15:00Z"
LEGEND = Legend(
    "https://old.freshdesk.com",
    {7: Person("Rui", "rui@kettle.example"), 8: Person("Eva", "eva@kettle.example")},
    {3: "Support", 4: "Billing"},
    {5: "Kettles"},
    {2: "Open", 8: "Waiting for parts", 9: "Lost"},
)
FORM = [
    TicketField(
        id=1, name="status", type="default_status", raw_choices={"2": ["Open", "x"], "12": ["Waiting for Parts", "x"]}
    ),
    TicketField(id=2, name="ticket_type", type="default_ticket_type", raw_choices=["Problem", "Question"]),
]
TARGET = Target(FORM, {"rui@kettle.example": 70}, {"support": 30}, {"kettles": 50})


def row(**more: Any) -> dict[str, Any]:
    return {
        "id": 4107,
        "subject": "Grinder",
        "description": "<div>It stopped</div>",
        "status": 2,
        "priority": 3,
        "source": 1,
        "requester_id": 1,
        "requester": {"id": 1, "name": "Ana Duarte", "email": "ana@example.org"},
        "conversations": [],
        "created_at": STAMP,
        "updated_at": STAMP,
        **more,
    }


def entry(**more: Any) -> dict[str, Any]:
    return {"id": 11, "user_id": 7, "body": "<p>Hello</p>", "created_at": STAMP, "source": 0, **more}


def carried(**more: Any) -> tuple[dict[str, Any], set[str], dict[str, str]]:
    found = carry(exported(row(**more)), LEGEND, TARGET, {"9": 2}, ({}, ()))
    return dict(found.fields), {loss.what for loss in found.losses}, dict(found.beside)


def test_what_has_its_like_is_carried():
    fields, lost, beside = carried(
        status=8, type="problem", responder_id=7, group_id=3, product_id=5, tags=["vip"], source=3
    )

    assert (set(), {}) == (lost, beside)
    assert {
        "subject": "Grinder",
        "status": 12,
        "priority": 3,
        "source": 3,
        "type": "Problem",
        "responder_id": 70,
        "group_id": 30,
        "product_id": 50,
        "tags": ["vip", "imported"],
    } == fields


def test_what_has_none_is_told_and_kept_in_the_text():
    fields, lost, beside = carried(type="Refund", responder_id=8, group_id=4, source=8, tags=["x" * 40])

    assert {"type", "agent", "group", "source", "tags"} == lost
    assert {"type": "Refund", "agent": "Eva", "group": "Billing"} == beside
    assert (2, ["imported"]) == (fields["source"], fields["tags"])
    assert not fields.keys() & {"type", "responder_id", "group_id"}


@pytest.mark.parametrize(
    ("number", "found", "lost"),
    [(5, 5, False), (8, 12, False), (9, 2, False), (10, 2, True), (12, 12, True)],
)
def test_a_status_goes_by_hand_then_by_its_label_and_never_unsaid_by_its_number(number: int, found: int, lost: bool):
    fields, losses, _ = carried(status=number)

    assert (found, lost) == (fields["status"], "status" in losses)


def test_without_a_legend_agents_and_groups_are_told_to_need_one():
    losses = carry(exported(row(responder_id=7, group_id=3)), Legend(), TARGET, {}, ({}, ())).losses

    assert {Loss("agent", "7 is not known: give --legend"), Loss("group", "3 is not known: give --legend")} == {*losses}


def test_custom_fields_that_do_not_fit_are_left_out_and_named():
    fits, bad = fitting({"cf_a": 1, "cf_b": None, "cf_c": "x"}, lambda values: ["cf_c"])

    assert ({"cf_a": 1}, ["cf_c"]) == (fits, bad)
    assert {"cf_c": "x"} == carry(
        exported(row(custom_fields={"cf_a": 1, "cf_c": "x"})), LEGEND, TARGET, {}, (fits, bad)
    ).beside


def test_what_stays_behind_is_told():
    merged = entry(body="<div>This ticket is closed and merged into ticket 17</div>", private=True)
    _, lost, _ = carried(time_entries=[{}], ratings=[], association_type=1, conversations=[merged])

    assert {"time entries", "association", "merge"} == lost


def test_due_times_stay_behind_as_what_they_were():
    losses = carry(
        exported(row(due_by=STAMP, fr_due_by="2026-03-04T11:45:00+05:30")), LEGEND, TARGET, {}, ({}, ())
    ).losses

    told = "first response 2026-03-04 06:15, solution 2026-03-05 09:15 UTC: the SLA policies there set their own"
    assert (Loss("due times", told),) == losses


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<a href="https://old.freshdesk.com/a/tickets/17">17</a> <a href="https://OLD.freshdesk.com">x</a>', 2),
        ('<a href="https://old.freshdesk.com.evil.example/">x</a> https://old.freshdesk.com/', 0),
        ('<a href="https://a.example/">x</a>', 0),
    ],
)
def test_links_to_the_old_desk_are_counted(html: str, count: int):
    losses = carry(
        exported(row(description=html, conversations=[entry(body=html)])), LEGEND, TARGET, {}, ({}, ())
    ).losses

    expected = (Loss("links", f"{2 * count} in its texts lead to the old desk"),) if count else ()
    assert expected == losses


def test_an_export_with_no_word_of_files_is_known_from_one_of_tickets_without_any():
    assert (True, False) == (exported(row(attachments=[])).with_files, exported(row()).with_files)


def told(one: Exported, **more: Any) -> str:
    (found,) = exported(row(conversations=[entry(**more)])).conversations
    return note(one, found, LEGEND, "acme").html


@pytest.mark.parametrize(
    ("more", "first_line"),
    [
        ({}, "<p><b>Rui</b>, reply, 2026-03-05 09:15 UTC:</p>"),
        ({"to_emails": ["ana@example.org"]}, "<p><b>Rui</b>, reply, 2026-03-05 09:15 UTC, to ana@example.org:</p>"),
        ({"private": True, "source": 2}, "<p><b>Rui</b>, private note, 2026-03-05 09:15 UTC:</p>"),
        ({"user_id": 1, "incoming": True}, "<p><b>Ana Duarte</b>, message from outside, 2026-03-05 09:15 UTC:</p>"),
        ({"user_id": 99}, "<p><b>An agent (number 99 there)</b>, reply, 2026-03-05 09:15 UTC:</p>"),
        ({"user_id": None, "source": 6, "incoming": True}, "<p><b>The customer</b>, survey feedback,"),
    ],
)
def test_a_note_names_author_kind_and_time_in_its_first_line(more: dict[str, Any], first_line: str):
    assert told(exported(row()), **more).startswith(first_line)


def test_a_ticket_says_where_it_comes_from_and_keeps_its_words():
    one = exported(row(cc_emails=["bo@example.org"]))

    html = description(one, "acme", {"cf_order": "K-1 <b>"}).html

    assert "Moved from acme, ticket 4107, opened 2026-03-05 09:15 UTC; copies to bo@example.org" in html
    assert "cf_order: K-1 &lt;b&gt;" in html
    assert "<div>It stopped</div>" in html
    assert Origin("acme", 4107) == find_origin(html, "acme")


def test_scripts_placeholders_and_pictures_of_the_old_desk_do_not_come_along():
    words = description(
        exported(
            row(
                description='<p onclick="x">{{ticket.id}}<script>x</script><img src="https://a.example/p.png?a=1&amp;b=2"></p>'
            )
        ),
        "acme",
        {},
    )

    assert "<p>{ {ticket.id} }[picture 1]</p>" in words.html
    assert ("https://a.example/p.png?a=1&b=2",) == words.pictures


def test_a_mark_is_known_again_and_a_made_up_one_or_another_desks_is_not():
    origin = Origin("acme", 4107, 11)

    assert origin == find_origin(f"<p>quoted {Origin('acme', 1)}</p><p>{origin}</p>", "acme")
    assert None is find_origin(str(origin), "other")
    assert None is find_origin("moved-acme-4107-11-aaaaaaaaaa", "acme")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "no JSON object"),
        ({**row(), "conversations": None, "status": "hush"}, "its status cannot be read"),
        ({key: value for key, value in row().items() if key != "conversations"}, "no conversations"),
        (row(requester=None), "no requester"),
    ],
)
def test_a_line_that_cannot_be_used_says_why_and_not_what_it_holds(value: Any, why: str):
    with pytest.raises(NoTicket, match=why) as caught:
        exported(value)
    assert "hush" not in str(caught.value)


def test_conversations_come_once_each_and_in_order():
    late = entry(id=12, created_at="2026-03-06T00:00:00Z")

    assert [11, 12] == [each.id for each in exported(row(conversations=[late, entry(), entry()])).conversations]


def test_a_legend_comes_back_as_it_was_written_and_another_file_is_refused():
    import json

    assert LEGEND == Legend.load(json.loads(json.dumps(LEGEND.dump())))
    with pytest.raises(ValueError, match="tickets legend"):
        Legend.load({"agents": []})
