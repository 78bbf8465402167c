"""Desks for the tests of Insights, put away after each."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Record
from crampdiary.ui.insights.page import InsightsPage
from tests.ui.insights.desk import InsightsDesk
from tests.ui.page_desk import Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Callable[..., InsightsDesk]]:
    made: list[InsightsDesk] = []

    def make(*records: Record, **options: object) -> InsightsDesk:
        desk: InsightsDesk = Desk(qtbot, InsightsPage, records, **options)  # type: ignore[arg-type] # passed on
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()
