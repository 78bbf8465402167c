"""A command line on diaries in memory, at 08:00 on 22 November 2026 in Berlin."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from crampdiary.cli.main import cli
from crampdiary.cli.wiring import Wiring
from crampdiary.domain.errors import DiaryUnavailableError
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Cramp
from tests.fakes import MemoryDiary, StillClock

DEFAULT = Path("default.crampdiary")


class Desk:
    """Runs commands; `diary` is the default one, made by the first command that writes."""

    def __init__(self) -> None:
        self.clock = StillClock(datetime(2026, 11, 22, 8, 0))
        self.diaries: dict[Path, MemoryDiary] = {}
        self.windows: list[Path | None] = []
        self.nights: list[Path | None] = []
        self.brought_up: list[tuple[Path, int]] = []

    @property
    def diary(self) -> MemoryDiary:
        return self.diaries[DEFAULT]

    def run(self, *arguments: str) -> Result:
        """Run a command; an exception that click does not expect fails the test."""
        wiring = Wiring(
            open_diary=self._open,
            default_diary=DEFAULT,
            clock=self.clock,
            open_window=self._open_window,
            open_night=self._open_night,
            show_night=self._show_night,
        )
        result = CliRunner().invoke(cli, arguments, obj=wiring, prog_name="crampdiary")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def said(self, *arguments: str) -> str:
        """Run a command that must succeed and return what it printed."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return result.stdout

    def told(self, *arguments: str) -> Any:
        """Run a command with `--json` and return the document."""
        return json.loads(self.said(*arguments, "--json"), parse_constant=_no_nan)

    def refused(self, *arguments: str) -> str:
        """Run a command that must not succeed and return its error."""
        result = self.run(*arguments)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        assert result.stderr.startswith("Error: ")
        assert "Traceback" not in result.stderr
        return result.stderr.removeprefix("Error: ").strip()

    def misunderstood(self, *arguments: str) -> str:
        """Run a command that must be a usage error and return what it says."""
        result = self.run(*arguments)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        return result.stderr

    def _open(self, path: Path, *, create: bool) -> AbstractContextManager[Diary]:
        if path not in self.diaries:
            if not create:
                raise DiaryUnavailableError(path=path, reason="absent")
            self.diaries[path] = MemoryDiary()
        return _lent(self.diaries[path])

    def _open_window(self, path: Path | None) -> int:
        self.windows.append(path)
        return 3

    def _open_night(self, path: Path | None) -> int:
        self.nights.append(path)
        return 4

    def _show_night(self, path: Path) -> None:
        """Note which diary the screen came up on, and how many cramps it held by then."""
        self.brought_up.append((path, len(self.diaries[path].records(Cramp))))


@contextmanager
def _lent(diary: Diary) -> Iterator[Diary]:
    yield diary


def _no_nan(word: str) -> None:
    raise AssertionError(word)
