"""HTTP Basic with the API key as the user (freshdesk-api 1)."""

from __future__ import annotations

import hmac
import re
from ipaddress import ip_address

from flask import request

from assistant.sandbox import errors
from assistant.sandbox.server import SERVES_TLS
from assistant.sandbox.state import Desk

ADMINS = (
    "/agents",
    "/groups",
    "/roles",
    "/skills",
    "/admin/",
    "/contact_fields",
    "/company_fields",
    "/products",
    "/business_hours",
    "/email",
    "/notifications/email/",
    "/sla_policies",
    "/canned_response",
    "/automations/",
    "/ticket-forms",
    "/account/export",
)
"""Paths that begin so need an admin's key (freshdesk-api 6.3 to 6.6, 6.8, 6.11)."""

OPEN = [re.compile(rule) for rule in ("GET /agents/me", "GET /agents/autocomplete", "GET /(contact|company)_fields")]
"""What every agent may call of them; who may create a contact or company may also list its fields."""


def check_key(desk: Desk) -> None:
    """Any password counts; any key counts unless the sandbox was started with one. Raises Refused 401."""
    sent = request.authorization
    key = (sent.username or "") if sent is not None and sent.type == "basic" else ""
    if not key or (desk.api_key and not hmac.compare_digest(key.encode(), desk.api_key.encode())):
        raise errors.unauthorized()


def check_scheme() -> None:
    """Raises Refused 403 for the desk's own name over plain http from another machine, where https is served."""
    if request.environ.get(SERVES_TLS) and needs_tls(request.scheme, request.host, request.remote_addr or ""):
        raise errors.Refused(403, {"code": "ssl_required", "message": "This API is served over https only"})


def needs_tls(scheme: str, host: str, peer: str) -> bool:
    """Loopback may always come over http: that is what most clients under test can."""
    named = host.partition(":")[0].lower().endswith(".freshdesk.com")
    return scheme == "http" and named and not ip_address(peer).is_loopback


def check_rights(desk: Desk) -> None:
    """Raises Refused 403 where the docs want an admin's key and this one is not."""
    path = request.path.removeprefix("/api/v2")
    open_to_all = any(rule.fullmatch(f"{request.method} {path}") for rule in OPEN)
    if not desk.admin and not open_to_all and path.startswith(ADMINS):
        raise errors.forbidden()


def check_headers() -> None:
    """406 for an answer type other than JSON, 415 for a body that is neither JSON nor a form."""
    accepted = request.accept_mimetypes
    if accepted and not accepted.accept_json:
        raise errors.Refused(406, {"code": "not_acceptable", "message": "Only application/json is answered"})
    sends_body = request.method in ("POST", "PUT", "PATCH") and (request.content_length or 0) > 0
    if sends_body and request.mimetype not in ("application/json", "multipart/form-data"):
        raise errors.Refused(
            415,
            {"code": "invalid_content_type", "message": f"Content-Type {request.mimetype or 'none'} is not supported"},
        )
