"""What a worker makes of the choices: the report, its file, and what stands on it in words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from crampdiary.domain.ports import Clock, Diary
from crampdiary.reports.page import Report
from crampdiary.reports.raster import PageSize, page_sizes
from crampdiary.reports.text import render_text
from crampdiary.reports.typesetting import Typeset
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from crampdiary.ui.report.left_out import LeftOut, left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What the report is to be."""

    visit: Visit
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """A report that is set: the file that is saved, printed and previewed; the page in words."""

    wished: Wished
    report: Report
    pdf: bytes
    sizes: tuple[PageSize, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    words: str


def set_report(
    open_diary: Callable[[], AbstractContextManager[Diary]], clock: Clock, wished: Wished
) -> SetReport:
    """Set the report; needs no window, and runs on any thread."""
    with open_diary() as diary:
        report = make_report(diary, clock, wished.visit)
    typeset = Typeset(report, wished.paper)
    return SetReport(
        wished=wished,
        report=report,
        pdf=typeset.pdf,
        sizes=page_sizes(typeset.pdf),
        notes=typeset.notes,
        left_out=left_out(report.page, typeset.shown, wished.visit.parts),
        words=_words(report),
    )


def _words(report: Report) -> str:
    """Return the page in words, and what follows it by its titles: for who cannot see it."""
    page = " ".join(render_text(replace(report, appendices=())).split())
    following = ", ".join(one.title for one in report.appendices)
    return f"{page} On further pages: {following}." if following else page
