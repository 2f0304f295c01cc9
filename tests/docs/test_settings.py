"""The settings are the same in the program, the docs, the template of `.env` and the deploy file."""

import json
import re

import pytest

from assistant.config import describe
from tests.docs.generate import DOCS, ROOT

APP = json.loads((ROOT / "app.json").read_text())
NAMES = [variable.name for variable in describe()]


@pytest.mark.parametrize("name", DOCS)
def test_a_generated_file_is_what_the_program_says_now(name: str):
    assert DOCS[name]() == (ROOT / name).read_text(), "run make docs"


def test_the_template_of_env_names_every_setting_once():
    lines = re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)

    assert sorted(NAMES) == sorted(lines)


def test_the_deploy_file_names_only_settings_that_exist():
    assert set() == set(APP["env"]) - set(NAMES)


def test_the_deploy_file_asks_for_what_is_required_and_its_add_ons_bring_the_rest():
    required = {variable.name for variable in describe() if variable.required}
    asked = {name for name, variable in APP["env"].items() if variable.get("required")}

    assert required == asked | {"DATABASE_URL", "REDIS_URL"}
    assert APP["addons"] == ["heroku-postgresql:essential-0", "heroku-redis:mini"]


def test_secrets_are_generated_and_never_written_down():
    secret = {variable.name for variable in describe() if variable.secret}

    assert "secret" == APP["env"]["SECRET_KEY"]["generator"] == APP["env"]["FRESHDESK_WEBHOOK_SECRET"]["generator"]
    assert set() == {name for name in secret & set(APP["env"]) if "value" in APP["env"][name]}


def test_every_process_of_the_procfile_is_part_of_the_formation():
    processes = re.findall(r"^(\w+):", (ROOT / "Procfile").read_text(), re.M)

    assert sorted(processes) == sorted([*APP["formation"], "release"])
