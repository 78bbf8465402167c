"""A person at a desk: the real app on a display of its own, keys, the time, and the diary's file.

What is asserted is what the file holds and what the screen shows; the app has no hook for this.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, TypeVar

from crampdiary.domain.changes import Edit
from crampdiary.domain.errors import DiaryError
from crampdiary.domain.nights import LocalInstant, from_wall_clock, localise
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.services.browsing import night_views
from crampdiary.services.nights import NightView
from crampdiary.storage.diary import SqliteDiary
from tests.journeys.display import Display, end, running
from tests.journeys.waiting import until

R = TypeVar("R", bound=Record)

ROOT = Path(__file__).parents[2]
BERLIN = "Europe/Berlin"
_CLOCK_FOLDER = Path(__file__).parent / "clock"
_ANSWER_S = 10
_NOT_OURS = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "SESSION_MANAGER")


class Clock:
    """The time that every process of the desk goes by; it stands still unless it is let run."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.now = localise(datetime.fromisoformat("2026-11-21T12:00+00:00"), BERLIN)

    def show(self, reading: str, zone: str | None = None, *, runs: bool = False) -> LocalInstant:
        """Set it to a reading ("2026-11-22 02:31") of a wall clock, here or in another zone."""
        return self._set(from_wall_clock(datetime.fromisoformat(reading), zone or self.zone), runs)

    def be(self, instant: datetime, zone: str | None = None) -> LocalInstant:
        """Set it to an instant, here or in another zone."""
        return self._set(localise(instant, zone or self.zone), runs=False)

    def go_on(self, **by: float) -> LocalInstant:
        """Let time pass, as `timedelta` counts it: real time, whatever the wall clock does."""
        return self.be(self.now.utc + timedelta(**by))

    @property
    def zone(self) -> str:
        """Return the zone."""
        return self.now.zone

    def _set(self, now: LocalInstant, runs: bool) -> LocalInstant:
        self.now = now
        since = time.monotonic() if runs else None
        told = {"utc": now.utc.isoformat(), "zone": now.zone, "runs_from": since}
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(self._file)
        return now


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that can be read on the screen: its class, its text, and what it is called."""

    kind: str
    text: str
    name: str
    is_pressed: bool
    has_focus: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What can be read in the windows at one moment.

    `looked` is the time at which the app last looked whether a day has begun.
    """

    parts: tuple[Part, ...]
    is_active: bool
    is_full_screen: bool
    looked: str

    def says(self, words: str) -> bool:
        """Tell whether some part says this, in its text or in what it is called."""
        return any(words in part.text or words in part.name for part in self.parts)

    def shows(self, kind: str) -> bool:
        """Tell whether a part of this class is to be seen."""
        return any(part.kind == kind for part in self.parts)

    def named(self, kind: str) -> list[str]:
        """Return what all parts of a class are called."""
        return [part.name or part.text for part in self.parts if part.kind == kind]

    @property
    def pressed(self) -> set[str]:
        """Return the words on all that is pressed."""
        return {part.text or part.name for part in self.parts if part.is_pressed}


