from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.path.one_desk import OneDesk, one_desk


@pytest.fixture
def desk(database_url: str, redis_url: str) -> Iterator[OneDesk]:
    with one_desk(database_url, redis_url) as desk:
        yield desk
