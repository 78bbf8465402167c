"""What Today tells of nights, read from the screen."""

import re

from tests.journeys.desk import Desk, Seen

PAGES = "Your last 14 nights"
_SHOWN = re.compile(r"The night from \w+ (\d+)")
_SQUARE = re.compile(r"Night of \w+ (\d+) [^:]*: (.*)")


def shown_day(seen: Seen) -> int:
    """Return the day of the month of the evening whose night is shown."""
    (found,) = [match for part in seen.parts if (match := _SHOWN.match(part.text))]
    return int(found[1])


def strip_of(seen: Seen) -> list[tuple[int, str]]:
    """Return every night of the strip by the day of its evening, and what is known of it."""
    names = [part.name for part in seen.parts if part.kind == "NightSquare"]
    found = [_SQUARE.fullmatch(name) for name in names]
    return [(int(match[1]), match[2]) for match in found if match is not None]


def turned_day(desk: Desk) -> int:
    """As `shown_day`, once the app has looked at the clock by itself."""
    return shown_day(desk.see_turned())


def log_live(desk: Desk, length_s: float) -> None:
    """Log a cramp of the left leg from Today, end it after a while, and go back to Today."""
    desk.display.press("ctrl+shift+c", "l")
    desk.until_cramp("its start and side", is_open=True, side="left")
    desk.clock.go_on(seconds=length_s)
    desk.display.press("space", "Escape")
    desk.until_cramp("its end", is_open=False, start_utc=desk.cramps()[-1].start_utc)
    desk.wait_for(PAGES)
