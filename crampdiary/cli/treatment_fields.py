"""What `add treatment` and `edit` of one share: options, and reading what was given."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import click

from crampdiary.cli.frame import EnumChoice, options
from crampdiary.domain.choices import DoseBasis, TreatmentKind, Weekday
from crampdiary.domain.dose_text import read_amount, take_basis
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.notation import read_day, read_quantity
from crampdiary.domain.records import Phase
from crampdiary.domain.regimen_text import read_regimen
from crampdiary.domain.regimens import DAYS_A_WEEK, check_no_overlap
from crampdiary.domain.rhythm_text import Rest, read_rhythm
from crampdiary.domain.units import read_unit

rhythm_options = options(
    click.option("--dose", metavar="AMOUNT", help='How much each time: "50000 IU", "300 mg".'),
    click.option("--every", metavar="RHYTHM", help="day, week, '3 days' or 'as needed'."),
    click.option("--times-a-day", type=int, metavar="NUMBER", help="How often on such a day."),
    click.option("--on", "weekday", type=EnumChoice(Weekday), help="The day of a weekly dose."),
    click.option("--bedtime/--no-bedtime", "at_bedtime", default=None, help="Taken at bedtime."),
    click.option("--from", "start", metavar="DATE", help="The first day; today if left out."),
    click.option("--to", "end", metavar="DATE", help="The last day; ongoing if left out."),
)
about_options = options(
    click.option("--form", metavar="TEXT", help="Tablet, capsule, drops, ..."),
    click.option(
        "--elemental/--salt",
        "elemental",
        default=None,
        help="Whether the mg on the label are the element, or the whole salt.",
    ),
    click.option("--prescribed/--own-choice", default=None, help="Whether a doctor prescribed it."),
    click.option("--reason", metavar="TEXT", help="Why this dose."),
    click.option("--phase-note", metavar="TEXT", help="A note about this period."),
    click.option("--medicine/--supplement", default=None, help="What it is."),
    click.option(
        "--counts-as",
        metavar="SUBSTANCE",
        help="What it is, where its name does not say so; 'nothing' for none that is known.",
    ),
    click.option(
        "--contains",
        metavar="AMOUNT",
        multiple=True,
        help='What one tablet (or whatever the dose counts) has: "vitamin D 400 IU"; repeatable.',
    ),
    click.option("--note", metavar="TEXT", help="A note."),
    click.option("--beside", is_flag=True, help="It is taken beside another of the same."),
    click.option("--sure", is_flag=True, help="It begins more than a year from now."),
)
# What a regimen in words says itself.
_SAID_BY_REGIMEN = ("dose", "every", "times_a_day", "weekday", "at_bedtime", "end")
_TEXTS = {"form": "form", "reason": "reason", "phase_note": "note"}


def phase_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a phase that were given by options."""
    fields: dict[str, Any] = {}
    if given["dose"] is not None:
        fields |= _dose_fields(given["dose"])
    if given["every"] is not None:
        fields |= asdict(read_rhythm(given["every"]))
    elif given["weekday"] is not None:
        fields["every_days"] = DAYS_A_WEEK
    for name in ("times_a_day", "weekday", "at_bedtime"):
        if given[name] is not None:
            fields[name] = given[name]
    if given["start"] is not None:
        fields["start"] = read_day(given["start"], "from")
    if given["end"] is not None:
        fields["end"] = read_day(given["end"], "to")
    return fields | _about_fields(given)


def _about_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field: given[name] for name, field in _TEXTS.items() if given[name] is not None}
    if given["prescribed"] is not None:
        fields["prescribed"] = given["prescribed"]
    if given["elemental"] is not None:
        fields["basis"] = DoseBasis.ELEMENTAL if given["elemental"] else DoseBasis.SALT
    return fields


def _dose_fields(text: str) -> dict[str, Any]:
    """Return amount, unit, and form and basis where the text says them: "300 mg elemental"."""
    rest = Rest(text)
    basis = take_basis(rest)
    amount = None
    try:
        amount = read_amount(rest.left, "dose")
    except InvalidValueError as error:
        # People may dose in whatever they count, also where no table has it.
        if error.problem != "unknown_unit":
            raise
    if amount is None:
        fields = _counted_dose(rest.left or text)
    else:
        fields = {"dose": amount.dose * amount.count, "unit": amount.unit}
        fields |= {"form": amount.form} if amount.form else {}
    return fields if basis is None else fields | {"basis": basis}


def _counted_dose(text: str) -> dict[str, Decimal | str]:
    """Return amount and unit where the unit is a word of the person's own."""
    comparator, dose, unit = read_quantity(text, "dose")
    problem = "not_a_number" if comparator else "" if unit else "needs_a_unit"
    if read_unit(unit).is_known and not problem:
        # A unit of a dose would have been read before: this one is of concentrations and such.
        problem, text = "unit_of_other_kind", unit
    if problem:
        allowed = "an amount and its unit, such as 2,000 IU"
        raise InvalidValueError(field="dose", problem=problem, value=text, allowed=allowed)
    return {"dose": dose, "unit": unit}


def new_phases(given: Mapping[str, Any], treatment_id: UUID, today: date) -> list[Phase]:
    """Return the phases that the options say: one, or those of --regimen and of every --phase.

    Raises `InvalidValueError`, and `click.UsageError` where options speak of the same thing.
    """
    start = None if given["start"] is None else read_day(given["start"], "from")
    texts = [text for text in (given["regimen"], *given["phase"]) if text is not None]
    if not texts:
        return [Phase(treatment_id=treatment_id, **({"start": today} | phase_fields(given)))]
    if any(given[name] is not None for name in _SAID_BY_REGIMEN):
        raise click.UsageError("Dose, rhythm and last day stand in --regimen and --phase already.")
    phases: list[Phase] = []
    for text in texts:
        phases += read_regimen(text, treatment_id, today=today, start=start)
        ends = phases[-1].end
        start = None if ends is None else ends + ONE_DAY
    if len({phase.start for phase in phases}) < len(phases):
        # Of two that begin on one day nobody knows which is meant.
        check_no_overlap(phases)
    about = _about_fields(given)
    return [_with(phase, about) for phase in phases]


def _with(phase: Phase, about: Mapping[str, Any]) -> Phase:
    """Return a phase with what was said about all; what it says itself stays."""
    said = {name for name in about if getattr(phase, name) not in {None, ""}}
    return replace(phase, **{name: value for name, value in about.items() if name not in said})


def kind_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a treatment that were given and need no catalogue."""
    fields = {name: given[name] for name in ("name", "note") if given.get(name) is not None}
    if given["medicine"] is not None:
        medicine = given["medicine"]
        fields["type"] = TreatmentKind.MEDICINE if medicine else TreatmentKind.SUPPLEMENT
    return fields
