"""The page as the template reads it: its rows in words as long as a step of fitting allows."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import MARK, DoctorPage, LabRow, PeriodRow
from crampdiary.reports.printable import clean, printable
from crampdiary.reports.rooms import MOST_FLAGS, MOST_LABS, MOST_LISTED, MOST_PERIODS, Words

_LEAST_IDENTITY_LETTERS = 80
# What has room on one line of the page.
_LINE_LETTERS = 100


def page_data(page: DoctorPage, words: Words, parts: Collection[ReportPart]) -> dict[str, Any]:
    """Return what the template may print; `parts` follow the page.

    Rows stand in the order of the page, and `rank` tells their order of relevance, from 0. `more`
    has for each number of rows shown what is said about the others.
    """

    def lines(texts: Sequence[str], most: int) -> list[str]:
        return [printable(text, words.line) for text in texts[:most]]

    def more(rows: Sequence[object], most: int, what: str, part: ReportPart) -> dict[str, Any]:
        return {
            "words": [more_words(len(rows) - n, what) for n in range(min(most, len(rows)) + 1)],
            "part": part.value if part in parts else "",
        }

    adherence = ReportPart.ADHERENCE
    return {
        "visit": page.visit,
        "author": clean(page.author),
        "identity": printable(page.identity, max(words.cell, _LEAST_IDENTITY_LETTERS)),
        "period": page.period,
        "coverage": page.coverage,
        "banner": page.banner,
        "flags": [
            printable(text, max(words.line, _LINE_LETTERS)) for text in page.flags[:MOST_FLAGS]
        ],
        "figures": [asdict(figure) for figure in page.figures],
        "remark": page.remark,
        "chart_alt": clean(page.chart_alt),
        "hours": printable(page.hours, max(words.line, _LINE_LETTERS)),
        "hours_svg": page.hours_svg.decode(),
        "periods": _periods(page.periods[:MOST_PERIODS], words.cell),
        "periods_remark": page.periods_remark,
        "labs": _labs(page.labs[:MOST_LABS], words.cell),
        "labs_remark": page.labs_remark,
        "medicines": lines(page.medicines, MOST_LISTED),
        "conditions": lines(page.conditions, MOST_LISTED),
        "questions": [printable(text, words.question) for text in page.questions],
        "footer": page.footer,
        "more": {
            "flags": more(page.flags, MOST_FLAGS, "red flag", adherence) | {"part": ""},
            "periods": more(page.periods, MOST_PERIODS, "period", adherence),
            "labs": more(page.labs, MOST_LABS, "result", ReportPart.LABS),
            "medicines": more(page.medicines, MOST_LISTED, "medicine", adherence),
            "conditions": more(page.conditions, MOST_LISTED, "condition", adherence),
        },
    }


def more_words(count: int, what: str) -> str:
    """Return "8 more results", or nothing where all are shown."""
    if count <= 0:
        return ""
    return f"{count:,} more {what if count == 1 else what + 's'}"


def by_test(rows: Sequence[LabRow]) -> list[LabRow]:
    """Return rows with the results of one test together, oldest first."""
    return [row for _, row in _ranked_by_test(rows)]


def _ranked_by_test(rows: Sequence[LabRow]) -> list[tuple[int, LabRow]]:
    tests = list(dict.fromkeys(row.test for row in rows))
    return sorted(
        enumerate(rows),
        key=lambda one: (one[1].order, tests.index(one[1].test), one[1].taken_on),
    )


def _periods(rows: Sequence[PeriodRow], letters: int) -> list[dict[str, Any]]:
    ranked = sorted(enumerate(rows), key=lambda one: one[1].starts_on)
    return [_cells(row, letters) | {"rank": rank} for rank, row in ranked]


def _labs(rows: Sequence[LabRow], letters: int) -> list[dict[str, Any]]:
    return [
        _cells(row, letters) | {"rank": rank, "is_marked": MARK in row.flag}
        for rank, row in _ranked_by_test(rows)
    ]


def _cells(row: PeriodRow | LabRow, letters: int) -> dict[str, Any]:
    return {
        name: printable(value, letters)
        for name, value in asdict(row).items()
        if isinstance(value, str)
    }
