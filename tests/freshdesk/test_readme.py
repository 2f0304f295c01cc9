"""The README's snippets run, in their order, against the sandbox; its table names what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import freshdesk.v2.api
import pytest

import assistant.freshdesk
from assistant.freshdesk import Freshdesk
from assistant.sandbox import Sandbox

README = Path(assistant.freshdesk.__file__).parent / "README.md"


def test_the_snippets_of_the_readme_run() -> None:
    snippets = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)

    with Sandbox.start(seed="empty") as sandbox:
        ticket = Freshdesk(sandbox.url, "key").tickets.create(email="ana@example.org", subject="Hi", description="Hi")
        code = "\n".join(snippets).replace('"acme"', repr(sandbox.url)).replace("4107", str(ticket.id))
        names: dict[str, object] = {}
        exec(code, names)

    assert {"Freshdesk", "note", "since", "FreshdeskError", "Credits"} <= names.keys()


MOVED = re.findall(
    r"^\| (`[a-z_]+\..*) \| (`[a-z_]+\..*) \|$", README.read_text().split("Coming from")[-1], re.MULTILINE
)
THEIRS: Any = freshdesk.v2.api.API("acme.freshdesk.com", "key")
OURS = Freshdesk("acme", "key")


def calls(cell: str) -> Iterator[str]:
    """The calls that a cell names; one without a resource is of the resource before."""
    resource = ""
    for name in re.findall(r"`([a-z_.]+)(?:\(.*?\))?`", cell):
        resource = name.rpartition(".")[0] or resource
        yield f"{resource}.{name.rpartition('.')[2]}"


def has(api: Any, call: str) -> bool:
    for name in call.split("."):
        api = getattr(api, name, None)
    return callable(api)


@pytest.mark.parametrize(("theirs", "ours"), MOVED, ids=lambda cell: str(cell)[1:30])
def test_calls_of_the_other_client_are_named_with_ours(theirs: str, ours: str) -> None:
    assert [] == [call for call in calls(theirs) if not has(THEIRS, call)]
    assert [] == [call for call in calls(ours) if not has(OURS, call)]
    assert list(calls(theirs))
    assert list(calls(ours))


def test_the_table_is_read() -> None:
    assert 20 <= len(MOVED)
