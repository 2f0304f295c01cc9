"""The folder can be published as it is: copied alone, it runs on what its README says it needs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import assistant.freshdesk
from assistant.freshdesk import Freshdesk
from assistant.sandbox import Sandbox
from tests.servers import clean_environment

FOLDER = Path(assistant.freshdesk.__file__).parent
NEEDED = {"requests", "pydantic"}
LOADED = "\nimport json, sys; print('\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


OWNERS = packages_distributions()
INSTALLED = {plain(name) for names in OWNERS.values() for name in names}


def with_their_own(names: set[str]) -> set[str]:
    """The packages and all that they need in turn, extras left out."""
    found, left = set[str](), set(names)
    while left:
        name = left.pop()
        found.add(name)
        wanted = [line for line in requires(name) or [] if "extra ==" not in line]
        left |= ({plain(re.split(r"[^\w.-]", line)[0]) for line in wanted} & INSTALLED) - found
    return found


def test_its_readme_runs_with_nothing_of_ours_beside_it(tmp_path: Path) -> None:
    """Under the same name, in a namespace package: no import of it has to change."""
    shutil.copytree(FOLDER, tmp_path / "assistant/freshdesk", ignore=shutil.ignore_patterns("__pycache__"))
    snippets = re.findall(r"```python\n(.*?)```", (FOLDER / "README.md").read_text(), re.DOTALL)

    with Sandbox.start(seed="empty") as sandbox:
        ticket = Freshdesk(sandbox.url, "key").tickets.create(email="ana@example.org", subject="Hi", description="Hi")
        code = "\n".join(snippets).replace('"acme"', repr(sandbox.url)).replace("4107", str(ticket.id))
        ran = subprocess.run(
            [sys.executable, "-c", code + LOADED],
            cwd=tmp_path,
            env={**clean_environment(), "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert 0 == ran.returncode, ran.stderr
    loaded = {plain(name) for module in json.loads(ran.stdout.splitlines()[-1]) for name in OWNERS.get(module, ())}
    assert NEEDED <= loaded <= with_their_own(NEEDED)


def test_it_says_that_it_is_typed() -> None:
    assert (FOLDER / "py.typed").exists()
