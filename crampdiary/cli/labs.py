"""`add lab`, and editing one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from crampdiary.cli.documents import record_document
from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import Session, command, options
from crampdiary.cli.lines import one_line
from crampdiary.domain.notation import Expected, read_day, read_number, read_quantity
from crampdiary.domain.records import LabResult
from crampdiary.services.entries import add, change

_OPTIONS = options(
    click.option("--low", metavar="NUMBER", help="The lower end of the lab's own range."),
    click.option("--high", metavar="NUMBER", help="The upper end of the lab's own range."),
    click.option("--laboratory", metavar="TEXT", help="Who measured it."),
    click.option("--note", metavar="TEXT", help="A note."),
)
_VALUE_HELP = 'As the lab wrote it: "14.2 ng/mL", "< 20 U/L".'
_CLEARABLE: dict[str, tuple[str, object]] = {
    "low": ("range_low", None),
    "high": ("range_high", None),
    "laboratory": ("laboratory", ""),
    "note": ("note", ""),
}


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if given["value"] is not None:
        comparator, value, unit = read_quantity(given["value"], "value", expected=Expected.MEASURED)
        fields |= {"comparator": comparator, "value": value, "unit": unit}
    if given["taken_on"] is not None:
        fields["taken_on"] = read_day(given["taken_on"], "on")
    for name in ("low", "high"):
        if given[name] is not None:
            fields[f"range_{name}"] = read_number(given[name], name, expected=Expected.MEASURED)
    names = ("test", "laboratory", "note")
    return fields | {name: given[name] for name in names if given.get(name) is not None}


@command(
    "lab",
    'crampdiary add lab "25-OH vitamin D" --value "14.2 ng/mL" --on 2026-01-21 --low 30 --high 100',
)
@click.argument("test")
@click.option("--value", metavar="AMOUNT", required=True, help=_VALUE_HELP)
@click.option("--on", "taken_on", metavar="DATE", required=True, help="The day it was taken.")
@_OPTIONS
def add_lab(session: Session, **given: Any) -> None:
    """Add the result of a lab TEST."""
    result = LabResult(**_fields(given))
    with session.writing() as diary:
        add(diary, session.clock, result)
    session.say(record_document(result), f"Added: {one_line(result)}")


@edit_command("lab")
@click.option("--test", metavar="TEXT", help="Another name of the test.")
@click.option("--value", metavar="AMOUNT", help=_VALUE_HELP)
@click.option("--on", "taken_on", metavar="DATE", help="The day it was taken.")
@_OPTIONS
@clear_option(_CLEARABLE)
def edit_lab(editing: Editing[LabResult], cleared: dict[str, Any], **given: Any) -> None:
    """Change a lab result."""
    fields = _fields(given)
    if fields.get("unit") == "":  # "14.3" corrects the number alone
        del fields["unit"]
    wished = replace(editing.record, **(cleared | fields))
    change(editing.diary, editing.session.clock, editing.record, wished)
    editing.done(wished)
