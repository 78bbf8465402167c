"""`add labs`: several results of one day, stored together or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from crampdiary.cli.frame import Session, command
from crampdiary.cli.lab_documents import added_lines, by_result, lab_document
from crampdiary.cli.lab_fields import about_options, asking, read_panel_item
from crampdiary.cli.lines import clean, one_line
from crampdiary.domain.catalogues.lab_tests import LabTests
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.lab_checks import check_result
from crampdiary.domain.notation import read_day
from crampdiary.domain.records import LabResult
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.labs import add_results, lab_rows
from crampdiary.services.words import sentence


@command(
    "labs",
    "crampdiary add labs --on 2026-01-21 --laboratory Unilab --fasting"
    ' "25-OH vitamin D=14.2 ng/mL [30 - 100]" "Magnesium=0.82 mmol/L [0.70 - 1.00]"',
)
@click.argument("results", metavar='"TEST=VALUE [RANGE]"...', nargs=-1, required=True)
@click.option("--on", "taken_on", metavar="DATE", required=True, help="The day they were taken.")
@about_options
def add_labs(
    session: Session, results: tuple[str, ...], taken_on: str, *, sure: bool, **given: Any
) -> None:
    """Add several lab results of one day.

    All of them are stored, or none where one cannot be.
    """
    shared = {name: value for name, value in given.items() if value is not None}
    shared["taken_on"] = read_day(taken_on, "on")
    with session.writing() as diary:
        tests = catalogues_of(diary).lab_tests
        wished = [_result(text, shared, tests) for text in results]
        with asking(wished, tests):
            confirmed = {result.id for result in wished} if sure else set()
            add_results(diary, session.clock, wished, confirmed=confirmed)
        found = by_result(lab_rows(diary))
    lines: list[str] = []
    for result in wished:
        lines += [f"Added: {one_line(result)}", *added_lines(*found[result.id], tests)]
    session.say([lab_document(*found[result.id]) for result in wished], *lines)


def _result(text: str, shared: dict[str, Any], tests: LabTests) -> LabResult:
    with _named(text):
        result = LabResult(**shared, **read_panel_item(text, tests))
        check_result(result, tests)
        return result


@contextmanager
def _named(text: str) -> Iterator[None]:
    """Say which of several results an error is about."""
    try:
        yield
    except InvalidValueError as error:
        name = clean(text.partition("=")[0])
        raise click.ClickException(f"{name}: {sentence(error)}") from error
