"""The appendices that were asked for, in the order of `ReportPart`."""

from collections.abc import Callable

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.ports import Clock, Diary
from crampdiary.reports.page import Appendix
from crampdiary.services.report.visit import Visit

_MAKERS: dict[ReportPart, Callable[[Diary, Clock, Visit], Appendix]] = {}


def appendices(diary: Diary, clock: Clock, visit: Visit) -> tuple[Appendix, ...]:
    """Return what is to follow the page; nothing where nothing was asked for."""
    return tuple(make(diary, clock, visit) for part, make in _MAKERS.items() if part in visit.parts)
