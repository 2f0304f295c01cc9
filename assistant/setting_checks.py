"""Checks of single settings: the value as the program uses it, or ValueError with the remedy, never the value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.loopback import is_loopback


def domain(value: str) -> str:
    """`acme`, `acme.freshdesk.com` or its address in a browser -> `acme.freshdesk.com`."""
    host = re.sub(r"^https?://", "", value.strip().lower()).rstrip("/")
    if not host:
        return ""
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host):
        raise ValueError("write acme or acme.freshdesk.com, as in the address of your helpdesk")
    return host if "." in host else f"{host}.freshdesk.com"


def origin(value: str) -> str:
    """Scheme, host and port of the helpdesk; https, or plain http on this machine."""
    if not value:
        return ""
    try:
        url = urlsplit(value)
        port = f":{url.port}" if url.port else ""
    except ValueError:
        raise ValueError("write scheme, host and port, such as https://acme.freshdesk.com") from None
    if url.scheme not in ("http", "https") or not url.hostname or "@" in url.netloc:
        raise ValueError("write scheme, host and port, such as https://acme.freshdesk.com")
    if url.path.rstrip("/") or url.query or url.fragment:
        raise ValueError("leave out the path (/api/v2 is added)")
    if url.scheme == "http" and not is_loopback(url.hostname):
        raise ValueError("use https (plain http is for 127.0.0.1 only)")
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return f"{url.scheme}://{host}{port}"


def web_address(value: str) -> str:
    """An http(s) address without a slash at its end."""
    if value and not re.match(r"https?://[^\s/]+", value):
        raise ValueError("write an address that starts with https://")
    return value.rstrip("/")


def database(value: str) -> str:
    """A Postgres URL, in the form that SQLAlchemy reads with psycopg 3."""
    if not value:
        return ""
    scheme, found, rest = value.partition("://")
    if not found or scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise ValueError("write a PostgreSQL address, such as postgres://user:password@host:5432/deskhand")
    return f"postgresql+psycopg://{rest}"


def redis_address(value: str) -> str:
    """A Redis address."""
    if value and not re.match(r"(rediss?://|unix:///)\S+$", value):
        raise ValueError("write a Redis address: redis://host:6379/0, rediss://... for TLS, or unix:///path")
    return value


def redis_ca_file(value: str) -> str:
    """A file of certificates that is there, or `none`."""
    if value and value != "none" and not Path(value).is_file():
        raise ValueError("name a readable file of certificates (PEM), or none for a self-signed server")
    return value


def embedder_choice(value: str) -> str:
    """`auto`, `none`, or a folder that holds a model."""
    if value.lower() in ("auto", "none"):
        return value.lower()
    missing = [name for name in ("model.onnx", "tokenizer.json") if not Path(value, name).is_file()]
    if missing:
        raise ValueError(f"write auto, none, or a folder that holds a model: {missing[0]} is missing there")
    return value


def key_text(value: SecretStr) -> SecretStr:
    """A key as it was given out: one piece."""
    if re.search(r"\s", value.get_secret_value()):
        raise ValueError("remove the space or line break (it was probably copied along)")
    return value


def triage_fields(value: tuple[str, ...]) -> tuple[str, ...]:
    """Names of ticket fields that triage may be written to."""
    names = tuple(name.lower() for name in value)
    if not set(names) <= {"type", "priority", "group", "tags"}:
        raise ValueError("write type, priority, group, tags or some of them, by commas")
    return names


def split(value: Any) -> Any:
    """`a, b` -> [a, b]; what is no text passes."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
