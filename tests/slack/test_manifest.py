"""The manifest that people paste into Slack fits the application."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from ..web.fakes_of_web import a_desk

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "slack-manifest.yaml").read_text())


def test_its_command_posts_to_an_address_that_we_serve() -> None:
    (command,) = MANIFEST["features"]["slash_commands"]
    assert "/deskhand" == command["command"]
    assert 401 == a_desk().app.test_client().post(urlsplit(command["url"]).path).status_code


def test_it_asks_for_no_more_than_slash_commands() -> None:
    assert {"bot": ["commands"]} == MANIFEST["oauth_config"]["scopes"]
