"""Editing a treatment, or one of its periods."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import click

from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.lines import clean, one_line
from crampdiary.cli.substances import check_beside, check_units, treatment_fields
from crampdiary.cli.treatment_documents import story_document
from crampdiary.cli.treatment_fields import about_options, phase_fields, rhythm_options
from crampdiary.cli.treatment_lines import phase_lines
from crampdiary.domain.changes import Change
from crampdiary.domain.errors import NotFoundError
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import phases_of
from crampdiary.services.taking import taking
from crampdiary.services.treatments import (
    same_substance_overlaps,
    save_treatment,
    stop_treatment,
)

_CLEARABLE: dict[str, tuple[str, object]] = {
    "dose": ("dose", None),
    "to": ("end", None),
    "on": ("weekday", None),
    "form": ("form", ""),
    "basis": ("basis", None),
    "prescribed": ("prescribed", None),
    "reason": ("reason", ""),
    "phase-note": ("phase_note", ""),
    "counts-as": ("substance", None),
    "contains": ("contents", ()),
    "note": ("note", ""),
}
_OF_TREATMENT = ("substance", "contents", "note")


@edit_command("treatment")
@click.option("--name", metavar="TEXT", help="Another name.")
@rhythm_options
@about_options
@clear_option(_CLEARABLE)
def edit_treatment(
    editing: Editing[Treatment | Phase], cleared: dict[str, Any], **given: Any
) -> None:
    """Change a treatment or one of its periods.

    --to for a treatment of several periods ends it: what would begin later goes.
    """
    diary, record = editing.diary, editing.record
    catalogues = catalogues_of(diary)
    treatment = _treatment_of(editing)
    of_treatment = {name: value for name, value in cleared.items() if name in _OF_TREATMENT}
    of_treatment |= treatment_fields(given, catalogues)
    of_phase = {name: value for name, value in cleared.items() if name not in _OF_TREATMENT}
    if "dose" in of_phase:
        of_phase["unit"] = ""
    if "phase_note" in of_phase:
        of_phase["note"] = of_phase.pop("phase_note")
    of_phase |= phase_fields(given)
    phases = phases_of(diary, treatment.id)
    wished = replace(treatment, **of_treatment)
    if of_phase.keys() == {"end"} and of_phase["end"] and _is_whole(record, phases):
        _stop(editing, wished, of_phase["end"])
        return
    edited = _edited(record, phases) if of_phase else None
    after = [
        replace(phase, **of_phase) if edited is not None and phase.id == edited.id else phase
        for phase in phases
    ]
    check_units(wished, after, catalogues)
    if not given["beside"]:
        check_beside(diary, wished, after, known=same_substance_overlaps(diary, treatment, phases))
    changes = save_treatment(diary, editing.session.clock, wished, after)
    _tell(editing, wished, after, changes)


def _treatment_of(editing: Editing[Treatment | Phase]) -> Treatment:
    record = editing.record
    if isinstance(record, Treatment):
        return record
    treatment = editing.diary.find(Treatment, record.treatment_id)
    if treatment is None:
        raise NotFoundError(kind="treatment", wanted=str(record.treatment_id))
    return treatment


def _is_whole(record: Treatment | Phase, phases: Sequence[Phase]) -> bool:
    return isinstance(record, Treatment) and len(phases) > 1


def _edited(record: Treatment | Phase, phases: Sequence[Phase]) -> Phase:
    """Return the period that the options are about."""
    if isinstance(record, Phase):
        return record
    if len(phases) != 1:
        raise click.UsageError(
            f"{clean(record.name)} has {len(phases)} periods; give the id of one of them "
            "(crampdiary list treatments shows them)."
        )
    return phases[0]


def _stop(editing: Editing[Treatment | Phase], treatment: Treatment, last_day: date) -> None:
    diary, clock = editing.diary, editing.session.clock
    if treatment != editing.record:
        raise click.UsageError("End it with --to alone, and change the rest by itself.")
    changes = stop_treatment(diary, clock, treatment, last_day)
    _tell(editing, treatment, phases_of(diary, treatment.id), changes)


def _tell(
    editing: Editing[Treatment | Phase],
    treatment: Treatment,
    after: Sequence[Phase],
    changes: Sequence[Change],
) -> None:
    seen = taking(editing.diary, editing.session.clock.now().wall_clock.date())
    story = next(it for it in seen.stories if it.treatment.id == treatment.id)
    own = [phase for phase in after if phase.id == editing.record.id]
    shown = own[0] if own else treatment
    lines: list[str] = []
    for one in story.taken:
        if not own or one.phase.id == shown.id:
            lines += [] if own else [f"  {one_line(one.phase)}"]
            lines += phase_lines(one)
    verb = "Changed" if changes else "Unchanged"
    editing.session.say(story_document(story, seen), f"{verb}: {one_line(shown)}", *lines)
