"""The doctor's page as PDF (or a picture of it) through Typst.

Everything the patient wrote goes in as data: the template reads it from `sys.inputs` and prints it,
so that a name such as `#read("/etc/passwd")` is only a name.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from typing import Any, Literal

from crampdiary.assets import resource_path
from crampdiary.domain.errors import InvalidValueError
from crampdiary.reports.page import MARK, DoctorPage, LabRow, PeriodRow, Report
from crampdiary.tokens import FONT_FAMILY, PAGE

PAPERS = {"a4": "a4", "letter": "us-letter"}
STANDARDS = ("ua-1", "a-2a")
PREVIEW_PPI = 144
_GLANCE_PPI = 2
_FEW_LABS = 8
# A word cut off after fewer letters goes as a whole.
_LONGEST_END = 12
MOST_QUESTIONS = 3
NO_GLYPH_NOTE = (
    "Some characters have no font on this computer and are shown as boxes{which}. "
    "The page is therefore not marked up for screen readers and archives."
)
# In the words of Typst's diagnostics; letters come quoted as in Rust source.
_NO_GLYPH = re.compile(r'the text `"([^`]+)"` could not be displayed')
_RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_MOST_NAMED = 8
# Without these two, letters of Persian or Hindi words join as they should not.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many rows of each table and of each list, and how long texts in them may get.

    `chart_mm` is the chart's greatest height; it is as wide as the page where that leaves it lower.
    """

    periods: int
    labs: int
    listed: int
    cell_letters: int
    line_letters: int
    question_letters: int
    chart_mm: int = 150


