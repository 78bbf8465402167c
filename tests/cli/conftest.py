"""One desk for each test."""

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
