"""The report as the bytes of a PDF."""

from dataclasses import dataclass

from crampdiary.reports.page import Report
from crampdiary.reports.typesetting import Typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """The file's bytes, and what a person should know about it (usually nothing).

    Only paper has `pages`; None where there are none to count.
    """

    content: bytes
    notes: tuple[str, ...] = ()
    pages: int | None = None


def render_pdf(report: Report, *, paper: str = "a4") -> RenderedPage:
    """Return the report as a tagged PDF (PDF/UA-1 and PDF/A-2a); its first part is one page.

    Raises `InvalidValueError` for a paper other than a4 and letter.
    """
    typeset = Typeset(report, paper)
    return RenderedPage(content=typeset.pdf, notes=typeset.notes, pages=typeset.page_count)
