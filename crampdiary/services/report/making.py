"""The whole report: the page for the doctor and the appendices that were asked for."""

from collections.abc import Callable
from dataclasses import replace

from crampdiary.domain.ports import Clock, Diary
from crampdiary.reports.page import Appendix, Report
from crampdiary.services.nameless import nameless
from crampdiary.services.report.page import doctor_page
from crampdiary.services.report.visit import Visit


def make_report(diary: Diary, clock: Clock, visit: Visit) -> Report:
    """Return the report for a visit as plain data, ready to be set.

    One that names nobody is made from a diary in which the name does not occur.
    """
    hide: Callable[[str], str] = str
    if not visit.name:
        diary, hide = nameless(diary)
    page = doctor_page(diary, visit)
    return Report(
        # Not in the visit: what stands for a name may be longer than what may be asked.
        page=replace(page, questions=tuple(map(hide, page.questions))),
        appendices=_appendices(diary, clock, visit) if visit.parts else (),
        is_grey=visit.is_grey,
    )


def _appendices(diary: Diary, clock: Clock, visit: Visit) -> tuple[Appendix, ...]:
    from crampdiary.services.report.appendices import appendices  # noqa: PLC0415 - brings all charts

    return appendices(diary, clock, visit)
