"""How the scripted model answers: fixed replies, or a mode."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from assistant.sandbox.errors import control_error
from assistant.sandbox.fields import known_only, one_of, seconds, text
from assistant.sandbox.state import JSON

MODES = ("answer", "obey", "echo", "refuse", "broken_json", "hang", "no_schema", "text_only")
CALLS_KEPT = 1000


@dataclass
class Script:
    """`replies` one each, the last one again and again; none: `mode`. `delay` in seconds before each answer."""

    mode: str = "answer"
    replies: list[str] = field(default_factory=list)
    delay: float = 0.0
    calls: deque[JSON] = field(default_factory=lambda: deque(maxlen=CALLS_KEPT))

    def next_reply(self) -> str | None:
        """Call under the desk's lock."""
        if len(self.replies) > 1:
            return self.replies.pop(0)
        return self.replies[0] if self.replies else None


def parse(body: JSON) -> Script:
    """Raises Refused 400 that names the field."""
    known_only(body, ("reply", "replies", "mode", "delay"))
    replies = body.get("replies", [])
    if not isinstance(replies, list) or not all(isinstance(reply, str) for reply in replies):
        raise control_error("replies", "should be a list of texts")
    if "reply" in body:
        replies = [text(body, "reply")]
    return Script(one_of(body, "mode", MODES, "answer"), list(replies), seconds(body, "delay", 0.0))
