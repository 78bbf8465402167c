"""What a start of the app can wish of the window; without Qt, for a start may have no window."""

from enum import StrEnum


class Wish(StrEnum):
    """`OPEN` brings the window forward; `NIGHT` shows the night screen and stores nothing."""

    OPEN = "open"
    NIGHT = "night"
