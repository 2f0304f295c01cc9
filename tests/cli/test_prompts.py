"""`prompts`: what the model is told, as a person or a script reads it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT, clean_environment, deskhand


def test_the_prompts_of_the_product_can_be_used():
    checked = deskhand("prompts", "check")

    assert checked.returncode == 0, checked.stdout
    assert "draft.md: ok" in checked.stdout
    assert "desk.md: ok" in checked.stdout


def test_a_prompt_that_cannot_be_used_says_why(tmp_path: Path):
    (tmp_path / "mine.md").write_text("---\nversion: 1\n---\n{{ weather }}")
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups" / "tea.md").write_text("---\nversion: 1\nsignatur: Tea\n---\n")
    checked = deskhand("prompts", "check", str(tmp_path / "mine.md"), str(tmp_path / "groups" / "tea.md"))

    assert checked.returncode == 1
    assert "mine.md: body: weather is used and not declared" in checked.stdout
    assert "groups/tea.md: signatur: is not known here" in checked.stdout


def test_a_prompt_is_listed_with_version_and_hash_and_shown_as_it_is():
    (row, *_) = json.loads(deskhand("prompts", "list", "--json").stdout)

    assert {"name", "version", "hash"} == set(row)
    assert f"name: {row['name']}" in deskhand("prompts", "show", row["name"]).stdout
    assert row["name"] == json.loads(deskhand("prompts", "show", row["name"], "--json").stdout)["name"]
    assert {"draft.md": [], "desk.md": []} == json.loads(deskhand("prompts", "check", "--json").stdout)
    assert deskhand("prompts", "show", "nonsense").returncode == 4


def test_the_desks_voice_is_no_prompt_to_draft_with():
    env = {"FRESHDESK_URL": "http://127.0.0.1:9", "FRESHDESK_API_KEY": "key"}
    assert deskhand("draft", "1", "--prompt", "desk", env=env).returncode == 4


def test_a_worker_does_not_start_with_a_broken_file(tmp_path: Path):
    for name in ("assistant", "worker"):
        os.symlink(ROOT / name, tmp_path / name)
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "draft.md").write_text((ROOT / "prompts" / "draft.md").read_text())
    (tmp_path / "prompts" / "desk.md").write_text("---\nversion: 1\nsignatur: Tea\n---\n")
    needed = {
        "FRESHDESK_URL": "http://127.0.0.1:9",
        "FRESHDESK_API_KEY": "key",
        "DATABASE_URL": "postgresql://127.0.0.1:9/x",
        "REDIS_URL": "redis://127.0.0.1:9/0",
    }
    env = clean_environment(**needed) | {"PYTHONPATH": str(tmp_path)}
    started = subprocess.run(
        [sys.executable, "-m", "worker"], env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    assert started.returncode == 3
    assert "prompts/desk.md: signatur: is not known here" in started.stderr
