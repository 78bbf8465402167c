"""`compare`: cramps while taking something against cramps without it."""

from dataclasses import replace

import click

from crampdiary.analysis.rate_ratio import Method
from crampdiary.cli.comparison_documents import comparison_document
from crampdiary.cli.frame import EnumChoice, Session, command, range_options
from crampdiary.cli.lines import clean, phase_words, wrapped
from crampdiary.cli.named import treatment_meant
from crampdiary.cli.ranges import read_range, recorded_span
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.comparisons import TreatmentComparison, compare_treatment
from crampdiary.services.courses import MOST_NIGHTS, Settings
from crampdiary.services.entries import phases_of

_NIGHTS = click.IntRange(0, MOST_NIGHTS)


@command(
    "compare",
    'crampdiary compare "Vitamin D3"',
    'crampdiary compare "Vitamin D3" --phase 1 --json',
    'crampdiary compare "Vitamin D3" --leave-out-before 0 --lag 0 --wash-out 0 --method blocks',
)
@click.argument("name")
@click.option(
    "--phase",
    "number",
    type=int,
    metavar="NUMBER",
    help="Which of its periods, counted from 1; the latest that can be compared if left out.",
)
@range_options
@click.option(
    "--leave-out-before",
    "leave_out_before",
    type=_NIGHTS,
    metavar="NIGHTS",
    default=Settings().leave_out_before,
    show_default=True,
    help="Nights before each start that do not count as before.",
)
@click.option(
    "--lag",
    type=_NIGHTS,
    metavar="NIGHTS",
    help="Nights after the start that do not count yet; vitamin D 28, others 7 if left out.",
)
@click.option(
    "--wash-out",
    "wash_out",
    type=_NIGHTS,
    metavar="NIGHTS",
    help="Nights after an end that do not count as without; vitamin D 28, others 7 if left out.",
)
@click.option(
    "--method",
    type=EnumChoice(Method),
    help="How the interval is made; what the diary allows if left out.",
)
def compare(
    session: Session,
    name: str,
    number: int | None,
    first: str | None,
    last: str | None,
    leave_out_before: int,
    lag: int | None,
    wash_out: int | None,
    method: Method | None,
) -> None:
    """Compare the nights while taking something with the nights without it.

    NAME is that of a treatment, or its id. Compared are cramps a week on recorded nights, where
    nothing else that is taken differs. The weeks before a start and after a start or an end are
    left out. It shows what went together, not what led to what.
    """
    span = read_range(first, last)
    settings = Settings(leave_out_before=leave_out_before, lag=lag, wash_out=wash_out)
    with session.reading() as diary:
        treatment = treatment_meant(diary, name)
        begin, end = recorded_span(diary, session.clock, span)
        found = compare_treatment(
            diary,
            session.clock,
            treatment,
            phase=None if number is None else _phase(diary, treatment, number),
            settings=settings,
            method=method,
            first=begin,
            last=end,
        )
    session.say(comparison_document(found), *_lines(found))


def _lines(found: TreatmentComparison) -> list[str]:
    name = clean(found.treatment.name)
    title = name
    if found.chosen is not None:
        # Phases on end with one dose are one course, compared from its first day on.
        course = replace(found.chosen.phase, start=found.chosen.course.start)
        title = f"{name}, {clean(phase_words(course), 80)}"
    main, *more = found.sentences
    lines = [title, "", *wrapped(main, 2), *([""] if more else [])]
    for text in more:
        first, *rest = wrapped(text, 4)
        lines += [f"  - {first.strip()}", *rest]
    return lines


def _phase(diary: Diary, treatment: Treatment, number: int) -> Phase:
    phases = sorted(phases_of(diary, treatment.id), key=lambda phase: phase.start)
    if not 1 <= number <= len(phases):
        told = [f"{at} ({clean(phase_words(it), 80)})" for at, it in enumerate(phases, start=1)]
        raise InvalidValueError(
            field="phase",
            problem="unknown_choice",
            value=number,
            allowed="; ".join(told) or "no number: it has no dates recorded",
        )
    return phases[number - 1]
