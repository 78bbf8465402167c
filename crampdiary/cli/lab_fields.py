"""What `add lab`, `add labs` and `edit` of a lab result share: options, reading, the question."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import click

from crampdiary.cli.frame import options
from crampdiary.cli.lines import clean
from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.errors import AlreadyRecordedError, InvalidValueError, UnlikelyValueError
from crampdiary.domain.lab_checks import doubt_about
from crampdiary.domain.notation import Expected, read_day, read_number, read_quantity
from crampdiary.domain.records import LabResult
from crampdiary.services.lab_entry import read_printed_range
from crampdiary.services.words import sentence

VALUE_HELP = 'As the lab wrote it: "14.2 ng/mL", "< 20 U/L".'
about_options = options(
    click.option("--fasting/--not-fasting", default=None, help="Whether it was taken fasting."),
    click.option("--laboratory", metavar="TEXT", help="Who measured it."),
    click.option("--note", metavar="TEXT", help="A note."),
    click.option("--sure", is_flag=True, help="Keep a value that you were asked about."),
)
range_of_lab_options = options(
    click.option("--range", "printed", metavar="TEXT", help="The lab's own range as printed."),
    click.option("--low", metavar="NUMBER", help="The lower end of the lab's own range."),
    click.option("--high", metavar="NUMBER", help="The upper end of the lab's own range."),
)


def read_value(text: str, test: LabTest | None, unit: str = "") -> dict[str, Any]:
    """Return the fields of a value such as "< 0.41 mmol/L"; `unit` is meant where none is given.

    Where a number can be read in two ways and only one of them is possible for `test`, that one is
    meant; else raises `InvalidValueError`, as for what is no number.
    """

    def is_possible(number: Decimal, typed: str) -> bool:
        return test is None or test.is_possible(number, typed or unit)

    comparator, value, typed = read_quantity(
        text, "value", expected=Expected.MEASURED, is_possible=is_possible
    )
    return {"comparator": comparator, "value": value, "unit": typed or unit}


def range_fields(text: str, unit: str) -> dict[str, Any]:
    """Return the fields of a lab's own range as printed; `unit` is that of the value."""
    found = read_printed_range(text, unit)
    return {"range_low": found.low, "range_high": found.high, "range_text": found.text}


def lab_fields(
    given: Mapping[str, Any], tests: LabTests, stored: LabResult | None
) -> dict[str, Any]:
    """Return the fields of a lab result that were given; `stored` is the result that is edited."""
    fields = {
        name: given[name]
        for name in ("test", "fasting", "laboratory", "note")
        if given.get(name) is not None
    }
    name = fields.get("test") or (stored.test if stored else "")
    unit = stored.unit if stored else ""
    if given["value"] is not None:
        fields |= read_value(given["value"], tests.find(name), unit)
    if given["taken_on"] is not None:
        fields["taken_on"] = read_day(given["taken_on"], "on")
    return fields | _range_fields(given, fields.get("unit", unit))


def _range_fields(given: Mapping[str, Any], unit: str) -> dict[str, Any]:
    ends = {
        f"range_{name}": read_number(given[name], name, expected=Expected.MEASURED)
        for name in ("low", "high")
        if given[name] is not None
    }
    if given["printed"] is None:
        # Ends that are told anew take the place of a range that was kept as text.
        return ends | ({"range_text": ""} if ends else {})
    if ends:
        raise click.UsageError("Give --range, or --low and --high, not both.")
    return range_fields(given["printed"], unit)


@contextmanager
def asking(results: Sequence[LabResult], tests: LabTests) -> Iterator[None]:
    """Turn the question about unlikely or known values into what the command line answers with."""
    try:
        yield
    except UnlikelyValueError as error:
        doubts = [doubt_about(result, tests) for result in results]
        questions = [doubt.sentence for doubt in doubts if doubt is not None] or [error.question]
        keep = "Add --sure to keep it." if len(questions) == 1 else "Add --sure to keep them."
        raise click.ClickException(" ".join([*questions, keep, "Nothing was changed."])) from error
    except AlreadyRecordedError as error:
        again = "it" if len(error.positions) == 1 else "them"
        raise click.ClickException(f"{sentence(error)} Add --sure to add {again} again.") from error


def unknown_test_line(name: str, tests: LabTests) -> str:
    """Return what to say where a test is not known: how its value is kept, and what is alike."""
    alike = [test.name for test in tests.offers(name, limit=3)]
    hint = f" If you meant {' or '.join(alike)}: crampdiary edit ID --test NAME" if alike else ""
    return f"  This test is not known here, so its value is kept as typed and not checked.{hint}"


def read_panel_item(text: str, tests: LabTests) -> dict[str, Any]:
    """Return test, value and range of "Magnesium=0.82 mmol/L [0.70 - 1.00]".

    Raises `click.UsageError` where it is not of that form, `InvalidValueError` for its parts.
    """
    name, equals, rest = text.partition("=")
    if not (name.strip() and equals and rest.strip()):
        raise click.UsageError(f'"{clean(text)}" is not of the form "TEST=VALUE UNIT [RANGE]".')
    value, bracket, printed = rest.partition("[")
    if bracket and not printed.rstrip().endswith("]"):
        raise InvalidValueError(field="range", problem="unreadable", value=rest.strip())
    fields = {"test": name.strip()} | read_value(value.strip(), tests.find(name))
    if bracket:
        fields |= range_fields(printed.rstrip().removesuffix("]").strip(), fields["unit"])
    return fields
