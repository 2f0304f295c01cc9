"""How what a write carries is spelled (freshdesk-api 1)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from assistant.freshdesk.body import Upload, form_fields, sendable


def test_lists_and_custom_fields_have_brackets() -> None:
    fields = form_fields({"tags": ["a", "b"], "custom_fields": {"cf_colour": "Red", "cf_lots": [1, 2]}})

    assert [
        ("tags[]", "a"),
        ("tags[]", "b"),
        ("custom_fields[cf_colour]", "Red"),
        ("custom_fields[cf_lots][]", "1"),
        ("custom_fields[cf_lots][]", "2"),
    ] == fields


def test_nothing_is_empty_text_and_truth_a_small_word() -> None:
    assert [("phone", ""), ("tags[]", ""), ("private", "true"), ("status", "2")] == form_fields(
        {"phone": None, "tags": [], "private": True, "status": 2}
    )


def test_times_are_sent_in_utc_and_days_as_days() -> None:
    noon = datetime(2026, 3, 5, 12, tzinfo=timezone(timedelta(hours=2)))

    assert {"due_by": "2026-03-05T10:00:00Z", "custom_fields": {"cf_bought": "2026-03-05"}} == sendable(
        {"due_by": noon, "custom_fields": {"cf_bought": date(2026, 3, 5)}}
    )
    assert [("due_by", "2026-03-05T10:00:00Z")] == form_fields({"due_by": noon.astimezone(UTC)})


def test_a_time_without_a_zone_is_not_sent() -> None:
    with pytest.raises(ValueError, match="zone"):
        sendable({"due_by": datetime(2026, 3, 5)})  # noqa: DTZ001 -- the mistake that is meant


def test_a_files_content_stays_out_of_reports() -> None:
    assert "secret" not in repr(Upload("a.txt", b"secret"))
