"""The README's snippets run, in their order, against the sandbox."""

from __future__ import annotations

import re
from pathlib import Path

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
