"""The doctor's page as PDF (or a picture of it) through Typst.

Everything the patient wrote goes in as data: the template reads it from `sys.inputs` and prints it,
so that a name such as `#read("/etc/passwd")` is only a name.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from typing import Any, Literal

from crampdiary.assets import resource_path
from crampdiary.domain.errors import InvalidValueError
from crampdiary.reports.page import DoctorPage, LabRow

PAPERS = {"a4": "a4", "letter": "us-letter"}
STANDARDS = ("ua-1", "a-2a")
PREVIEW_PPI = 144
LONGEST_WORD = 18
MOST_QUESTIONS = 3
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
NO_GLYPH_NOTE = (
    "Some characters have no font on this computer and are shown as boxes; "
    "the page is therefore not marked up for screen readers and archives."
)
_NO_GLYPH = "could not be displayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many rows of each part are shown, and how long a text may get."""

    periods: int
    labs: int
    medicines: int
    conditions: int
    letters: int


# From generous to narrow: the first that fits one page is taken; the last always does.
ROOMS = (
    Room(periods=9, labs=9, medicines=6, conditions=6, letters=240),
    Room(periods=6, labs=7, medicines=5, conditions=4, letters=160),
    Room(periods=4, labs=5, medicines=3, conditions=3, letters=90),
    Room(periods=3, labs=3, medicines=2, conditions=2, letters=60),
    Room(periods=2, labs=2, medicines=1, conditions=1, letters=36),
    Room(periods=1, labs=1, medicines=1, conditions=1, letters=20),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """The file's bytes, and what a person should know about it (usually nothing)."""

    content: bytes
    notes: tuple[str, ...] = ()


def render_pdf(page: DoctorPage, *, paper: str = "a4") -> RenderedPage:
    """Return the page as a tagged PDF (PDF/UA-1 and PDF/A-2a), exactly one page.

    Where no bundled font has a glyph, the system's fonts are tried, and then a PDF without these
    standards is made, with a word about it. Raises `InvalidValueError` for a paper other than a4
    and letter.
    """
    from typst import TypstError

    for system_fonts in (False, True):
        try:
            document = _Document(page, paper, system_fonts=system_fonts)
            return RenderedPage(content=document.compile("pdf", pdf_standards=list(STANDARDS)))
        except TypstError as error:
            if _NO_GLYPH not in error.message:
                raise
    content = _Document(page, paper, system_fonts=True).compile("pdf")
    return RenderedPage(content=content, notes=(NO_GLYPH_NOTE,))


def render_png(page: DoctorPage, *, paper: str = "a4", ppi: float = PREVIEW_PPI) -> bytes:
    """Return a picture of the page that `render_pdf` makes, `ppi` pixels an inch."""
    return _Document(page, paper, system_fonts=True).compile("png", ppi=ppi)


class _Document:
    """One page in one set of fonts, with as many rows as fit on it."""

    def __init__(self, page: DoctorPage, paper: str, *, system_fonts: bool) -> None:
        import typst

        if paper not in PAPERS:
            raise InvalidValueError(
                field="paper", problem="unknown_choice", value=paper, allowed=", ".join(PAPERS)
            )
        self._compiler = typst.Compiler(
            input=resource_path("report", "doctor.typ"),
            root=resource_path("report"),
            font_paths=typst.Fonts(
                include_system_fonts=system_fonts,
                include_embedded_fonts=False,
                font_paths=[resource_path("fonts")],
            ),
        )
        self._timestamp = datetime.combine(page.made_on, time(12), tzinfo=UTC)
        for room in ROOMS:
            data = page_data(page, room)
            self._compiler.compile(
                format="svg",
                sys_inputs={
                    "page": json.dumps(data),
                    "paper": PAPERS[paper],
                    "chart": page.chart_svg.decode(),
                },
            )
            if self._compiler.query("<pages>", field="value", one=True) == "1":
                break

    def compile(self, kind: Literal["pdf", "png"], **options: Any) -> bytes:
        """Return the file's bytes."""
        content = self._compiler.compile(format=kind, timestamp=self._timestamp, **options)
        if isinstance(content, list):
            return content[0]
        return content or b""


def page_data(page: DoctorPage, room: Room) -> dict[str, Any]:
    """Return what the template prints, cut to a room, with what was left out counted."""

    def cut(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
        if isinstance(value, str):
            return printable(value, room.letters)
        if isinstance(value, dict):
            return {name: cut(item) for name, item in value.items()}
        return [cut(item) for item in value]

    return {
        "visit": page.visit,
        "identity": printable(page.identity, room.letters),
        "period": page.period,
        "coverage": page.coverage,
        "banner": page.banner,
        "figures": [asdict(figure) for figure in page.figures],
        "before": page.before,
        "chart_alt": printable(page.chart_alt, len(page.chart_alt)),
        "periods": cut([asdict(row) for row in reversed(page.periods[: room.periods])]),
        "labs": cut([asdict(row) for row in by_test(page.labs[: room.labs])]),
        "medicines": cut(page.medicines[: room.medicines]),
        "conditions": cut(page.conditions[: room.conditions]),
        "questions": cut(page.questions[:MOST_QUESTIONS]),
        "footer": page.footer,
        "left_out": {
            "periods": left_out(len(page.periods) - room.periods, "period"),
            "labs": left_out(len(page.labs) - room.labs, "result"),
            "medicines": left_out(len(page.medicines) - room.medicines, "medicine"),
            "conditions": left_out(len(page.conditions) - room.conditions, "condition"),
        },
    }


def left_out(count: int, what: str) -> str:
    """Return "8 more results in the diary", or nothing where all are shown."""
    if count <= 0:
        return ""
    return f"{count} more {what if count == 1 else what + 's'} in the diary"


def by_test(rows: Sequence[LabRow]) -> list[LabRow]:
    """Return rows given latest first with the results of one test together, oldest first."""
    tests = list(dict.fromkeys(row.test for row in rows))
    oldest_first = list(rows)[::-1]
    return sorted(oldest_first, key=lambda row: tests.index(row.test))


def printable(text: str, letters: int) -> str:
    """Return a text on one line without control characters, visibly shortened where it is long.

    Very long words get places to break, so that they wrap inside their column.
    """
    clean = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    words = " ".join(clean.split())
    if len(words) > letters:
        words = words[: letters - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return " ".join(_breakable(word) for word in words.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    starts = range(0, len(word), LONGEST_WORD)
    return ZERO_WIDTH_SPACE.join(word[start : start + LONGEST_WORD] for start in starts)
