"""`list cramps` and `list nights`."""

from crampdiary.cli.documents import night_document, record_document
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.lines import (
    STATE_WORDS,
    clean,
    evening_words,
    lasted_words,
    short_ids,
    start_words,
    table,
)
from crampdiary.cli.ranges import read_range
from crampdiary.domain.phrases import place_words
from crampdiary.domain.records import Cramp
from crampdiary.services.browsing import night_views
from crampdiary.services.exporting import known_span


@command("cramps", "crampdiary list cramps --from 2026-11-01 --json")
@range_options
def list_cramps(session: Session, first: str | None, last: str | None) -> None:
    """List cramps by night and time."""
    span = read_range(first, last)
    with session.reading() as diary:
        found = diary.records(Cramp, first=span.first, last=span.last)
    ids = short_ids(found)
    heads = ("Id", "Night", "Start", "Lasted", "Pain", "Where", "How it came in", "Note")
    rows = [
        (
            ids[str(cramp.id)],
            cramp.night.isoformat(),
            start_words(cramp),
            lasted_words(cramp),
            "" if cramp.pain is None else str(cramp.pain),
            place_words(cramp),
            cramp.provenance.value.replace("_", " "),
            clean(cramp.note),
        )
        for cramp in found
    ]
    session.show([record_document(cramp) for cramp in found], table(heads, rows))


@command("nights", "crampdiary list nights --from 2026-11-01")
@range_options
def list_nights(session: Session, first: str | None, last: str | None) -> None:
    """List nights, those not recorded too.

    From the first that is known to the last.
    """
    span = read_range(first, last)
    with session.reading() as diary:
        known = known_span(diary)
        begin = span.first or (known[0] if known else None)
        end = span.last or (known[1] if known else None)
        views = night_views(diary, begin, end) if begin and end and begin <= end else []
    heads = ("Night", "State", "Cramps", "Evening before", "Disturbance", "Note")
    rows = [
        (
            view.night.isoformat(),
            STATE_WORDS[view.state],
            str(len(view.cramps)) if view.state.is_recorded else "",
            evening_words(view.record) if view.record else "",
            ""
            if view.record is None or view.record.sleep_disturbance is None
            else str(view.record.sleep_disturbance),
            clean(view.record.note) if view.record else "",
        )
        for view in views
    ]
    session.show([night_document(view) for view in views], table(heads, rows))
