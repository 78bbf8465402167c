"""Files in and out through Settings: what came in is said, what cannot is listed line by line."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crampdiary.domain.nights import NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, Night
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.settings.page import SettingsPage
from crampdiary.ui.settings.problems import ProblemsDialog
from tests.ui.diary_sessions import click
from tests.ui.page_desk import Desk
from tests.ui.pixels import colours, frame, too_blue_or_green
from tests.ui.settings.support import MakeDesk

BAD_ROWS = "night_of,logged,cramps\n2026-11-19,1,many\n2026-11-20,1,0\n20 November,1,1\n"


def open_problems(here: Desk[SettingsPage]) -> ProblemsDialog:
    here.wait(lambda: bool(here.window.findChildren(ProblemsDialog)))
    (dialog,) = here.window.findChildren(ProblemsDialog)
    here.wait(dialog.isVisible)
    return dialog


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("song.csv", b"la,la\n1,2\n", "the diary is unchanged"),
        ("empty.csv", b"", "the diary is unchanged"),
        ("picture.csv", b"\xff\xfe\x00\x81", "UTF-8"),
        ("cut.json", b'{"format":', "cut short"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_its_reason(
    desk: MakeDesk, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    here = desk()
    path = tmp_path / name
    path.write_bytes(content)
    here.page.files.import_from(path)
    dialog = open_problems(here)
    assert words in dialog.words.text()
    assert not dialog.rows.isVisible()
    click(dialog.close_button)
    here.wait(lambda: not here.window.findChildren(ProblemsDialog))
    assert here.session.diary is not None
    assert here.session.diary.batches() == []


def test_everything_copied_out_is_everything_brought_in_elsewhere(
    desk: MakeDesk, tmp_path: Path
) -> None:
    mine = [
        Night(night=date(2026, 11, 20), answer=NightState.WITHOUT_CRAMPS, fluids_ml=1500),
        Cramp(night=date(2026, 11, 19), pain=7, note="stairs"),
        Preferences(glass_ml=300),
    ]
    here = desk(*mine)
    click(here.page.files.export_all)
    here.answer_file_dialog(tmp_path / "copy")
    here.wait(lambda: bool(here.noted))
    assert here.noted == [f"Saved: {tmp_path / 'copy.json'}"]
    assert json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    there = desk()
    there.page.files.import_from(tmp_path / "copy.json")
    there.wait(lambda: bool(there.noted))
    assert here.session.diary is not None
    assert there.session.diary is not None
    for kind in (Night, Cramp, Preferences):
        assert there.session.diary.records(kind) == here.session.diary.records(kind)


def test_a_folder_that_is_gone_is_told_in_words(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    here.page.files.export_to(tmp_path / "gone" / "diary.json")
    here.wait(lambda: bool(here.failed))
    assert "gone" in here.failed[0]


def test_by_night_the_list_of_bad_rows_is_red_alone(
    desk: MakeDesk, tmp_path: Path, qapp: QApplication
) -> None:
    here = desk(palette=NIGHT)
    here.theme.apply(qapp)
    path = tmp_path / "nights.csv"
    path.write_text(BAD_ROWS, encoding="utf-8")
    here.page.files.import_from(path)
    dialog = open_problems(here)
    image = frame(dialog)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 10
    click(dialog.close_button)
    here.theme.use(DAY)
    qapp.setStyleSheet("")
