"""The page as the template reads it: cut to a room, with what was left out counted."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import MARK, DoctorPage, LabRow, PeriodRow
from crampdiary.reports.printable import clean, printable
from crampdiary.reports.rooms import Room

MOST_QUESTIONS = 3
_LEAST_IDENTITY_LETTERS = 80


def page_data(page: DoctorPage, room: Room, parts: Collection[ReportPart]) -> dict[str, Any]:
    """Return what the template prints in a room; `parts` follow the page."""

    def cells(row: PeriodRow | LabRow) -> dict[str, str]:
        return {
            name: printable(value, room.cell_letters)
            for name, value in asdict(row).items()
            if isinstance(value, str)
        }

    def lines(texts: Sequence[str], letters: int) -> list[str]:
        return [printable(text, letters) for text in texts]

    def more(rows: Sequence[object], shown: int, what: str, part: ReportPart) -> dict[str, str]:
        return {
            "words": more_words(len(rows) - shown, what),
            "part": part.value if part in parts else "",
        }

    periods = sorted(page.periods[: room.periods], key=lambda row: row.starts_on)
    labs = page.labs[: room.labs]
    adherence = ReportPart.ADHERENCE
    return {
        "visit": page.visit,
        "author": clean(page.author),
        "identity": printable(page.identity, max(room.cell_letters, _LEAST_IDENTITY_LETTERS)),
        "period": page.period,
        "coverage": page.coverage,
        "banner": page.banner,
        "figures": [asdict(figure) for figure in page.figures],
        "remark": page.remark,
        "chart_mm": room.chart_mm,
        "chart_alt": clean(page.chart_alt),
        "periods": [cells(row) for row in periods],
        "periods_remark": page.periods_remark,
        "labs": [cells(row) for row in by_test(labs)],
        "medicines": lines(page.medicines[: room.listed], room.line_letters),
        "conditions": lines(page.conditions[: room.listed], room.line_letters),
        "questions": lines(page.questions[:MOST_QUESTIONS], room.question_letters),
        "footer": page.footer,
        "labs_remark": page.labs_remark if any(MARK in row.flag for row in labs) else "",
        "more": {
            "periods": more(page.periods, room.periods, "period", adherence),
            "labs": more(page.labs, room.labs, "result", ReportPart.LABS),
            "medicines": more(page.medicines, room.listed, "medicine", adherence),
            "conditions": more(page.conditions, room.listed, "condition", adherence),
        },
    }


def more_words(count: int, what: str) -> str:
    """Return "8 more results", or nothing where all are shown."""
    if count <= 0:
        return ""
    return f"{count:,} more {what if count == 1 else what + 's'}"


def by_test(rows: Sequence[LabRow]) -> list[LabRow]:
    """Return rows with the results of one test together, oldest first."""
    tests = list(dict.fromkeys(row.test for row in rows))
    return sorted(rows, key=lambda row: (row.order, tests.index(row.test), row.taken_on))
