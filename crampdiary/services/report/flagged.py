"""What red flags are looked for in."""

from collections.abc import Sequence
from dataclasses import dataclass

from crampdiary.domain.ports import Diary
from crampdiary.domain.records import LabResult, Phase, Treatment
from crampdiary.services.report.days import ShortDays
from crampdiary.services.report.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A period of the diary, with all that is known of it; `courses` are all treatments."""

    diary: Diary
    span: Span
    labs: Sequence[LabResult]
    courses: Sequence[tuple[Treatment, Sequence[Phase]]]
    days: ShortDays
