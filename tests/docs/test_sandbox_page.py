"""What docs/sandbox.md says of the sandbox is so."""

import re

from assistant.sandbox import Sandbox
from tests.docs.generate import ROOT
from tests.sandbox.conftest import Client

PAGE = (ROOT / "docs/sandbox.md").read_text()
ROW = re.compile(r"^\| (`[A-Z].*?) \|(?: `(.*?)`)? \|", re.MULTILINE)
VERB = re.compile(r"`([A-Z]+) (/_sandbox/[^`]*)`")


def test_every_route_of_control_is_there():
    with Sandbox.start(seed="empty") as sandbox:
        rules = [rule for rule in sandbox.app.url_map.iter_rules() if rule.rule.startswith("/_sandbox/")]
    routes = {
        (verb, re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule).replace("{number}", "{id}"))
        for rule in rules
        for verb in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert routes == set(VERB.findall(PAGE))


def test_every_order_of_the_table_is_taken():
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        client.open()
        orders = [(*call, body) for calls, body in ROW.findall(PAGE) for call in VERB.findall(calls)]
        answers = {
            (verb, path): client.request(
                verb,
                path.format(id=1, action="spam"),
                data=body or None,
                headers={"Content-Type": "application/json"} if body else {},
            ).status_code
            for verb, path, body in orders
        }
    assert {} == {call: status for call, status in answers.items() if status != 200}
