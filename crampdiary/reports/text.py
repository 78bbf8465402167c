"""The report as plain text for the clipboard and the body of a mail.

Lines instead of aligned tables, because what shows it may set it in a proportional typeface; charts
as their words.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from crampdiary.reports.flowing import Shown, flowing_page
from crampdiary.reports.page import (
    Appendix,
    Block,
    DoctorPage,
    Grid,
    KeyFigure,
    LabRow,
    PeriodRow,
    Picture,
    Report,
    Section,
)
from crampdiary.reports.printable import clean

WIDTH = 78
# Chinese, Japanese and Korean letters take the room of two others.
_WIDE = frozenset({"W", "F"})
# Accents and joiners stand on the letter before them and take no room.
_ON_A_LETTER = frozenset({"Mn", "Me", "Cf"})
_BULLET, _BELOW_BULLET = "- ", "  "
_NO_BREAK = "\N{NO-BREAK SPACE}"


def render_text(report: Report) -> str:
    """Return the whole report in lines of at most `WIDTH` columns, without control characters."""
    parts = [*_page(report), *(part for one in report.appendices for part in _appendix(one))]
    parts.append(wrapped(report.page.footer))
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return a text in lines, the first after `first`, the others after `rest` (as wide).

    A word wider than a line breaks where it must; an accent stays with its letter.
    """
    room = WIDTH - columns_of(first)
    lines, line = [], ""
    for word in clean(text).replace(" %", f"{_NO_BREAK}%").split(" "):
        for number, piece in enumerate(_pieces(word, room)):
            joined = f"{line} {piece}" if line else piece
            if line and (number or columns_of(joined) > room):
                lines.append(line)
                joined = piece
            line = joined
    lines = [*lines, line] if line else lines
    return [
        (rest if number else first) + words.replace(_NO_BREAK, " ")
        for number, words in enumerate(lines)
    ]


def columns_of(text: str) -> int:
    """Return how many columns a text takes where letters are as wide or twice as wide."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _ON_A_LETTER:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _pieces(word: str, room: int) -> Iterator[str]:
    """Return a word in parts of at most `room` columns, nearly always one."""
    piece, width = "", 0
    for letter in word:
        columns = _columns(letter)
        if width + columns > room:
            yield piece
            piece, width = "", 0
        piece, width = piece + letter, width + columns
    yield piece


def _page(report: Report) -> Iterator[list[str]]:
    page, flowing = report.page, flowing_page(report)
    yield wrapped(page.banner)
    yield _head(page)
    yield _list("Red flags met", page.flags)
    yield _list("In figures", map(_figure_line, page.figures))
    yield wrapped(page.remark)
    yield wrapped(page.chart_alt)
    if flowing.periods.rows:
        lines = (line for row in flowing.periods.rows for line in _period_lines(row))
        yield [*_title("Treatment periods, cramps per week with 95 % interval"), *lines]
    yield _below(flowing.periods, page.periods_remark)
    yield _list("Laboratory results", map(_lab_line, flowing.labs.rows))
    yield _below(flowing.labs, flowing.labs_remark)
    if page.hours:
        yield [*_title("Hour of the night"), *wrapped(page.hours)]
    yield _list("Medicines", flowing.medicines.rows)
    yield _below(flowing.medicines)
    yield _list("Conditions", flowing.conditions.rows)
    yield _below(flowing.conditions)
    yield _numbered("What I want to ask", page.questions)


def _head(page: DoctorPage) -> list[str]:
    said = (page.visit, page.identity, page.period, *page.coverage)
    return [*_title("Night cramp diary", "="), *(line for words in said for line in wrapped(words))]


def _title(words: str, rule: str = "-") -> list[str]:
    lines = wrapped(words)
    return [*lines, rule * max(map(columns_of, lines), default=0)]


def _list(title: str, items: Iterable[str]) -> list[str]:
    lines = [line for words in items for line in wrapped(words, _BULLET, _BELOW_BULLET)]
    return [*_title(title), *lines] if lines else []


def _numbered(title: str, items: Iterable[str]) -> list[str]:
    lines = [
        line
        for number, words in enumerate(items, start=1)
        for line in wrapped(words, f"{number}. ", " " * len(f"{number}. "))
    ]
    return [*_title(title), *lines] if lines else []


def _below(shown: Shown[str] | Shown[LabRow] | Shown[PeriodRow], remark: str = "") -> list[str]:
    return [*wrapped(remark), *wrapped(shown.more_words)]


def _figure_line(figure: KeyFigure) -> str:
    beside = "; ".join(filter(None, (figure.note, figure.before)))
    return f"{figure.label}: {figure.value}" + (f" ({beside})" if beside else "")


def _period_lines(row: PeriodRow) -> list[str]:
    dose = f"{row.dose} ({row.note})" if row.note else row.dose
    dates = f"{row.first} \N{EN DASH} {row.last}"
    taken = f"taken {row.taken}" if row.taken else ""
    overlaps = f", {row.overlaps}" if row.overlaps else ""
    below = (
        "; ".join(filter(None, (dates, taken, f"nights recorded {row.recorded}"))),
        f"cramps per week {row.rate}{overlaps}",
    )
    what = f"{row.treatment}: {dose}" if dose else row.treatment
    said = wrapped(what, _BULLET, _BELOW_BULLET)
    return [*said, *(line for words in below for line in wrapped(words, *[_BELOW_BULLET] * 2))]


def _lab_line(row: LabRow) -> str:
    found = " ".join(filter(None, (row.value, row.flag, row.beside)))
    expected = f" (lab's range {row.range})" if row.range else ""
    return f"{row.test}, {row.day}: {found}{expected}"


def _appendix(appendix: Appendix) -> Iterator[list[str]]:
    yield _title(appendix.title, "=")
    for block in appendix.blocks:
        yield _block(block)


def _block(block: Block) -> list[str]:
    match block:
        case Section():
            return _title(block.title)
        case Picture():
            return wrapped(block.alt)
        case Grid():
            return [line for row in block.rows for line in _grid_row(block, row)]
        case _:
            return wrapped(block)


def _grid_row(grid: Grid, row: tuple[str, ...]) -> list[str]:
    """Return what a row begins with and its other cells by name; what is empty is left out."""
    cells = zip(grid.columns[1:], row[1:], strict=True)
    named = [f"{column.title}: {words}" for column, words in cells if words]
    return wrapped("; ".join([*row[:1], *named]), _BULLET, _BELOW_BULLET)
