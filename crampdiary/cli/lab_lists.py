"""`list labs`."""

from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.lab_documents import Shown, lab_document
from crampdiary.cli.lines import clean, short_ids, table, wrapped
from crampdiary.cli.ranges import read_range
from crampdiary.domain.phrases import range_words, value_words
from crampdiary.domain.records import LabResult
from crampdiary.services.labs import lab_rows, worth_a_call

_HEADS = ("Id", "Date", "Test", "Value", "", "Lab's range", "Commonly called", "Same as", "Note")


@command("labs", "crampdiary list labs --from 2026-01-01", "crampdiary list labs --json")
@range_options
def list_labs(session: Session, first: str | None, last: str | None) -> None:
    """List lab results by date.

    As the laboratory wrote them, with what is calculated marked as that. Low and high are against
    the lab's own range. "Commonly called" is about 25-OH vitamin D, and shown only where the lab's
    own range does not say otherwise.
    """
    span = read_range(first, last)
    with session.reading() as diary:
        rows = lab_rows(diary)
    shown = [
        (row, reading)
        for row in rows
        for reading in row.readings
        if (span.first is None or span.first <= reading.taken_on)
        and (span.last is None or reading.taken_on <= span.last)
    ]
    shown.sort(key=lambda pair: pair[1].taken_on)
    ids = short_ids(reading.result for _, reading in shown if reading.result is not None)
    calls = [
        f"{call.row.test} {call.reading.text} {call.row.unit} of {call.reading.taken_on}: "
        f"{call.flag.text}"
        for call in worth_a_call(rows)
        if any(call.reading is reading for _, reading in shown)
    ]
    lines = table(_HEADS, [_cells(pair, ids) for pair in shown], hides_empty=True)
    for call in calls:
        lines += ["", *wrapped(call)]
    session.show([lab_document(*pair) for pair in shown], lines)


def _cells(pair: Shown, ids: dict[str, str]) -> tuple[str, ...]:
    row, reading = pair
    result = reading.result
    if result is None:
        value = f"{reading.text} {row.unit}"
        return ("", reading.taken_on.isoformat(), row.test, value, "", "", "", "", "calculated")
    return (
        ids[str(result.id)],
        result.taken_on.isoformat(),
        clean(result.test),
        clean(value_words(result)),
        reading.flag,
        clean(range_words(result)),
        reading.band or "",
        _canonical(result, pair),
        clean(result.note),
    )


def _canonical(result: LabResult, pair: Shown) -> str:
    """Return the value in the conventional unit, where that is another number."""
    known = pair[1].canonical
    return "" if known is None or known.value == result.value else known.text
