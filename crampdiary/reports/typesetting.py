"""The report as one laid-out document.

Everything the patient wrote goes in as data: the template reads it from `sys.inputs` and prints it,
so that a name such as `#read("/etc/passwd")` is only a name.
"""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Any, Literal

from crampdiary.assets import resource_path
from crampdiary.domain.errors import InvalidValueError
from crampdiary.reports.appendix_data import appendix_data
from crampdiary.reports.fitting import POINTS_PER_INCH, Heights, Shown, shown_in
from crampdiary.reports.glyphs import glyph_note
from crampdiary.reports.page import Report
from crampdiary.reports.page_data import page_data
from crampdiary.reports.rooms import STEPS, Words
from crampdiary.tokens import FONT_FAMILIES, PAGE, PAGE_GREY

_PAPERS = {"a4": "a4", "letter": "us-letter"}
STANDARDS = ("ua-1", "a-2a")
_GLANCE_PPI = 1
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")


class Typeset:
    """A report on one kind of paper, laid out once: what is previewed is printed and saved.

    Its first part is one page, the appendices begin on new sheets. Raises `InvalidValueError` for
    a paper other than a4 and letter.
    """

    def __init__(self, report: Report, paper: str = "a4") -> None:
        if paper not in _PAPERS:
            raise InvalidValueError(
                field="paper", problem="unknown_choice", value=paper, allowed=", ".join(_PAPERS)
            )
        self._pdf, self.notes, self._document = _standard_pdf(report, paper)

    @property
    def pdf(self) -> bytes:
        """Return the file: tagged, PDF/UA-1 and PDF/A-2a, unless `notes` says otherwise."""
        return self._pdf

    @property
    def shown(self) -> Shown:
        """Return how many rows of each table and each list have room on the page."""
        return self._document.shown

    @cached_property
    def page_count(self) -> int:
        """Return how many pages there are in all, as the file's own metadata says."""
        said = _PAGES.search(self._pdf)
        assert said is not None  # noqa: S101 - Typst writes it into every file
        return int(said[1])


def _standard_pdf(report: Report, paper: str) -> tuple[bytes, tuple[str, ...], "_Document"]:
    """Return the file, what a person should know about it, and the document it came from.

    Where the shipped fonts have no glyph, the system's are tried, and where these have none either
    (or a chart has letters that no program can tell), a PDF without the standards is made, with a
    word about it.
    """
    from typst import TypstError

    note = ""
    for system_fonts in (False, True):
        document = _Document(report, paper, system_fonts=system_fonts)
        try:
            return document.pdf(STANDARDS), (), document
        except TypstError as error:
            note = glyph_note(error.diagnostic)
            if not note:
                raise
    return document.pdf(()), (note,), document


class _Document:
    """The report in one set of fonts, with as much on its page as fits."""

    def __init__(self, report: Report, paper: str, *, system_fonts: bool) -> None:
        import typst

        self._report = report
        self._parts = [appendix.part for appendix in report.appendices]
        self._timestamp = datetime.combine(report.page.made_on, time(12), tzinfo=UTC)
        self._compiler = typst.Compiler(
            input=resource_path("report", "doctor.typ"),
            root=resource_path("report"),
            font_paths=typst.Fonts(
                include_system_fonts=system_fonts,
                include_embedded_fonts=False,
                font_paths=[resource_path("fonts")],
            ),
        )
        look = {
            "colours": asdict(PAGE_GREY if report.is_grey else PAGE),
            "fonts": FONT_FAMILIES,
            # A fax loses thin strokes that lie between two of its dots.
            "weight": "medium" if report.is_grey else "regular",
            "paper": _PAPERS[paper],
        }
        self._appendices = [appendix_data(one) for one in report.appendices]
        self._inputs = {"look": json.dumps(look), "appendices": "[]"}
        self._known: dict[str, Heights] = {}
        self._lay_out()

    def pdf(self, standards: tuple[str, ...]) -> bytes:
        """Return the file, held to `standards`."""
        return self._compile("pdf", pdf_standards=list(standards))[0]

    def _lay_out(self) -> None:
        """Take the first step on which the page fits, and put behind it what follows."""
        for step in STEPS:
            heights = self._heights(step.words)
            shown = shown_in(heights, step, has_chart=self._report.page.chart is not None)
            if shown is not None and self._fits(shown, heights.width):
                break
        self._inputs["appendices"] = json.dumps(self._appendices)

    def _heights(self, words: Words) -> Heights:
        """Return how much room the page's parts take in words so long."""
        page = json.dumps(page_data(self._report.page, words, self._parts))
        self._inputs |= {"page": page, "shown": "", "chart": ""}
        if page not in self._known:
            self._known[page] = Heights(**self._told("heights"))
        return self._known[page]

    def _fits(self, shown: Shown, width_pt: float) -> bool:
        """Tell whether the page with all that is to be shown is one; it is what is set next."""
        chart = self._report.page.chart
        if chart is not None and shown.has_chart:
            drawn = chart.svg(width_pt / POINTS_PER_INCH, shown.chart_in)
            self._inputs["chart"] = drawn.decode()
        self.shown = shown
        self._inputs["shown"] = json.dumps(asdict(shown))
        ends_on: int = self._told("page-end")
        return ends_on == 1

    def _told(self, label: str) -> Any:  # noqa: ANN401 - whatever the template says
        """Lay out what is to be set, and return what the template tells about it."""
        self._compile("png", ppi=_GLANCE_PPI)
        return json.loads(self._compiler.query(f"<{label}>", field="value", one=True))

    def _compile(self, kind: Literal["pdf", "png"], **options: Any) -> list[bytes]:
        content = self._compiler.compile(
            format=kind, timestamp=self._timestamp, sys_inputs=self._inputs, **options
        )
        return content if isinstance(content, list) else [content or b""]
