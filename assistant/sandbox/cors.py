"""Scripts in a browser may call the API (freshdesk-api 1), but not those of any site that happens to be open.

Any key opens the desk, and it may hold real tickets: so pages of this machine may call it, and those of others only
where the sandbox was started with a key that they must know.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Response, request

METHODS = "GET, POST, PUT, PATCH, DELETE"
RATES = "X-RateLimit-Total, X-RateLimit-Remaining, X-RateLimit-Used-CurrentRequest"
SHOWN = f"link, Location, Retry-After, x-request-id, {RATES}"


def preflight(keyed: bool) -> Response | None:
    """The answer to a browser's question whether a script may call; None when it is another request."""
    asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if not asks or not allowed(request.headers.get("Origin", ""), keyed):
        return None
    asked = request.headers.get("Access-Control-Request-Headers", "")
    return Response(
        status=204, headers={"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": asked}
    )


def headers(keyed: bool) -> dict[str, str]:
    """What lets the script that called read the answer."""
    origin = request.headers.get("Origin", "")
    if not allowed(origin, keyed):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": SHOWN, "Vary": "Origin"}


def allowed(origin: str, keyed: bool) -> bool:
    """`keyed`: one key alone opens the desk."""
    host = urlsplit(origin).hostname or ""
    return bool(host) and (keyed or is_this_machine(host))


def is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or host.endswith(".localhost") or ip_address(host).is_loopback
    except ValueError:
        return False
