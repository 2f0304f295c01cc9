"""Names of time zones as the account writes them."""

from zoneinfo import ZoneInfo

import pytest

from assistant.freshdesk.time_zones import _RAILS, zone


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("London", "Europe/London"),
        ("Buenos Aires", "America/Buenos_Aires"),
        ("Chennai", "Asia/Kolkata"),
        ("Berlin", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("La Paz", "America/La_Paz"),
    ],
)
def test_a_name_of_rails_is_a_zone(name: str, expected: str):
    assert ZoneInfo(expected) == zone(name)


@pytest.mark.parametrize("name", ["", "Atlantis", "../etc/passwd", "Europe/"])
def test_an_unknown_name_is_none(name: str):
    assert zone(name) is None


@pytest.mark.parametrize("name", _RAILS)
def test_every_name_of_the_table_is_a_zone_that_exists(name: str):
    assert zone(name) is not None
