"""The launcher of a Linux desktop: right by the specification, whatever the folder is called."""

import configparser
import os
import re
import select
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap import launcher
from bootstrap.environment import Environment, Lock
from bootstrap.launcher import entry, exec_line, install, places, remove
from bootstrap.terminal import SetupProblem
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from crampdiary.tokens import DAY
from crampdiary.ui.shared.moon import moon_path

CHECKOUT = Path(__file__).parents[2]
ICON = CHECKOUT / launcher.ICON
COMMAND = ["/opt/cramp diary/.venv/bin/python", "-P", "-m", "crampdiary"]
AWKWARD = (
    r"""/a b/x=y/"quoted"/it's/$HOME/`ls`/back\slash/100%/%f/#/*?/(x)/~/<>|&;/Ørsted ☾/python"""
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux desktop with its applications in a temporary folder; the environment is made."""
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")

    def make_ready(checkout: Path, lock: Lock) -> Environment:
        assert lock is Lock.RUN
        return Environment(checkout=checkout)

    monkeypatch.setattr(launcher, "make_ready", make_ready)
    return folder


def _groups(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(
        delimiters=("=",), comment_prefixes=("#",), interpolation=None, strict=True
    )
    parser.optionxform = str  # type: ignore[assignment, method-assign] # as configparser says to
    parser.read_string(text)
    return parser


def _words_of(line: str) -> list[str]:
    """Read an Exec value as the specification says: string escapes, quotes, then field codes."""
    text = line.replace("\\\\", "\\")
    words = []
    for match in re.finditer(r'"((?:\\.|[^"\\])*)"|([^ ]+)', text, re.DOTALL):
        quoted, bare = match.groups()
        assert bare is None or not re.search(r"[\s\"'\\><~|&;$*?#()`]", bare)
        word = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if bare is None else bare
        assert "%" not in word.replace("%%", ""), "a field code"
        words.append(word.replace("%%", "%"))
    return words


def test_entry_starts_the_checkouts_own_environment_and_offers_cramp_now(data: Path) -> None:
    assert launcher.run([]) == 0
    groups = _groups(places(data)[0].read_text(encoding="utf-8"))
    main, action = groups["Desktop Entry"], groups["Desktop Action now"]
    command = [str(CHECKOUT / ".venv" / "bin" / "python"), "-P", "-m", "crampdiary"]
    assert _words_of(main["Exec"]) == command
    assert _words_of(action["Exec"]) == [*command, "now"]
    assert (main["Name"], main["Actions"], action["Name"]) == ("Cramp Diary", "now;", "Cramp now")


def test_what_is_said_names_the_command_for_a_key(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    launcher.run([])
    last = capsys.readouterr().out.splitlines()[-1]
    assert shlex.split(last)[-3:] == ["-m", "crampdiary", "now"]


def test_window_and_icon_are_known_by_the_names_the_app_gives_itself() -> None:
    main = _groups(entry(COMMAND))["Desktop Entry"]
    window = (CHECKOUT / "crampdiary" / "app" / "window.py").read_text(encoding="utf-8")
    assert f'setApplicationName("{main["StartupWMClass"]}")' in window
    assert f'setDesktopFileName("{main["Icon"]}")' in window
    entry_place, icon_place = places(Path("share"))
    assert (entry_place.stem, icon_place.stem) == (main["Icon"], main["Icon"])


def test_made_twice_it_is_there_once_and_removed_it_is_gone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [launcher.run([]), launcher.run([])] == [0, 0]
    files = {path for path in data.rglob("*") if path.is_file()}
    assert files == set(places(data))
    assert [launcher.run(["--remove"]), launcher.run(["--remove"])] == [0, 0]
    assert not [path for path in data.rglob("*") if path.is_file()]
    assert capsys.readouterr().out.endswith("The launcher is removed.\nThere was no launcher.\n")


@pytest.mark.parametrize("chosen", ["", "relative/share"])
def test_a_data_folder_that_is_no_absolute_path_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", chosen)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert launcher.data_folder() == tmp_path / ".local" / "share"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="not installed")
@pytest.mark.parametrize("program", [COMMAND[0], AWKWARD, "/plain/python"])
def test_entry_is_valid(tmp_path: Path, program: str) -> None:
    path = tmp_path / "crampdiary.desktop"
    path.write_text(entry([program, *COMMAND[1:]]), encoding="utf-8")
    finished = subprocess.run(
        ["desktop-file-validate", str(path)], capture_output=True, text=True, check=False
    )
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("gio") is None, reason="not installed")
@pytest.mark.parametrize("folder", [AWKWARD, *(f"/x{letter}y/python" for letter in " '%=\\$")])
def test_a_desktop_starts_a_program_in_the_most_awkward_folder(tmp_path: Path, folder: str) -> None:
    program = tmp_path / folder.removeprefix("/")
    program.parent.mkdir(parents=True)
    said = tmp_path / "said"
    os.mkfifo(said)
    listening = os.open(said, os.O_RDONLY | os.O_NONBLOCK)
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$0" "$@" > "{said}"\n', encoding="utf-8")
    program.chmod(0o755)
    path = tmp_path / "crampdiary.desktop"
    path.write_text(entry([str(program), "100% sure", "a\\b", ""]), encoding="utf-8")
    subprocess.run(["gio", "launch", str(path)], check=True)
    assert select.select([listening], [], [], 30)[0], "it never started"
    words = os.read(listening, 10_000).decode().splitlines()
    os.close(listening)
    assert words == [str(program), "100% sure", "a\\b", ""]


_PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@given(words=st.lists(_PRINTED, min_size=1, max_size=4))
def test_any_words_come_out_of_the_exec_line_as_they_went_in(words: list[str]) -> None:
    assert _words_of(exec_line(words)) == words


@pytest.mark.parametrize("program", ["/line\nbreak/python", "/\udcff/python", "/tab\t/python"])
def test_a_path_that_no_launcher_can_name_is_refused_and_nothing_written(
    tmp_path: Path, program: str
) -> None:
    with pytest.raises(SetupProblem, match="A launcher cannot name"):
        install([program], ICON, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_one_plain_sentence_and_no_file(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert launcher.run([]) == 1
    assert capsys.readouterr().err == f"{launcher.ELSEWHERE}\n"
    assert not data.exists()


@pytest.mark.parametrize("arguments", [["--help"], ["remove"], ["--remove", "--remove"]])
def test_other_words_are_answered_with_how_it_is_typed(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert launcher.run(arguments) == 2
    assert capsys.readouterr().err == f"{launcher.USAGE}\n"
    assert not data.exists()


def test_a_folder_that_cannot_be_written_is_said(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_bytes(b"")
    assert launcher.run([]) == 1
    assert capsys.readouterr().err.startswith("The launcher cannot be written or removed: ")


def test_an_older_entry_stays_whole_where_the_new_one_is_refused(data: Path) -> None:
    install(COMMAND, ICON, data)
    before = places(data)[0].read_bytes()
    with pytest.raises(SetupProblem):
        install(["/line\nbreak/python"], ICON, data)
    assert places(data)[0].read_bytes() == before
    assert remove(data)


def test_icon_is_the_apps_own_moon_in_its_own_colours() -> None:
    drawn, ours = _empty(), _empty()
    painter = QPainter(drawn)
    QSvgRenderer(str(ICON)).render(painter, QRectF(drawn.rect()))
    painter.end()
    painter = QPainter(ours)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(28, 28)
    painter.fillPath(moon_path(72), QColor(DAY.strong))
    painter.end()
    middle = [(x, y) for x in range(20, 108) for y in range(20, 108)]
    apart = [abs(drawn.pixelColor(*at).red() - ours.pixelColor(*at).red()) for at in middle]
    assert max(apart) <= 40  # the two round the edge a little differently
    assert sum(apart) / len(apart) < 0.2
    assert drawn.pixelColor(64, 8) == QColor(DAY.paper)


def _empty() -> QImage:
    image = QImage(128, 128, QImage.Format.Format_RGB32)
    image.fill(QColor(DAY.paper))
    return image