class Desk:
    """Everything a journey needs; `with Desk() as desk:` leaves nothing behind."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        # Short, for a socket's path may have no more than 108 bytes.
        self.folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="cd-")))
        self.home, self._readers = self.folder / "home", self.folder / "run"
        for place in (self.home, self._readers, self.folder / "screen"):
            place.mkdir(mode=0o700)
        self.clock = Clock(self._readers / "clock.json")
        self.clock.show("2026-11-21 22:30")
        self.apps: list[subprocess.Popen[bytes]] = []
        self._diary: SqliteDiary | None = None

    def __enter__(self) -> Self:
        """Switch on the display."""
        try:
            self.display = Display(self.folder / "screen", self._environment())
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every process that came to be here, also those that ours started in turn."""
        with self._stack:
            if self._diary is not None:
                self._diary.close()
            for app in self.apps:
                end(app)
            for pid in self.processes():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.display.close()
            until(lambda: not list(self.processes()), "all processes to end")

    # --- the app ---

    def be_remembered(self, *, start: str = "never", colours: str = "auto") -> None:
        """Write what the app remembers of its last run: when it starts at night, and how it looks.

        The first frame goes by it and by the computer's own clock, which is not ours to set.
        """
        words = f"[night]\nstart={start}\n\n[colours]\nnight={colours}\n"
        (self.home / "window.ini").write_text(words, encoding="utf-8")

    def remember(self, *records: Record) -> None:
        """Let the diary hold this already; before the app starts."""
        with SqliteDiary(self.file) as diary:
            edits = [Edit(before=None, after=record) for record in records]
            diary.write(edits, label="Before", at=self.clock.now.utc)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the app as the command does, and do not wait for it."""
        command = [sys.executable, "-m", "crampdiary", *arguments]
        log = self.folder / "complaints"
        with log.open("ab") as complaints:
            app = running(command, env=self.display.environment, cwd=self.folder, stderr=complaints)
        self.apps.append(app)
        return app

    def open(self, *arguments: str, says: str) -> subprocess.Popen[bytes]:
        """Start the app and wait until it has the keyboard and says this."""
        app = self.start(*arguments)
        self.wait_for(says, app)
        return app

    def run(self, *arguments: str) -> str:
        """Run a command to its end, and return what it said."""
        finished = subprocess.run(
            [sys.executable, "-m", "crampdiary", *arguments],
            env=self.display.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (finished.returncode, finished.stderr) == (0, "")
        return finished.stdout

    def complaints(self) -> str:
        """Return what the app said on its error channel, and its log."""
        files = (self.folder / "complaints", self.home / "crampdiary.log")
        return "".join(file.read_text(encoding="utf-8") for file in files if file.exists())

    # --- the screen ---

    def windows(self) -> dict[int, Seen]:
        """Read all windows; each belongs to the process that shows it."""
        asked = {int(place.stem): _ask(place) for place in self._readers.glob("*.reader")}
        return {pid: seen for pid, seen in asked.items() if seen is not None}

    def see(self) -> Seen | None:
        """Read the window; None while there is none."""
        return next(iter(self.windows().values()), None)

    def wait_for(self, words: str, app: subprocess.Popen[bytes] | None = None) -> Seen:
        """Return what is seen once the window has the keyboard and says this."""

        def says() -> Seen | None:
            assert app is None or app.poll() is None, f"it ended: {self.complaints()}"
            seen = self.see()
            if seen is not None and not seen.is_active:
                self.display.focus_the_only_window()
            return seen if seen is not None and seen.is_active and seen.says(words) else None

        try:
            return until(says, f"the screen says {words!r}")
        except AssertionError as error:
            seen = self.see()
            read = [] if seen is None else [part.text for part in seen.parts if part.text]
            raise AssertionError(f"{error}; it says {read}; {self.complaints()}") from error

    def see_turned(self) -> Seen:
        """Return what is seen once the app has looked at the present time by itself."""
        now = self.clock.now.utc.isoformat()

        def looked() -> Seen | None:
            seen = self.see()
            return seen if seen is not None and seen.looked == now else None

        return until(looked, "the app looks at the clock")

    # --- the diary ---

    @property
    def file(self) -> Path:
        """Return the diary's file."""
        return self.home / "diary.crampdiary"

    @property
    def diary(self) -> SqliteDiary:
        """Return the diary, for looking only; the app has made it by now."""
        if self._diary is None:
            self._diary = SqliteDiary(self.file, create=False)
        return self._diary

    def cramps(self) -> list[Cramp]:
        """Return all cramps in the file."""
        return self._read(Cramp)

    def nights(self) -> list[Night]:
        """Return all that was said about nights in the file."""
        return self._read(Night)

    def views(self, first: str, last: str) -> list[NightView]:
        """Return the nights from one date to another with all that the file holds of them."""
        return night_views(self.diary, date.fromisoformat(first), date.fromisoformat(last))

    def until_cramp(self, what: str, **fields: object) -> Cramp:
        """Return the latest cramp once it is stored with these fields."""

        def found() -> Cramp | None:
            cramps = sorted(self.cramps(), key=lambda cramp: str(cramp.start_utc))
            is_so = cramps and all(getattr(cramps[-1], key) == fields[key] for key in fields)
            return cramps[-1] if is_so else None

        try:
            return until(found, f"{what} is in the file")
        except AssertionError as error:
            raise AssertionError(f"{error}; it holds {self.cramps()}") from error

    def _read(self, kind: type[R]) -> list[R]:
        if not self.file.exists() or not self.file.stat().st_size:
            return []  # the app is just making it
        with suppress(DiaryError):  # busy for a moment, while the app writes
            return self.diary.records(kind)
        return []

    # --- what is behind it ---

    def processes(self) -> Iterator[int]:
        """Yield every process that was started with this desk's home, however far down."""
        mark = f"CRAMPDIARY_HOME={self.home}".encode()
        for place in Path("/proc").iterdir():
            if not place.name.isdigit() or int(place.name) == os.getpid():
                continue
            with suppress(OSError):
                if mark in (place / "environ").read_bytes().split(b"\0"):
                    yield int(place.name)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        return {
            **kept,
            "CRAMPDIARY_HOME": str(self.home),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._readers}/no-bus",
            "HOME": str(self.folder),
            "JOURNEY_CLOCK": str(self._readers / "clock.json"),
            "NO_AT_BRIDGE": "1",
            "PYTHONPATH": os.pathsep.join([str(_CLOCK_FOLDER), str(ROOT)]),
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(self._readers),
        }


def _ask(place: Path) -> Seen | None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(_ANSWER_S)
        try:
            knock.connect(str(place))
            told = json.loads(b"".join(iter(lambda: knock.recv(65_536), b"")))
        except (OSError, ValueError):
            return None  # it has left
    parts = tuple(Part(**part) for part in told.pop("parts"))
    return Seen(parts=parts, **told) if parts else None
