"""`python -m benchmarks.exporting.calls URL CLIENT COUNT`: the same small call again and again."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import requests

CALL = "agents/me"


def bare(url: str) -> Callable[[], Any]:
    session = requests.Session()
    session.auth, session.trust_env = ("bench", "X"), False
    return lambda: session.get(f"{url}/api/v2/{CALL}", timeout=10).json()


def ours(url: str) -> Callable[[], Any]:
    from assistant.freshdesk import Freshdesk

    api = Freshdesk(url, "bench")
    return lambda: api.agents.me()


def python_freshdesk(url: str) -> Callable[[], Any]:
    from freshdesk.v2.api import API

    api = API("bench.freshdesk.com", "bench")
    api._api_prefix = f"{url}/api/v2/"
    return lambda: api.agents.currently_authenticated_agent()


def main(url: str, client: str, count: str) -> None:
    call = {"bare requests": bare, "ours": ours, "python-freshdesk": python_freshdesk}[client](url)
    for _ in range(20):
        call()
    began = time.process_time()
    for _ in range(int(count)):
        call()
    print(json.dumps({"us": (time.process_time() - began) / int(count) * 1e6}))


if __name__ == "__main__":
    main(*sys.argv[1:])
