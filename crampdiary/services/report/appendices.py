"""The appendices that were asked for, in the order of `ReportPart`."""

from collections.abc import Callable

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.ports import Clock, Diary
from crampdiary.reports.page import Appendix
from crampdiary.services.report.appendix.adherence import adherence_appendix
from crampdiary.services.report.appendix.charts import charts_appendix
from crampdiary.services.report.appendix.cramps import cramps_appendix
from crampdiary.services.report.appendix.labs import labs_appendix
from crampdiary.services.report.appendix.method import method_appendix
from crampdiary.services.report.appendix.nights import nights_appendix
from crampdiary.services.report.visit import Visit

_MAKERS: dict[ReportPart, Callable[[Diary, Clock, Visit], Appendix]] = {
    ReportPart.NIGHTS: nights_appendix,
    ReportPart.CRAMPS: cramps_appendix,
    ReportPart.LABS: labs_appendix,
    ReportPart.ADHERENCE: adherence_appendix,
    ReportPart.CHARTS: charts_appendix,
    ReportPart.METHOD: method_appendix,
}


def appendices(diary: Diary, clock: Clock, visit: Visit) -> tuple[Appendix, ...]:
    """Return what is to follow the page; nothing where nothing was asked for."""
    return tuple(make(diary, clock, visit) for part, make in _MAKERS.items() if part in visit.parts)
