"""What the Today page shows of a diary, read in one go. Knows no Qt."""

from dataclasses import dataclass
from datetime import date

from crampdiary.domain.nights import NightCount
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Night
from crampdiary.services.nights import NightView, last_nights, night_view, usual_fluids_ml


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The last nights, one of them in full, and what is usually drunk (None: not known)."""

    counts: list[NightCount]
    view: NightView
    usual_ml: int | None
    is_untouched: bool


def read_shown(diary: Diary, clock: Clock, night: date) -> Shown:
    """Read what is shown with this night open; `is_untouched` where nothing was ever told."""
    return Shown(
        counts=last_nights(diary, clock),
        view=night_view(diary, night),
        usual_ml=usual_fluids_ml(diary, night),
        is_untouched=diary.recorded_range() is None and not diary.records(Night),
    )
