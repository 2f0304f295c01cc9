"""`python -m benchmarks.exporting.python_freshdesk URL OUTPUT SINCE INCLUDES`: its own list of all, and no file."""

from __future__ import annotations

import sys

from freshdesk.v2.api import API

from benchmarks.exporting.used import Used


def main(url: str, output: str, since: str, includes: str) -> None:
    api = API("bench.freshdesk.com", "bench")
    api._api_prefix = f"{url}/api/v2/"
    wanted = {"filter_name": None, "updated_since": since, "order_by": "updated_at", "order_type": "asc"}
    wanted |= {"include": includes} if includes else {}
    used, found, failed = Used(), [], ""
    used.begin()
    api.tickets.list_tickets(**wanted, page=1)
    used.first_page()
    try:
        found = api.tickets.list_tickets(**wanted)
    except Exception as error:  # noqa: BLE001 - what a user of it would see
        failed = type(error).__name__
    used.end(len(found), failed)
    used.tell()


if __name__ == "__main__":
    main(*sys.argv[1:])
