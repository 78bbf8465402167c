"""Which chart it is that somebody saves, copies or drags: read anew, for it is to name nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crampdiary.domain.ports import Diary
from crampdiary.services.insights import Nights

Read = Callable[[Diary], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A chart of the catalogue and the nights it shows.

    `read` is another way than the catalogue's to what it shows.
    """

    name: str
    nights: Nights
    read: Read | None = None
