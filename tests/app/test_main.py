import os
from collections.abc import Callable
from pathlib import Path

import pytest

from crampdiary.app import commands
from crampdiary.app import main as entry
from crampdiary.app.display import NO_DISPLAY
from crampdiary.app.wishes import Wish
from crampdiary.domain.errors import DiaryUnavailableError

Opened = list[tuple[Path | None, Wish]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the window was opened on; no window is shown."""
    found: Opened = []

    def show(diary: Path | None, wish: Wish = Wish.OPEN) -> int:
        found.append((diary, wish))
        return 0

    monkeypatch.setattr(entry, "open_window", show)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return found


@pytest.mark.parametrize(
    ("arguments", "diary"),
    [
        ([], None),
        (["--diary", "a b.crampdiary"], Path("a b.crampdiary")),
        (["--diary=x=y.crampdiary"], Path("x=y.crampdiary")),
    ],
)
def test_without_a_command_the_window_opens(
    opened: Opened, arguments: list[str], diary: Path | None
) -> None:
    assert entry.main(arguments) == 0
    assert opened == [(diary, Wish.OPEN)]


@pytest.mark.parametrize(
    ("arguments", "diary"),
    [
        (["night"], None),
        (["--diary", "a b.crampdiary", "night"], Path("a b.crampdiary")),
        (["--diary=x=y.crampdiary", "night"], Path("x=y.crampdiary")),
    ],
)
def test_the_night_screen_opens_without_the_command_line(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, arguments: list[str], diary: Path | None
) -> None:
    monkeypatch.setattr(entry, "_run_command", pytest.fail)
    assert entry.main(arguments) == 0
    assert opened == [(diary, Wish.NIGHT)]


def test_the_night_screen_opens_whatever_the_order_of_the_words(opened: Opened) -> None:
    assert entry.main(["night", "--diary", "mine.crampdiary"]) == 0
    assert opened == [(Path("mine.crampdiary"), Wish.NIGHT)]


def test_a_diary_named_night_opens_as_any_other(opened: Opened) -> None:
    assert entry.main(["--diary", "night"]) == 0
    assert opened == [(Path("night"), Wish.OPEN)]


def test_a_command_opens_no_window(
    opened: Opened, capsys: pytest.CaptureFixture[str], diary_file: Callable[[], Path]
) -> None:
    assert entry.main(["--diary", str(diary_file()), "list", "cramps"]) == 0
    assert opened == []


def test_a_cramp_logged_by_command_is_in_the_default_diary(
    opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["now"]) == 0
    assert entry.main(["list", "cramps", "--json"]) == 0
    assert '"duration_s": null' in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["dance"], ["--nonsense"], ["list"], ["--diary"]])
def test_bad_input_ends_with_an_exit_code_and_a_word(
    opened: Opened, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert entry.main(arguments) != 0
    assert capsys.readouterr().err
    assert opened == []


def test_help_names_the_commands(opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--help"]) == 0
    assert "report" in capsys.readouterr().out


def test_without_a_display_one_sentence_and_no_abort(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crampdiary.app.display.has_display", lambda: False)
    assert entry.main([]) == 1
    assert capsys.readouterr().err == f"{NO_DISPLAY}\n"


def test_a_missing_diary_is_opened_for_writing_only_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "new.crampdiary"
    with pytest.raises(DiaryUnavailableError) as refusal, commands.open_diary(path, create=False):
        pass
    assert refusal.value.reason == "absent"
    assert not path.exists()
    with commands.open_diary(path, create=True):
        pass
    assert path.exists()


@pytest.fixture
def diary_file(tmp_path: Path) -> Callable[[], Path]:
    def make() -> Path:
        path = tmp_path / "diary.crampdiary"
        with commands.open_diary(path, create=True):
            pass
        return path

    return make


def test_a_first_command_that_is_refused_leaves_no_diary_behind(
    opened: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "mine.crampdiary"
    assert entry.main(["--diary", str(path), "add", "night", "2126-01-01", "--none"]) == 1
    assert "lies in the future" in capsys.readouterr().err
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_the_first_command_makes_a_diary_for_its_owner_alone(
    opened: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "new" / "mine.crampdiary"
    assert entry.main(["--diary", str(path), "now"]) == 0
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_diary_made_meanwhile_by_another_process_is_left_as_it_is(
    opened: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "mine.crampdiary"

    def be_overtaken() -> None:
        with commands.open_diary(path, create=True):
            path.write_bytes(b"theirs")

    with pytest.raises(DiaryUnavailableError) as refusal:
        be_overtaken()
    assert (refusal.value.path, refusal.value.reason) == (path, "busy")
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_where_no_diary_can_be_made_the_path_that_was_given_is_named(
    opened: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "mine.crampdiary"
    assert entry.main(["--diary", str(path), "now"]) == 1
    assert f"{path} cannot be opened" in capsys.readouterr().err
