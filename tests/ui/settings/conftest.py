"""The page Settings in a window, on a diary of its own."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crampdiary.ui.settings.page import SettingsPage
from tests.ui.page_desk import Desk
from tests.ui.settings.support import MakeDesk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[MakeDesk]:
    made: list[Desk[SettingsPage]] = []

    def make(*records: object, **options: object) -> Desk[SettingsPage]:
        here: Desk[SettingsPage] = Desk(qtbot, SettingsPage, records, **options)  # type: ignore[arg-type] # passed on
        made.append(here)
        return here

    yield make
    for here in made:
        here.close()