# From generous to narrow: first texts are shortened, then rows left out. The first that fits on
# one page is taken; the last always does.
ROOMS = (
    *(
        Room(
            periods=11,
            labs=18,
            listed=8,
            cell_letters=letters,
            line_letters=max(letters, 100),
            question_letters=max(letters, 120),
        )
        for letters in (240, 160, 110, 80, 60)
    ),
    *(
        Room(
            periods=2 * (labs + 3) // 3,
            labs=labs,
            listed=(labs + 1) // 2,
            cell_letters=60 if labs > _FEW_LABS else 40,
            line_letters=100,
            question_letters=120,
        )
        for labs in range(17, 3, -1)
    ),
    *(
        Room(
            periods=rows,
            labs=rows,
            listed=1,
            cell_letters=10 + 10 * rows,
            line_letters=20 * rows,
            question_letters=30 * rows,
            chart_mm=60 + 20 * rows,
        )
        for rows in (3, 2, 1)
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """The file's bytes, and what a person should know about it (usually nothing)."""

    content: bytes
    notes: tuple[str, ...] = ()


def render_pdf(report: Report, *, paper: str = "a4") -> RenderedPage:
    """Return the report as a tagged PDF (PDF/UA-1 and PDF/A-2a); its first part is one page.

    Where the shipped fonts have no glyph, the system's are tried, and where these have none either,
    a PDF without the standards is made, with a word about it. Raises `InvalidValueError` for a
    paper other than a4 and letter.
    """
    from typst import TypstError

    missing = ""
    for system_fonts in (False, True):
        try:
            document = _Document(report.page, paper, system_fonts=system_fonts)
            return RenderedPage(content=document.compile("pdf", pdf_standards=list(STANDARDS)))
        except TypstError as error:
            missing = letters_without_glyph(error.diagnostic)
            if not missing:
                raise
    content = _Document(report.page, paper, system_fonts=True).compile("pdf")
    return RenderedPage(content=content, notes=(no_glyph_note(missing),))


def render_pages(
    report: Report, *, paper: str = "a4", ppi: float = PREVIEW_PPI
) -> tuple[bytes, ...]:
    """Return a PNG of each page that `render_pdf` makes, `ppi` pixels an inch."""
    return (_Document(report.page, paper, system_fonts=True).compile("png", ppi=ppi),)


def letters_without_glyph(diagnostic: str) -> str:
    """Return the letters that Typst could not print, each once, in order ("" if it is not that)."""
    quoted = "".join(_NO_GLYPH.findall(diagnostic))
    plain = _RUST_ESCAPE.sub(lambda code: chr(int(code[1], 16)), quoted)
    return "".join(dict.fromkeys(letter for letter in plain if not letter.isspace()))


def no_glyph_note(missing: str) -> str:
    """Return the word about letters without a glyph; combining marks cannot be shown alone."""
    alone = [letter for letter in missing if not unicodedata.category(letter).startswith("M")]
    named = " ".join(alone[:_MOST_NAMED])
    return NO_GLYPH_NOTE.format(which=f": {named}" if named else "")


class _Document:
    """One page in one set of fonts, with as much on it as fits."""

    def __init__(self, page: DoctorPage, paper: str, *, system_fonts: bool) -> None:
        import typst

        if paper not in PAPERS:
            raise InvalidValueError(
                field="paper", problem="unknown_choice", value=paper, allowed=", ".join(PAPERS)
            )
        self._page, self._paper = page, paper
        self._timestamp = datetime.combine(page.made_on, time(12), tzinfo=UTC)
        self._compiler = typst.Compiler(
            input=resource_path("report", "doctor.typ"),
            root=resource_path("report"),
            font_paths=typst.Fonts(
                include_system_fonts=system_fonts,
                include_embedded_fonts=False,
                font_paths=[resource_path("fonts")],
            ),
        )
        self._set(self._widest_room())

    def compile(self, kind: Literal["pdf", "png"], **options: Any) -> bytes:
        """Return the file's bytes."""
        content = self._compiler.compile(format=kind, timestamp=self._timestamp, **options)
        if isinstance(content, list):
            return content[0]
        return content or b""

    def _widest_room(self) -> Room:
        """Return the first room that fits; halving finds it in five looks, usually in one."""
        if self._fits(ROOMS[0]):
            return ROOMS[0]
        too_wide, fitting = 0, len(ROOMS) - 1
        while fitting - too_wide > 1:
            middle = (too_wide + fitting) // 2
            if self._fits(ROOMS[middle]):
                fitting = middle
            else:
                too_wide = middle
        return ROOMS[fitting]

    def _fits(self, room: Room) -> bool:
        return len(self._set(room)) == 1

    def _set(self, room: Room) -> list[bytes]:
        """Lay the page out in a room for what is compiled next; return a tiny picture a page."""
        pages = self._compiler.compile(
            format="png",
            ppi=_GLANCE_PPI,
            sys_inputs={
                "page": json.dumps(page_data(self._page, room)),
                "paper": PAPERS[self._paper],
                "chart": self._page.chart_svg.decode(),
            },
        )
        return pages if isinstance(pages, list) else [pages or b""]


def page_data(page: DoctorPage, room: Room) -> dict[str, Any]:
    """Return what the template prints, cut to a room, with what was left out counted."""

    def cells(row: PeriodRow | LabRow) -> dict[str, str]:
        return {
            name: printable(value, room.cell_letters)
            for name, value in asdict(row).items()
            if isinstance(value, str)
        }

    def lines(texts: Sequence[str], letters: int) -> list[str]:
        return [printable(text, letters) for text in texts]

    periods = sorted(page.periods[: room.periods], key=lambda row: row.starts_on)
    labs = page.labs[: room.labs]
    return {
        "colours": asdict(PAGE),
        "font": FONT_FAMILY,
        "visit": page.visit,
        "author": printable(page.author, len(page.author)),
        "identity": printable(page.identity, max(room.cell_letters, 80)),
        "period": page.period,
        "coverage": page.coverage,
        "banner": page.banner,
        "figures": [asdict(figure) for figure in page.figures],
        "remark": page.remark,
        "chart_mm": room.chart_mm,
        "chart_alt": printable(page.chart_alt, len(page.chart_alt)),
        "periods": [cells(row) for row in periods],
        "periods_remark": page.periods_remark,
        "labs": [cells(row) for row in by_test(labs)],
        "medicines": lines(page.medicines[: room.listed], room.line_letters),
        "conditions": lines(page.conditions[: room.listed], room.line_letters),
        "questions": lines(page.questions[:MOST_QUESTIONS], room.question_letters),
        "footer": page.footer,
        "labs_remark": page.labs_remark if any(MARK in row.flag for row in labs) else "",
        "left_out": {
            "periods": left_out(len(page.periods) - room.periods, "period"),
            "labs": left_out(len(page.labs) - room.labs, "result"),
            "medicines": left_out(len(page.medicines) - room.listed, "medicine"),
            "conditions": left_out(len(page.conditions) - room.listed, "condition"),
        },
    }


def left_out(count: int, what: str) -> str:
    """Return "8 more results not shown; see the diary.", or nothing where all are shown."""
    if count <= 0:
        return ""
    return f"{count:,} more {what if count == 1 else what + 's'} not shown; see the diary."


def by_test(rows: Sequence[LabRow]) -> list[LabRow]:
    """Return rows with the results of one test together, oldest first."""
    tests = list(dict.fromkeys(row.test for row in rows))
    return sorted(rows, key=lambda row: (row.order, tests.index(row.test), row.taken_on))


def printable(text: str, letters: int) -> str:
    """Return a text on one line without control characters, visibly shortened where it is long."""
    words = " ".join("".join(map(_clean, text)).split())
    if len(words) > letters:
        start, space, end = words[:letters].rpartition(" ")
        kept = start if space and len(end) < _LONGEST_END else words[: letters - 1]
        words = kept.rstrip(" ,;") + "\N{HORIZONTAL ELLIPSIS}"
    return words


def _clean(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    return "" if category.startswith("C") and letter not in _JOINERS else letter
