"""Opens every page on a made-up diary, by day and by night, and saves what is seen.

    .venv/bin/python packaging/screenshots.py FOLDER [--size 1000x680] [--scale 1.5] [--readme]

No display is needed. `--readme` also renews the two small pictures of README. The clock stands
still and the diary is made from a seed, so the same code gives the same pictures.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from crampdiary.app.house import open_file  # noqa: E402 - the checkout, not an installed copy
from crampdiary.domain.changes import Change  # noqa: E402 - as above
from crampdiary.domain.choices import EveningTag, Side, Site, Soreness  # noqa: E402 - as above
from crampdiary.domain.nights import LocalInstant, from_wall_clock  # noqa: E402 - as above
from crampdiary.domain.ports import Clock, Diary  # noqa: E402 - as above
from crampdiary.services import cramps, nights  # noqa: E402 - as above
from crampdiary.services.demo import fill_demo  # noqa: E402 - as above
from crampdiary.services.preferences import last_night  # noqa: E402 - as above
from crampdiary.tokens import DAY, NIGHT, Palette  # noqa: E402 - as above
from crampdiary.ui.main_window import MainWindow  # noqa: E402 - as above
from crampdiary.ui.page_table import PAGES  # noqa: E402 - as above
from crampdiary.ui.shared.runner import Runner  # noqa: E402 - as above
from crampdiary.ui.shared.session import DiarySession  # noqa: E402 - as above
from crampdiary.ui.shared.theme import Theme  # noqa: E402 - as above

ZONE = "Europe/Berlin"
MORNING = datetime(2026, 11, 22, 7, 40)  # noqa: DTZ001 - a clock reading in ZONE
EARLIER = datetime(2026, 11, 22, 0, 48)  # noqa: DTZ001 - as above
AWAKE = datetime(2026, 11, 22, 2, 31)  # noqa: DTZ001 - as above
README_PICTURES = CHECKOUT / "resources" / "screenshots"
README_COLOURS = 96
SETTLE_MS = 400


class StandingClock:
    """Shows what it was set to."""

    def __init__(self, local: datetime) -> None:
        self.local = local

    def now(self) -> LocalInstant:
        """Return the reading as an instant."""
        return from_wall_clock(self.local, ZONE)


class Scene:
    """A window on a made-up diary of its own."""

    def __init__(
        self, folder: Path, *, palette: Palette, clock: StandingClock, last: date, scale: float
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - made by main
        self.clock = clock
        theme = Theme(palette=palette, scale=scale)
        theme.apply(app)
        self.runner = Runner()
        self.session = DiarySession(clock=clock, open_file=open_file)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(theme=theme, settings=settings, now=clock.now)
        self.window.attach(session=self.session, runner=self.runner)
        path = folder / "demo.crampdiary"
        with open_file(path) as diary:
            fill_demo(diary, clock, years=1, seed=7, last=last)
        self.session.open(path)
        self.session.do(_tell_last_evening)
        self.window.show()

    def save(self, path: Path) -> Path:
        """Wait until nothing moves any more, and save what is seen."""
        _settle()
        while self.runner.is_busy:
            _settle()
        self.window.grab().save(str(path))
        print(path)
        return path

    def close(self) -> None:
        """Let go of everything."""
        self.window.close()
        self.runner.close()
        self.session.close()


def _tell_last_evening(diary: Diary, clock: Clock) -> tuple[Change, ...]:
    """Fill in what somebody says at breakfast."""
    return nights.tell_night(
        diary,
        clock,
        last_night(clock.now()),
        fluids_ml=1250,
        tags=frozenset({EveningTag.HARD_EXERCISE}),
        sleep_disturbance=6,
        soreness=Soreness.A_LITTLE,
    )


@contextmanager
def scene(
    size: tuple[int, int],
    scale: float,
    *,
    palette: Palette,
    at: datetime = MORNING,
    last: date = date(2026, 11, 21),
) -> Iterator[Scene]:
    """Give a window in a folder that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Scene(Path(folder), palette=palette, clock=StandingClock(at), last=last, scale=scale)
        made.window.resize(*size)
        yield made
        made.close()


def save_pages(
    folder: Path, name: str, palette: Palette, size: tuple[int, int], scale: float
) -> None:
    """Save each page in one set of colours."""
    with scene(size, scale, palette=palette) as made:
        for number, entry in enumerate(PAGES):
            made.window.content.open_page(number)
            made.save(folder / f"{name}-{number + 1}-{entry.key}.png")


def save_night_screen(folder: Path, size: tuple[int, int], scale: float) -> Path:
    """Save the night screen with a cramp that is going, then after it has stopped."""
    with scene(size, scale, palette=NIGHT, at=EARLIER, last=date(2026, 11, 20)) as made:
        _log_earlier_cramp(made)
        made.clock.local = AWAKE
        made.window.cramp_now()
        made.window.showNormal()  # it fills the screen, whose size is no part of the picture
        made.window.resize(*size)
        made.session.do(
            lambda diary, clock: cramps.refine_cramp(
                diary,
                clock,
                diary.open_cramps()[0].id,
                side=Side.LEFT,
                sites=frozenset({Site.CALF}),
                pain=7,
            )
        )
        made.clock.local = AWAKE.replace(minute=33, second=14)
        path = made.save(folder / "night-screen-going.png")
        made.clock.local = AWAKE.replace(minute=35, second=10)
        made.session.do(cramps.stop_cramp)
        made.save(folder / "night-screen-stopped.png")
        return path


def _log_earlier_cramp(made: Scene) -> None:
    made.session.do(cramps.start_cramp)
    made.clock.local = EARLIER.replace(minute=51)
    stopped = made.session.do(cramps.stop_cramp)
    assert stopped is not None  # noqa: S101 - the diary is ours
    made.session.do(
        lambda diary, clock: cramps.refine_cramp(
            diary, clock, stopped[0].id, side=Side.LEFT, sites=frozenset({Site.CALF}), pain=5
        )
    )


def save_small(source: Path, target: Path) -> None:
    """Save a picture with few colours, which is all that flat surfaces and words need."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(README_COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)
    print(f"{target}: {target.stat().st_size / 1024:.0f} KiB")


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def main() -> int:
    """Save all pictures; return the exit code."""
    parser = argparse.ArgumentParser(description="Save a picture of every page, by day and night.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=_size, default=(1280, 800), help="such as 1000x680")
    parser.add_argument("--scale", type=float, default=1.0, help="how much larger text is, 1 to 2")
    parser.add_argument("--readme", action="store_true", help="renew README's two pictures too")
    wish = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QApplication([])
    wish.folder.mkdir(parents=True, exist_ok=True)
    save_pages(wish.folder, "day", DAY, wish.size, wish.scale)
    save_pages(wish.folder, "night", NIGHT, wish.size, wish.scale)
    night = save_night_screen(wish.folder, wish.size, wish.scale)
    if wish.readme:
        save_small(wish.folder / "day-1-today.png", README_PICTURES / "day.png")
        save_small(night, README_PICTURES / "night.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
