"""What the asker of a request is told, as it is kept between the look that made it and its delivery."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

MAX_MESSAGE = 2000


@dataclass(frozen=True)
class Told:
    """The answer to a request. The draft itself stays where it is stored and is read again when the answer is shown."""

    kind: Literal["draft", "told"]
    """draft: here is the draft. told: a sentence only, such as why there is none."""
    message: str = ""
    """For the asker, plain: what became of the note, or the reason."""
    draft_id: int | None = None

    def to_json(self) -> str:
        """As `Request.answer` holds it."""
        return json.dumps({"kind": self.kind, "message": self.message, "draft_id": self.draft_id}, ensure_ascii=True)


def from_json(text: str) -> Told:
    """The answer that `to_json` wrote. Never raises: any other text is itself what the asker is told."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Told("told", text[:MAX_MESSAGE])
    if not isinstance(found, dict):
        return Told("told", text[:MAX_MESSAGE])
    message, draft_id = str(found.get("message", ""))[:MAX_MESSAGE], found.get("draft_id")
    if found.get("kind") == "draft" and type(draft_id) is int:
        return Told("draft", message, draft_id)
    return Told("told", message)
