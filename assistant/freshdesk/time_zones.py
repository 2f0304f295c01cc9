"""The account's names of time zones, as Rails has them, to those of the IANA database (freshdesk-api 6.5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_RAILS: Mapping[str, str] = {
    "International Date Line West": "Etc/GMT+12",
    "American Samoa": "Pacific/Pago_Pago",
    "Midway Island": "Pacific/Midway",
    "Hawaii": "Pacific/Honolulu",
    "Alaska": "America/Juneau",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Mountain Time (US & Canada)": "America/Denver",
    "Arizona": "America/Phoenix",
    "Central Time (US & Canada)": "America/Chicago",
    "Central America": "America/Guatemala",
    "Guadalajara": "America/Mexico_City",
    "Saskatchewan": "America/Regina",
    "Eastern Time (US & Canada)": "America/New_York",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Quito": "America/Guayaquil",
    "Atlantic Time (Canada)": "America/Halifax",
    "Georgetown": "America/Guyana",
    "Newfoundland": "America/St_Johns",
    "Brasilia": "America/Sao_Paulo",
    "Greenland": "America/Nuuk",
    "Mid-Atlantic": "Atlantic/South_Georgia",
    "Cape Verde Is.": "Atlantic/Cape_Verde",
    "Edinburgh": "Europe/London",
    "Bern": "Europe/Zurich",
    "West Central Africa": "Africa/Algiers",
    "Kyiv": "Europe/Kyiv",
    "Pretoria": "Africa/Johannesburg",
    "Harare": "Africa/Harare",
    "St. Petersburg": "Europe/Moscow",
    "Kuwait": "Asia/Kuwait",
    "Abu Dhabi": "Asia/Muscat",
    "Islamabad": "Asia/Karachi",
    "Ekaterinburg": "Asia/Yekaterinburg",
    "Chennai": "Asia/Kolkata",
    "Mumbai": "Asia/Kolkata",
    "New Delhi": "Asia/Kolkata",
    "Sri Jayawardenepura": "Asia/Colombo",
    "Astana": "Asia/Almaty",
    "Rangoon": "Asia/Yangon",
    "Hanoi": "Asia/Bangkok",
    "Beijing": "Asia/Shanghai",
    "Osaka": "Asia/Tokyo",
    "Sapporo": "Asia/Tokyo",
    "Canberra": "Australia/Canberra",
    "Solomon Is.": "Pacific/Guadalcanal",
    "New Caledonia": "Pacific/Noumea",
    "Marshall Is.": "Pacific/Majuro",
    "Wellington": "Pacific/Auckland",
    "Nuku'alofa": "Pacific/Tongatapu",
    "Chatham Is.": "Pacific/Chatham",
    "Tokelau Is.": "Pacific/Fakaofo",
}
"""Those whose IANA name is not simply a continent and the same city, as "Europe/London" is."""


def zone(name: str) -> ZoneInfo | None:
    """The zone of "London", "Eastern Time (US & Canada)" or "Europe/Berlin"; None for a name that is not known."""
    found = _RAILS.get(name) or _cities().get(name.replace(" ", "_"))
    if found is None and name in available_timezones():
        found = name
    return None if found is None else ZoneInfo(found)


@cache
def _cities() -> Mapping[str, str]:
    """City -> IANA name; where two continents have one, the shorter name is the older and the usual one."""
    names = sorted(available_timezones(), key=lambda each: (-len(each), each))
    return {name.rpartition("/")[2]: name for name in names if "/" in name and not name.startswith(("Etc/", "posix"))}
