"""`add treatment`: one dose by options, or a whole regimen in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from crampdiary.cli.frame import Session, command
from crampdiary.cli.lines import clean, one_line
from crampdiary.cli.substances import (
    check_beside,
    check_units,
    treatment_fields,
    with_likely_kind,
)
from crampdiary.cli.treatment_documents import story_document
from crampdiary.cli.treatment_fields import about_options, new_phases, rhythm_options
from crampdiary.cli.treatment_lines import after_lines, closed_line
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimens import closing
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import phases_of, treatment_named
from crampdiary.services.taking import taking
from crampdiary.services.treatments import far_ahead, same_substance_overlaps, save_treatment


@command(
    "treatment",
    'crampdiary add treatment "Vitamin D3" --prescribed --from 2026-03-16'
    ' --regimen "50,000 IU weekly for 8 weeks, then 2,000 IU daily"',
    'crampdiary add treatment "Vitamin D3" --dose "2000 IU" --from 2026-05-11',
    'crampdiary add treatment Magnesium --phase "300 mg elemental at bedtime from 2026-06-01"',
    'crampdiary add treatment "Multivitamin" --dose "1 tablet" --contains "vitamin D 400 IU"',
)
@click.argument("name")
@click.option("--regimen", metavar="TEXT", help="All doses in words, with 'then' between them.")
@click.option("--phase", metavar="TEXT", multiple=True, help="One dose in words; repeatable.")
@rhythm_options
@about_options
def add_treatment(session: Session, name: str, **given: Any) -> None:
    """Add a treatment, or another dose of one.

    Where the diary has a treatment of that NAME already, this is another period of it. A new dose
    of what is still going on ends the dose before it the day before. --regimen and --phase say
    doses in words, with --from for the first day: "50,000 IU weekly for 8 weeks, then 2,000 IU
    daily", "1 tablet twice a day from 2026-06-01 to 2026-06-30".
    """
    today = session.clock.now().wall_clock.date()
    with session.writing() as diary:
        catalogues = catalogues_of(diary)
        stored = treatment_named(diary, name)
        fields = treatment_fields(given, catalogues)
        treatment = replace(stored or Treatment(name=name.strip()), **fields)
        if stored is None and "type" not in fields:
            treatment = with_likely_kind(treatment, catalogues)
        wished = new_phases(given, treatment.id, today)
        check_units(treatment, wished, catalogues)
        _check_start(wished, session, is_sure=given["sure"])
        before = phases_of(diary, treatment.id)
        if not given["beside"]:
            known = same_substance_overlaps(diary, stored, before) if stored else ()
            check_beside(diary, treatment, wished, known=known)
        outcome = _opened(before, wished)
        label = "Change a dose" if outcome.closed else None
        save_treatment(diary, session.clock, treatment, outcome.after, label=label)
        lines = after_lines(diary, treatment, wished, today)
        seen = taking(diary, today)
    story = next(it for it in seen.stories if it.treatment.id == treatment.id)
    session.say(
        story_document(story, seen),
        f"{'Added' if stored is None else 'Added to'}: {one_line(treatment)}",
        *outcome.lines,
        *lines,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """All phases of a treatment afterwards, and those that gave way to new ones."""

    after: Sequence[Phase]
    closed: Sequence[tuple[Phase, Phase | None]]

    @property
    def lines(self) -> list[str]:
        """Say which doses ended or were replaced."""
        return [closed_line(before, now) for before, now in self.closed]


def _opened(before: Sequence[Phase], wished: Sequence[Phase]) -> _Outcome:
    """Let phases begin one after the other; raises `InvalidValueError` where they share a day."""
    after: Sequence[Phase] = before
    for phase in sorted(wished, key=lambda it: it.start):
        after = closing(after, phase)
    now = {phase.id: phase for phase in after}
    closed = [(phase, now.get(phase.id)) for phase in before if now.get(phase.id) != phase]
    return _Outcome(after=after, closed=closed)


def _check_start(wished: Sequence[Phase], session: Session, *, is_sure: bool) -> None:
    late = far_ahead(wished, session.clock.now().wall_clock.date())
    if late is not None and not is_sure:
        raise click.ClickException(
            f"{clean(str(late.start))} is more than a year from now. Is the year right? "
            "Add --sure to keep it. Nothing was changed."
        )
