"""Whether Slack sent this, and just now (docs.slack.dev, "Verifying requests from Slack"). Pure; never raises."""

from __future__ import annotations

import hashlib
import hmac
import re

WINDOW = 300
"""Seconds that a request's time may differ from ours."""

_TIME = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def is_genuine(secret: str, timestamp: str, signature: str, raw: bytes, now: float) -> bool:
    """Check the headers X-Slack-Request-Timestamp and X-Slack-Signature against the raw body; `now` in Unix seconds.

    False for whatever is malformed, stale, early or signed with another secret; an empty secret signs nothing.
    """
    if not secret or not _TIME.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        return False
    if abs(now - int(timestamp)) > WINDOW:
        return False
    signed = b"v0:" + timestamp.encode("ascii") + b":" + raw
    mine = hmac.new(secret.encode("utf-8", "replace"), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest("v0=" + mine, signature)
