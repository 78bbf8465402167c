"""`add treatment`, and editing one or one of its periods."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import click

from crampdiary.cli.documents import treatment_document
from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import Session, command, options
from crampdiary.cli.lines import clean, one_line
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.errors import InvalidValueError, NotFoundError
from crampdiary.domain.notation import read_day, read_quantity
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.rhythm_text import read_rhythm
from crampdiary.services.entries import phases_of, treatment_named
from crampdiary.services.treatments import save_treatment

_OPTIONS = options(
    click.option("--dose", metavar="AMOUNT", help='How much each time: "50000 IU", "300 mg".'),
    click.option(
        "--every",
        metavar="RHYTHM",
        help="How often: day, week, 'twice a day', 'weekly on Sunday', 'as needed'.",
    ),
    click.option("--from", "start", metavar="DATE", help="The first day; today if left out."),
    click.option("--to", "end", metavar="DATE", help="The last day; ongoing if left out."),
    click.option("--medicine/--supplement", default=None, help="What it is."),
    click.option("--prescribed/--own-choice", default=None, help="Whether a doctor prescribed it."),
    click.option("--note", metavar="TEXT", help="A note."),
)
_CLEARABLE: dict[str, tuple[str, object]] = {
    "dose": ("dose", None),
    "to": ("end", None),
    "prescribed": ("prescribed", None),
    "note": ("note", ""),
}
_OF_PHASE = ("dose", "end", "prescribed")


def _phase_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if given["dose"] is not None:
        comparator, amount, unit = read_quantity(given["dose"], "dose")
        if comparator is not None:
            raise InvalidValueError(field="dose", problem="not_a_number", value=given["dose"])
        fields |= {"dose": amount, "unit": unit}
    if given["every"] is not None:
        fields |= asdict(read_rhythm(given["every"]))
    if given["start"] is not None:
        fields["start"] = read_day(given["start"], "from")
    if given["end"] is not None:
        fields["end"] = read_day(given["end"], "to")
    if given["prescribed"] is not None:
        fields["prescribed"] = given["prescribed"]
    return fields


def _treatment_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    names = ("name", "note")
    fields = {name: given[name] for name in names if given.get(name) is not None}
    if given["medicine"] is not None:
        medicine = given["medicine"]
        fields["type"] = TreatmentKind.MEDICINE if medicine else TreatmentKind.SUPPLEMENT
    return fields


@command(
    "treatment",
    'crampdiary add treatment "Vitamin D3" --dose "50000 IU" --every week'
    " --from 2026-03-16 --to 2026-05-10",
    'crampdiary add treatment "Vitamin D3" --dose "2000 IU" --from 2026-05-11',
)
@click.argument("name")
@_OPTIONS
def add_treatment(session: Session, name: str, **given: Any) -> None:
    """Add a treatment by NAME; where the diary has it already, another period of it."""
    fields = _phase_fields(given)
    fields.setdefault("start", session.clock.now().wall_clock.date())
    with session.writing() as diary:
        stored = treatment_named(diary, name) or Treatment(name=name.strip())
        treatment = replace(stored, **_treatment_fields(given))
        phase = Phase(treatment_id=treatment.id, **fields)
        phases = [*phases_of(diary, treatment.id), phase]
        save_treatment(diary, session.clock, treatment, phases)
    session.say(
        treatment_document(treatment, phases),
        f"Added: {one_line(treatment)}",
        f"  {one_line(phase)}",
    )


@edit_command("treatment")
@click.option("--name", metavar="TEXT", help="Another name.")
@_OPTIONS
@clear_option(_CLEARABLE)
def edit_treatment(
    editing: Editing[Treatment | Phase], cleared: dict[str, Any], **given: Any
) -> None:
    """Change a treatment or one of its periods."""
    diary, record = editing.diary, editing.record
    of_phase = {name: value for name, value in cleared.items() if name in _OF_PHASE}
    if "dose" in of_phase:
        of_phase["unit"] = ""
    of_phase |= _phase_fields(given)
    of_treatment = {name: value for name, value in cleared.items() if name not in _OF_PHASE}
    of_treatment |= _treatment_fields(given)
    if isinstance(record, Phase):
        treatment = diary.find(Treatment, record.treatment_id)
        if treatment is None:
            raise NotFoundError(kind="treatment", wanted=str(record.treatment_id))
        edited: Phase | None = record
    else:
        treatment, edited = record, None
    phases = phases_of(diary, treatment.id)
    if of_phase and edited is None:
        if len(phases) != 1:
            raise click.UsageError(
                f"{clean(treatment.name)} has {len(phases)} periods; give the id of one of them "
                "(crampdiary list treatments shows them)."
            )
        edited = phases[0]
    wished = replace(treatment, **of_treatment)
    after = [
        replace(phase, **of_phase) if edited is not None and phase.id == edited.id else phase
        for phase in phases
    ]
    save_treatment(diary, editing.session.clock, wished, after)
    shown = next(
        (phase for phase in after if isinstance(record, Phase) and phase.id == record.id), wished
    )
    lines = [f"  {one_line(phase)}" for phase in after]
    editing.session.say(
        treatment_document(wished, after),
        f"Changed: {one_line(shown)}",
        *(lines if shown == wished else ()),
    )
