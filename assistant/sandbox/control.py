"""Control of the sandbox under /_sandbox/: JSON in and out, 200, or 400 with the field named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, cast

from flask import Blueprint, Response, current_app

from assistant.sandbox import actions, faults, limits, model_script, rules, story
from assistant.sandbox.answers import answer, json_body, the_desk
from assistant.sandbox.errors import Refused, control_error
from assistant.sandbox.fields import boolean, known_only, one_of, seconds, text, whole
from assistant.sandbox.rows import SeedError
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.switches import Switches

blueprint = Blueprint("control", __name__, url_prefix="/_sandbox")

MESSAGE = ("ticket", "from", "body", "public", "kind", "source", "email", "name")


def the_switches() -> Switches:
    return cast(Switches, current_app.extensions["switches"])


def body() -> JSON:
    """The JSON object sent. Raises Refused 400."""
    try:
        return json_body()
    except Refused:
        raise control_error("body", "should be a JSON object") from None


def ticket(number: Any, field: str = "ticket") -> JSON:
    if not isinstance(number, int) or isinstance(number, bool) or number not in the_desk().tickets:
        raise control_error(field, "no such ticket")
    return the_desk().tickets[number]


@blueprint.post("/messages")
def message() -> Response:
    """Somebody writes: {"ticket", "from", "body", "public"}, and optionally kind (note), source, email, name."""
    given = body()
    known_only(given, MESSAGE)
    row = ticket(given.get("ticket"))
    one_of(given, "from", ("customer", "agent", "cc", "automation"))
    one_of({"kind": "reply", **given}, "kind", ("reply", "note"))
    text(given, "body"), boolean(given, "public", True), whole(given, "source", 0)
    text({"email": "", "name": "", **given}, "email"), text({"name": "", **given}, "name")
    return answer({"id": story.say(the_desk(), row, given, "message")["id"]})


@blueprint.post("/tickets")
def open_ticket() -> Response:
    """A customer opens a ticket: one row as in a tickets file."""
    try:
        return answer({"id": story.open_row(the_desk(), body(), "ticket")})
    except SeedError as error:
        raise control_error("ticket", str(error)) from None


@blueprint.post("/tickets/<int:number>/<action>")
def act(number: int, action: str) -> Response:
    """What a person does to a ticket: merge {"into": id}, spam, delete, restore."""
    desk, row = the_desk(), ticket(number, "id")
    acts: dict[str, Callable[[], None]] = {
        "merge": lambda: merge(desk, row),
        "spam": lambda: actions.mark_spam(desk, row),
        "delete": lambda: actions.delete(desk, row),
        "restore": lambda: actions.restore(desk, row),
    }
    if action not in acts:
        raise control_error("action", f"should be one of {', '.join(acts)}")
    acts[action]()
    return answer({"id": number})


def merge(desk: Desk, row: JSON) -> None:
    into = ticket(body().get("into"), "into")
    if into is row:
        raise control_error("into", "should be another ticket")
    actions.merge(desk, into, [row], desk.human["id"])


@blueprint.post("/webhooks")
def add_webhook() -> Response:
    """An automation rule with a webhook action."""
    rule = rules.parse(body(), the_desk().new_id())
    the_switches().sender.rules.append(rule)
    return answer({"id": rule.id})


@blueprint.get("/webhooks")
def list_webhooks() -> Response:
    return answer([asdict(rule) for rule in the_switches().sender.rules])


@blueprint.delete("/webhooks")
def clear_webhooks() -> Response:
    the_switches().sender.clear()
    return answer({})


@blueprint.post("/faults")
def add_fault() -> Response:
    given = body()
    known_only(given, ("match", "times", "then"))
    the_switches().faults.append(faults.parse(given))
    return answer({"faults": len(the_switches().faults)})


@blueprint.get("/faults")
def list_faults() -> Response:
    return answer([asdict(fault) for fault in the_switches().faults])


@blueprint.delete("/faults")
def clear_faults() -> Response:
    the_switches().faults.clear()
    return answer({})


@blueprint.post("/model")
def script_model() -> Response:
    the_switches().script = model_script.parse(body())
    return answer({})


@blueprint.get("/model")
def model_calls() -> Response:
    """The requests that the model got since it was scripted last."""
    return answer({"calls": list(the_switches().script.calls)})


@blueprint.post("/lag")
def lag() -> Response:
    """Seconds until a conversation is listed, a record found, a job done: {"conversations", "search", "jobs"}."""
    given = body()
    known_only(given, tuple(the_desk().lag))
    the_desk().lag.update({name: seconds(given, name) for name in given})
    return answer(the_desk().lag)


@blueprint.post("/clock")
def clock() -> Response:
    given = body()
    known_only(given, ("advance",))
    the_desk().clock.advance(seconds(given, "advance"))
    return answer({"now": the_desk().clock.stamp()})


@blueprint.get("/clock")
def now() -> Response:
    return answer({"now": the_desk().clock.stamp()})


@blueprint.post("/plan")
def plan() -> Response:
    given = body()
    known_only(given, ("name",))
    the_switches().limiter.use(one_of(given, "name", tuple(limits.PLANS)))
    return answer({"name": given["name"]})


@blueprint.post("/rights")
def rights() -> Response:
    """Whether the key is an admin's: {"admin": false}."""
    given = body()
    known_only(given, ("admin",))
    the_desk().admin = boolean(given, "admin", True)
    return answer({"admin": the_desk().admin})


@blueprint.post("/link")
def link() -> Response:
    """Whether a space follows the '<' of the link header, as in Freshdesk's own samples: {"space": false}."""
    given = body()
    known_only(given, ("space",))
    the_desk().link_space = boolean(given, "space", True)
    return answer({"space": the_desk().link_space})


@blueprint.get("/requests")
def requests() -> Response:
    return answer(list(the_desk().requests))


@blueprint.post("/reset")
def reset() -> Response:
    """Empty everything and load the seed again, or {"seed": another}."""
    given = body()
    known_only(given, ("seed",))
    seed = text(given, "seed") if given else None
    try:
        the_switches().reset(seed)
    except SeedError as error:
        raise control_error("seed", str(error)) from None
    return answer({})


@blueprint.get("/state")
def state() -> Response:
    """How much there is of everything."""
    desk = the_desk()
    names = ("tickets", "conversations", "contacts", "companies", "agents", "groups", "canned_responses", "articles")
    return answer({name: len(getattr(desk, name)) for name in names})
