"""A display of one's own: a virtual X server with its window manager, keys, and pictures of it."""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import cast

from PIL import Image

from tests.journeys.waiting import until

WIDTH, HEIGHT = 1280, 800
# As fast as fingers that know the way; the app must not mind.
QUICK_MS = 12
HUMAN_MS = 150
_BRIGHTEST = 24
_LEAVE_S = 5


def running(command: list[str], **fields: object) -> subprocess.Popen[bytes]:
    """Start a program that says nothing and reads nothing, unless told otherwise."""
    silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    return subprocess.Popen(command, **{**silent, **fields})  # type: ignore[call-overload, no-any-return] # passed on as they are


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that the test started, by force where it does not leave."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.terminate()
    try:
        process.wait(_LEAVE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Display:
    """A screen of 1280 x 800 without a pointer, drawn in memory that the test can read.

    `presses` counts the keys that were pressed; Shift and Ctrl count with their key.
    """

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.presses = 0
        self._drawn = folder / "Xvfb_screen0"
        self._started: list[subprocess.Popen[bytes]] = []
        try:
            self.environment = {**environment, "DISPLAY": self._start_server(folder)}
            self.has_manager = self._start_manager()
            self._hand = self._start(["xdotool", "-"], stdin=subprocess.PIPE)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End all that was started here; whoever still draws on the screen ends with it."""
        for process in reversed(self._started):
            end(process)

    def press(self, *keys: str, pause_ms: int = QUICK_MS) -> None:
        """Press keys by xdotool's names ("space", "ctrl+z"), one after the other."""
        self.presses += len(keys)
        self._tell(f"key --delay {pause_ms} {' '.join(keys)}")

    def type(self, text: str, *, pause_ms: int = QUICK_MS) -> None:
        """Type letters and digits; each is a press."""
        self.press(*(_KEY_NAMES.get(letter, letter) for letter in text), pause_ms=pause_ms)

    def hold(self, key: str, seconds: float) -> None:
        """Hold a key down, which then repeats as on any keyboard."""
        self.presses += 1
        self._tell(f"keydown {key} sleep {seconds:g} keyup {key}")

    def minimise(self) -> None:
        """Put the window away, as a person does who reads something else."""
        self._tell("getactivewindow windowminimize getmouselocation")  # which sends it

    def focus_the_only_window(self) -> None:
        """Give the keyboard to the window, where no window manager does."""
        if not self.has_manager:
            self._tell("search --onlyvisible --name . windowfocus %@")

    def picture(self) -> Image.Image:
        """Return what the screen shows at this moment, a frame half drawn included."""
        drawn = self._drawn.read_bytes()
        header = struct.unpack(">25I", drawn[:100])  # XWD: the server's own format
        pixels = header[0] + header[19] * 12
        return Image.frombytes("RGB", (WIDTH, HEIGHT), drawn[pixels:], "raw", "BGRX", header[12])

    @contextmanager
    def filmed(self) -> Iterator["Film"]:
        """Take pictures as fast as it goes, of all that happens inside."""
        film = Film(self)
        try:
            yield film
        finally:
            film.stop()

    def _tell(self, line: str) -> None:
        assert self._hand.stdin is not None
        self._hand.stdin.write(f"{line}\n".encode())
        self._hand.stdin.flush()

    def _start(self, command: list[str], **fields: object) -> subprocess.Popen[bytes]:
        process = running(command, env=self.environment, **fields)
        self._started.append(process)
        return process

    def _start_server(self, folder: Path) -> str:
        number, told = os.pipe()
        try:
            server = ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
            server += ["-br", "-nocursor", "-noreset", "-nolisten", "tcp", "-fbdir", str(folder)]
            self._started.append(running(server, pass_fds=[told]))
            os.close(told)
            with os.fdopen(number, closefd=False) as answer:
                return f":{answer.readline().strip()}"
        finally:
            os.close(number)

    def _start_manager(self) -> bool:
        if shutil.which("openbox") is None:
            return False
        self._start(["openbox", "--sm-disable"])
        asked = ["xdotool", "get_desktop"]
        until(
            lambda: (
                subprocess.run(
                    asked, env=self.environment, capture_output=True, check=False
                ).returncode
                == 0
            ),
            "a window manager",
        )
        return True


class Film:
    """Pictures of a screen, looked at as they come: `frames`, how many of them showed anything
    (`drawn`), and the brightest green or blue of any pixel.
    """

    def __init__(self, display: Display) -> None:
        self.frames = self.drawn = self.brightest = 0
        self.worst: Image.Image | None = None
        self._display = display
        self._stopped = Event()
        self._thread = Thread(target=self._look, name="film")
        self._thread.start()

    @property
    def is_red(self) -> bool:
        """Tell whether no pixel was too green or too blue for the night."""
        return self.brightest <= _BRIGHTEST

    def go_on(self, frames: int = 50) -> None:
        """Wait for so many more: other programs draw later than the app."""
        last = self.frames + frames
        until(lambda: self.frames >= last, "pictures")

    def stop(self) -> None:
        """Take no more pictures."""
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.is_set():
            picture = self._display.picture()
            red, green, blue = map(_brightest, picture.split())
            self.frames += 1
            self.drawn += red > 0
            if max(green, blue) > self.brightest:
                self.brightest, self.worst = max(green, blue), picture


def _brightest(band: Image.Image) -> int:
    """Return the highest value of any pixel, 0 to 255."""
    return int(cast("tuple[int, int]", band.getextrema())[1])


_KEY_NAMES = {
    " ": "space",
    ":": "colon",
    "?": "question",
    "+": "plus",
    "-": "minus",
    ",": "comma",
    "/": "slash",
    ".": "period",
    "\n": "Return",
}
