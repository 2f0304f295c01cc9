"""Desks to break."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.desk import RealDesk


@pytest.fixture(scope="package")
def _shared_desk() -> Iterator[RealDesk]:
    with RealDesk() as desk:
        yield desk


@pytest.fixture
def desk(_shared_desk: RealDesk) -> RealDesk:
    """A whole desk, shared by the tests of this folder and made well before each; no knowledge, a scripted model."""
    _shared_desk.heal()
    return _shared_desk
