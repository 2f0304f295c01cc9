"""The application that `test_server.py` has gunicorn serve."""

from __future__ import annotations

from flask import Flask

from .fakes_of_web import a_desk


def make_app() -> Flask:
    """On fakes, with the usual secret."""
    return a_desk().app
