"""Canned responses through the client, against the stand-in (freshdesk-api 6.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.body import Upload
from assistant.freshdesk.errors import BadRequest, Conflict, NotFound
from assistant.freshdesk.models import CannedResponse, CannedResponseFolder


@pytest.fixture
def folder(desk: Freshdesk) -> int:
    return desk.canned_responses.create_folder("Returns").id


def test_a_response_is_written_and_read(desk: Freshdesk, folder: int) -> None:
    made = desk.canned_responses.create("Label", "Hi {{ticket.requester.name}}", folder)

    assert "<div>Hi {{ticket.requester.name}}</div>" == made.content_html
    assert made == desk.canned_responses.get(made.id)
    assert [made] == desk.canned_responses.in_folder(folder)
    assert ["Label"] == [each.title for each in desk.canned_responses.folder(folder).canned_responses]
    changed = desk.canned_responses.update(made.id, title="The label", content_html="<p>Hello</p>")
    assert ("The label", "<p>Hello</p>", "Hello") == (changed.title, changed.content_html, changed.content)


def test_a_response_may_be_for_some_groups(desk: Freshdesk, folder: int) -> None:
    group = desk.groups.list()[0].id
    made = desk.canned_responses.create("Label", "Hi", folder, visibility=2, group_ids=[group])

    assert (2, [group]) == (made.visibility, made.group_ids)
    assert [] == desk.canned_responses.update(made.id, visibility=0).group_ids
    with pytest.raises(BadRequest) as caught:
        desk.canned_responses.update(made.id, visibility=2)
    assert [("group_ids", "missing_field")] == list(caught.value.fields)


def test_files_go_along(desk: Freshdesk, folder: int) -> None:
    group = desk.groups.list()[0].id
    file = Upload("label.txt", b"to us", "text/plain")
    made = desk.canned_responses.create("Label", "Hi", folder, visibility=2, group_ids=[group], attachments=[file])
    twice = desk.canned_responses.update(made.id, attachments=[file])

    assert (2, [group]) == (made.visibility, made.group_ids)
    assert [b"to us"] * 2 == [desk.download(each, largest=10) for each in twice.attachments]


def test_many_are_made_in_the_background(desk: Freshdesk, folder: int) -> None:
    good = {"title": "A", "content_html": "a", "folder_id": folder, "visibility": 0}
    own = {"title": "B", "content_html": "b", "visibility": 1}
    job = desk.canned_responses.create_many([good, own, {"title": "C"}])

    assert [True, True, False] == [each["success"] for each in desk.jobs.get(job.id).data]
    assert ["A"] == [each.title for each in desk.canned_responses.in_folder(folder)]
    assert [True] == [each.personal for each in desk.canned_responses.folders() if each.name != "Returns"]


def test_a_folder_is_renamed_and_its_name_is_taken_once(desk: Freshdesk, folder: int) -> None:
    assert "Back" == desk.canned_responses.update_folder(folder, "Back").name
    assert 0 == desk.canned_responses.folders()[0].responses_count
    with pytest.raises(Conflict):
        desk.canned_responses.create_folder("back")
    with pytest.raises(NotFound):
        desk.canned_responses.update_folder(1, "Other")


def test_a_folder_may_spell_its_id_with_a_capital() -> None:
    assert 7 == CannedResponseFolder.model_validate({"Id": 7, "name": "Returns"}).id


def test_a_recorded_response_is_read_with_its_nulls(sample: Callable[[str], Any]) -> None:
    response = CannedResponse.model_validate(sample("canned_response"))

    assert (None, [], []) == (response.visibility, response.group_ids, response.attachments)
