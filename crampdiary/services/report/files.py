"""The report as the bytes of a file: a PDF for paper, HTML for mail, plain text."""

from pathlib import Path

from crampdiary.domain.errors import FileProblemError, InvalidValueError
from crampdiary.reports.page import Report
from crampdiary.reports.render import RenderedPage, render_pdf
from crampdiary.services.report.visit import Visit

KINDS = ("pdf", "html", "txt")
_ALLOWED = ", ".join(f".{kind}" for kind in KINDS)


def report_kind(path: Path) -> str:
    """Return the format that a file's ending names: `pdf`, `html` or `txt`.

    Raises `FileProblemError` with `unknown_type` for another ending.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise FileProblemError(path=path, reason="unknown_type", allowed=_ALLOWED)
    return kind


def report_bytes(report: Report, kind: str, *, paper: str = "a4") -> RenderedPage:
    """Return the report as `pdf`, `html` or `txt` (UTF-8), and what to know about the file.

    Only a PDF has a `paper`. Raises `InvalidValueError` for another kind or an unknown paper.
    """
    match kind:
        case "pdf":
            return render_pdf(report, paper=paper)
        case "html":
            from crampdiary.reports.html import render_html  # noqa: PLC0415 - only this needs it

            return RenderedPage(content=render_html(report).encode())
        case "txt":
            from crampdiary.reports.text import render_text  # noqa: PLC0415 - as above

            return RenderedPage(content=render_text(report).encode())
        case _:
            raise InvalidValueError(
                field="kind", problem="unknown_choice", value=kind, allowed=", ".join(KINDS)
            )


def report_name(visit: Visit) -> str:
    """Return a file's name without its ending: the visit's day, and nothing of the patient."""
    return f"night cramps {visit.on.isoformat()}"
