from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.toast import Toast


def _goes_by_itself(toast: Toast) -> bool:
    timer = toast.findChild(QTimer)
    assert timer is not None
    return timer.isActive()


def test_a_note_goes_by_itself_and_what_failed_stays_until_closed(qtbot: QtBot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    toast.say("Taken back: add cramp.")
    assert _goes_by_itself(toast)
    toast.say("The disk is full.", stays=True)
    assert not _goes_by_itself(toast)
    toast.say("Cramp deleted.", can_undo=True)
    assert _goes_by_itself(toast)
    toast.hide()


def test_a_toast_that_is_gone_counts_no_longer(qtbot: QtBot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    toast.say("Cramp deleted.", can_undo=True)
    toast.hide()
    assert not _goes_by_itself(toast)


def test_a_long_path_wraps_instead_of_pushing_the_window_wide(qtbot: QtBot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    said = f"Another program is using the diary at /{'folder' * 30}/diary.crampdiary."
    toast.say(said, stays=True)
    assert toast.minimumSizeHint().width() < 720
    assert toast.words == said
