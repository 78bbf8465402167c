"""What the tests of Settings share."""

from collections.abc import Callable

from crampdiary.ui.settings.page import SettingsPage
from tests.ui.page_desk import Desk

MakeDesk = Callable[..., Desk[SettingsPage]]
