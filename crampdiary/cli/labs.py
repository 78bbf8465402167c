"""`add lab`, and editing one."""

from dataclasses import replace
from typing import Any

import click

from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import Session, command
from crampdiary.cli.lab_documents import added_lines, by_result, lab_document
from crampdiary.cli.lab_fields import (
    VALUE_HELP,
    about_options,
    asking,
    lab_fields,
    range_of_lab_options,
)
from crampdiary.cli.lines import one_line
from crampdiary.domain.records import LabResult
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.labs import add_results, change_result, lab_rows

_CLEARABLE: dict[str, tuple[str, object]] = {
    "low": ("range_low", None),
    "high": ("range_high", None),
    "range": ("range_text", ""),
    "fasting": ("fasting", None),
    "laboratory": ("laboratory", ""),
    "note": ("note", ""),
}


@command(
    "lab",
    'crampdiary add lab "25-OH vitamin D" --value "14.2 ng/mL" --on 2026-01-21 --low 30 --high 100',
    'crampdiary add lab Magnesium --value "0.82 mmol/L" --on 2026-01-21 --range "0.70 - 1.00"'
    " --fasting",
    'crampdiary add lab CRP --value "< 5 mg/L" --on 2026-01-21 --range negative',
)
@click.argument("test")
@click.option("--value", metavar="AMOUNT", required=True, help=VALUE_HELP)
@click.option("--on", "taken_on", metavar="DATE", required=True, help="The day it was taken.")
@range_of_lab_options
@about_options
def add_lab(session: Session, *, sure: bool, **given: Any) -> None:
    """Add the result of a lab TEST.

    The value keeps its unit and digits. One that cannot be is refused; one that is unlikely, or in
    the diary already, is asked about, and kept with --sure. Several at once: crampdiary add labs.
    """
    with session.writing() as diary:
        tests = catalogues_of(diary).lab_tests
        result = LabResult(**lab_fields(given, tests, None))
        with asking([result], tests):
            add_results(diary, session.clock, [result], confirmed={result.id} if sure else ())
        row, reading = by_result(lab_rows(diary))[result.id]
    session.say(
        lab_document(row, reading),
        f"Added: {one_line(result)}",
        *added_lines(row, reading, tests),
    )


@edit_command("lab")
@click.option("--test", metavar="TEXT", help="Another name of the test.")
@click.option("--value", metavar="AMOUNT", help=VALUE_HELP)
@click.option("--on", "taken_on", metavar="DATE", help="The day it was taken.")
@range_of_lab_options
@about_options
@clear_option(_CLEARABLE)
def edit_lab(
    editing: Editing[LabResult], cleared: dict[str, Any], *, sure: bool, **given: Any
) -> None:
    """Change a lab result."""
    diary, stored = editing.diary, editing.record
    tests = catalogues_of(diary).lab_tests
    if "range_text" in cleared:
        cleared |= {"range_low": None, "range_high": None}
    wished = replace(stored, **(cleared | lab_fields(given, tests, stored)))
    with asking([wished], tests):
        change_result(diary, editing.session.clock, stored, wished, confirmed=sure)
    editing.done(wished, lab_document(*by_result(lab_rows(diary))[wished.id]))
