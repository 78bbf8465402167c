"""`list`: what is in the diary, kind by kind."""

from collections.abc import Sequence
from datetime import date

import click

from crampdiary.cli.documents import night_document, record_document, treatment_document
from crampdiary.cli.frame import Session, command, diary_option, examples, range_options
from crampdiary.cli.lines import (
    STATE_WORDS,
    clean,
    evening_words,
    lasted_words,
    phase_words,
    short_ids,
    start_words,
    table,
)
from crampdiary.cli.ranges import read_range
from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.phrases import choice_words, place_words, range_words, value_words
from crampdiary.domain.records import (
    Condition,
    Cramp,
    LabResult,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.browsing import night_views
from crampdiary.services.entries import treatments
from crampdiary.services.exporting import known_span


@click.group("list", epilog=examples("crampdiary list cramps --from 2026-11-01"))
@diary_option
def list_entries() -> None:
    """List cramps, nights, treatments, lab results or conditions, with ids for edit and delete."""


def _show(session: Session, documents: list[dict[str, object]], lines: list[str]) -> None:
    session.say(documents, *(lines if documents else ["Nothing is recorded here yet."]))


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
    _show(session, [record_document(cramp) for cramp in found], table(heads, rows))


@command("nights", "crampdiary list nights --from 2026-11-01")
@range_options
def list_nights(session: Session, first: str | None, last: str | None) -> None:
    """List nights, those not recorded too, from the first that is known to the last."""
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
    _show(session, [night_document(view) for view in views], table(heads, rows))


@command("treatments", "crampdiary list treatments --json")
@range_options
def list_treatments(session: Session, first: str | None, last: str | None) -> None:
    """List treatments with their periods (those that touch the range, if one is given)."""
    span = read_range(first, last)
    begin, end = span.first or EARLIEST, span.last or LATEST
    with session.reading() as diary:
        found = [
            (treatment, phases)
            for treatment, phases in treatments(diary)
            if not (first or last) or any(_touches(phase, begin, end) for phase in phases)
        ]
    shown: list[Record] = [treatment for treatment, _ in found]
    shown += [phase for _, phases in found for phase in phases]
    ids = short_ids(shown)
    rows = []
    for treatment, phases in found:
        rows.append((ids[str(treatment.id)], clean(treatment.name), *_kind(treatment, phases)))
        rows += [
            (ids[str(phase.id)], f"  {clean(phase_words(phase), 80)}", "", "") for phase in phases
        ]
    heads = ("Id", "Treatment and its periods", "Kind", "Note")
    _show(session, [treatment_document(*pair) for pair in found], table(heads, rows))


def _kind(treatment: Treatment, phases: Sequence[Phase]) -> tuple[str, str]:
    whose = choice_words(phases)
    return f"{treatment.type.value}{whose and f', {whose}'}", clean(treatment.note)


def _touches(phase: Phase, first: date, last: date) -> bool:
    return phase.start <= last and (phase.end is None or phase.end >= first)


@command("labs", "crampdiary list labs --from 2026-01-01")
@range_options
def list_labs(session: Session, first: str | None, last: str | None) -> None:
    """List lab results by date."""
    span = read_range(first, last)
    with session.reading() as diary:
        found = diary.records(LabResult, first=span.first, last=span.last)
    ids = short_ids(found)
    heads = ("Id", "Date", "Test", "Value", "", "Lab's range", "Note")
    rows = [
        (
            ids[str(result.id)],
            result.taken_on.isoformat(),
            clean(result.test),
            clean(value_words(result)),
            result.flag,
            range_words(result),
            clean(result.note),
        )
        for result in found
    ]
    _show(session, [record_document(result) for result in found], table(heads, rows))


@command("conditions", "crampdiary list conditions")
@range_options
def list_conditions(session: Session, first: str | None, last: str | None) -> None:
    """List conditions (those that touch the range, if one is given)."""
    span = read_range(first, last)
    with session.reading() as diary:
        found = [
            item
            for item in diary.records(Condition)
            if (item.since or EARLIEST) <= (span.last or LATEST)
            and (item.until or LATEST) >= (span.first or EARLIEST)
        ]
    ids = short_ids(found)
    heads = ("Id", "Condition", "Since", "Until", "Note")
    rows = [
        (
            ids[str(item.id)],
            clean(item.name),
            "" if item.since is None else item.since.isoformat(),
            "" if item.until is None else item.until.isoformat(),
            clean(item.note),
        )
        for item in found
    ]
    _show(session, [record_document(item) for item in found], table(heads, rows))


for _command in (list_cramps, list_nights, list_treatments, list_labs, list_conditions):
    list_entries.add_command(_command)
