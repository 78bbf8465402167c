"""`list treatments` and `list doses`."""

from collections.abc import Iterator, Sequence
from datetime import date

from crampdiary.cli.documents import record_document
from crampdiary.cli.doses import dose_document, dose_line
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.lines import clean, phase_words, short_ids, table, wrapped
from crampdiary.cli.ranges import read_range
from crampdiary.cli.treatment_documents import notes_of, story_document
from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.records import Dose, Phase, Record
from crampdiary.domain.regimens import intakes_on
from crampdiary.services.entries import treatments
from crampdiary.services.story import Stage, Story, TakenPhase
from crampdiary.services.taking import Taking, taking

_TITLES = {Stage.TAKING: "Now taking", Stage.PLANNED: "Planned", Stage.ENDED: "Ended"}


@command("treatments", "crampdiary list treatments", "crampdiary list treatments --json")
@range_options
def list_treatments(session: Session, first: str | None, last: str | None) -> None:
    """List treatments with their periods.

    With a range, those that touch it. With each period: what it gives a day on average, and how
    much of what was planned was taken.
    """
    span = read_range(first, last)
    begin, end = span.first or EARLIEST, span.last or LATEST
    with session.reading() as diary:
        begun = [treatment.id for treatment, _ in treatments(diary)]
        seen = taking(diary, session.clock.now().wall_clock.date())
    found = [
        story
        for story in seen.stories
        if not (first or last) or any(_touches(phase, begin, end) for phase in story.phases)
    ]
    ordered = sorted(found, key=lambda story: begun.index(story.treatment.id))
    shown: list[Record] = [story.treatment for story in found]
    shown += [phase for story in found for phase in story.phases]
    lines = list(_lines(found, seen, short_ids(shown)))
    session.show([story_document(story, seen) for story in ordered], lines)


def _touches(phase: Phase, first: date, last: date) -> bool:
    return phase.start <= last and (phase.end is None or phase.end >= first)


def _lines(found: Sequence[Story], seen: Taking, ids: dict[str, str]) -> Iterator[str]:
    """Yield treatments by stage, each with its periods below it."""
    stage = None
    for story in found:
        if story.stage is not stage:
            yield from ([""] if stage is not None else [])
            stage = story.stage
            yield _TITLES[stage]
        treatment = story.treatment
        kind = ", ".join(filter(None, (treatment.type.value, *story.badges)))
        yield f"{ids[str(treatment.id)]}  {clean(treatment.name)}  ({kind})"
        for one in story.taken:
            yield from _phase_lines(one, ids)
        yield from _about(story, seen)


def _phase_lines(one: TakenPhase, ids: dict[str, str]) -> Iterator[str]:
    phase = one.phase
    yield f"{ids[str(phase.id)]}    {clean(phase_words(phase), 80)}"
    told = (("As", phase.form), ("Reason", phase.reason), ("Note", phase.note))
    about = [f"{word}: {clean(text, 70)}" for word, text in told if text]
    for line in (one.equivalent, one.taken_words, *about):
        if line:
            yield f"{'':12}{line}"


def _about(story: Story, seen: Taking) -> Iterator[str]:
    known, note = seen.known.get(story.treatment.id), clean(story.treatment.note, 80)
    if known is not None and known.counts_as.casefold() != story.treatment.name.casefold():
        yield f"{'':10}Counts as: {known.counts_as}"
    if note:
        yield f"{'':10}Note: {note}"
    for view in notes_of(story, seen):
        yield from wrapped(view.text, 10)
    hint = seen.hints.get(story.treatment.id)
    if hint:
        yield from wrapped(hint, 10)


@command("doses", "crampdiary list doses --from 2026-09-01")
@range_options
def list_doses(session: Session, first: str | None, last: str | None) -> None:
    """List doses that were otherwise than planned.

    Everything else that was planned counts as taken.
    """
    span = read_range(first, last)
    with session.reading() as diary:
        found = diary.records(Dose, first=span.first, last=span.last)
        by_id = {treatment.id: (treatment, phases) for treatment, phases in treatments(diary)}
    documents, rows = [], []
    for dose in found:
        treatment, phases = by_id[dose.treatment_id]
        planned = sum(intakes_on(phase, dose.day) for phase in phases)
        documents.append(record_document(dose) | dose_document(treatment, dose.day, dose, planned))
        rows.append((dose.day.isoformat(), clean(treatment.name), dose_line(dose, planned)))
    session.show(documents, table(("Day", "Treatment", "How"), rows))
