"""POST /slack/commands: a slash command from Slack, or from a chat that shows a token, such as Mattermost."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, request

from assistant.deadline import Deadline
from assistant.slack import blocks
from assistant.slack.commands import Command, DraftAgain, Help, Mistake, Show, parse
from assistant.slack.hosts import is_allowed
from assistant.slack.signature import is_genuine
from assistant.usecases.ask_in_chat import ask_in_chat
from assistant.web.body import read_body, refuse_packed
from assistant.web.credentials import matches, token
from assistant.web.problems import Problem
from assistant.web.services import Services, services

log = logging.getLogger(__name__)

SEEN_SECONDS = 0.5

slack = Blueprint("slack", __name__)
_memory = Deadline(at_once=4)


@slack.get("/slack/commands")
def ssl_check() -> tuple[dict[str, str], int]:
    """Slack looks from time to time whether our certificate is well."""
    if request.args.get("ssl_check") != "1":
        raise Problem(405, "Slash commands are POSTed here.", {"Allow": "POST"})
    return {}, 200


@slack.post("/slack/commands")
def commands() -> tuple[dict[str, Any], int]:
    """200 with words for the asker alone, whatever was typed; 401 unless the chat shows who it is."""
    refuse_packed()
    raw = read_body()
    form = _form(raw)
    if form.get("ssl_check") == "1":
        return {}, 200
    _require_chat(raw, form, services())
    return _answer(parse(form.get("text", "")), form, services()), 200


def _form(raw: bytes) -> dict[str, str]:
    """The fields, the first of each name; nothing of a body that is no form."""
    try:
        fields = parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return {}
    return dict(reversed(fields))


def _require_chat(raw: bytes, form: dict[str, str], given: Services) -> None:
    shown = form.get("token", "").encode("utf-8", "replace")
    authorization = token(request.headers.get("Authorization", ""), "Token")
    if matches(shown, (given.slash_token,)) | matches(authorization, (given.slash_token,)):
        return
    headers = request.headers
    timestamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not is_genuine(given.slack_signing_secret, timestamp, signature, raw, given.clock().timestamp()):
        raise Problem(401, "No valid signature (SLACK_SIGNING_SECRET) or token (SLASH_TOKEN) came with this command.")
    if _was_seen(signature, given):
        raise Problem(401, "This very request came before; type the command again.")


def _was_seen(signature: str, given: Services) -> bool:
    """A memory that is away counts as never seen: the five-minute window still holds."""
    try:
        return _memory.run(lambda: given.seen(signature), SEEN_SECONDS)
    except Exception as error:  # noqa: BLE001 - any failure of the memory is the same to us
        log.warning("signatures cannot be remembered: %s", type(error).__name__)
        return False


def _answer(command: Command, form: dict[str, str], given: Services) -> dict[str, Any]:
    match command:
        case Help():
            return blocks.help_text()
        case Mistake(message):
            return blocks.told(message)
        case Show() | DraftAgain():
            return _ask(command, form, given)


def _ask(command: Show | DraftAgain, form: dict[str, str], given: Services) -> dict[str, Any]:
    response_url = form.get("response_url", "")
    if not is_allowed(response_url, given.response_hosts):
        return blocks.told(
            "I cannot answer this chat: its host is not in SLASH_RESPONSE_HOSTS. Tell who runs Deskhand."
        )
    ask_in_chat(
        command.ticket,
        "draft" if isinstance(command, DraftAgain) else "show",
        command.instruction if isinstance(command, DraftAgain) else "",
        who=form.get("user_id", "")[:64].replace("\0", ""),
        answer_to=response_url,
        store=given.store,
        queue=given.queue,
        clock=given.clock,
    )
    return blocks.ack(command.ticket)
