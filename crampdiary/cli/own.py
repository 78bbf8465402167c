"""`add own`, `list own`, and editing one: what a person adds to the catalogues."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from crampdiary.cli.documents import record_document
from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import (
    EnumChoice,
    Session,
    command,
    diary_option,
    examples,
    options,
)
from crampdiary.cli.lines import clean, one_line, short_ids, table
from crampdiary.domain.choices import CatalogueKind, Nutrient
from crampdiary.domain.notation import Expected, read_number
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services.own_entries import details_words, own_entries, save_own_entry, share_of

_NUMBERS = {"factor": "factor", "low": "low", "high": "high", "below": "low", "above": "high"}
_TEXTS = ("name", "also_called", "unit", "other_unit", "note")
_called = click.option("--also-called", metavar="NAMES", help="Other names, between commas.")
_note = click.option("--note", metavar="TEXT", help="A note.")
_unit = click.option("--unit", metavar="UNIT", help="The unit it is told in.")
_test_options = options(
    _unit,
    click.option("--other-unit", metavar="UNIT", help="Another unit that laboratories use."),
    click.option("--factor", metavar="NUMBER", help="How many of the other unit one unit is."),
    click.option("--low", metavar="NUMBER", help="Where typical values begin."),
    click.option("--high", metavar="NUMBER", help="Where typical values end."),
)
_supplement_options = options(
    click.option("--counts-for", "nutrient", type=EnumChoice(Nutrient), help="What is in it."),
    click.option("--share", metavar="PERCENT", help="How much of its weight that is: 16."),
)
_flag_options = options(
    click.option("--below", metavar="NUMBER", help="Say it for lower values."),
    click.option("--above", metavar="NUMBER", help="Say it for higher values."),
)


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: given[name] for name in _TEXTS if given.get(name) is not None}
    for name, field in _NUMBERS.items():
        if given.get(name) is not None:
            fields[field] = read_number(given[name], name, expected=Expected.MEASURED)
    if given.get("share") is not None:
        percent = given["share"].strip().removesuffix("%").strip()
        fields["factor"] = share_of(read_number(percent, "share", expected=Expected.MEASURED))
    if given.get("nutrient") is not None:
        fields["nutrient"] = given["nutrient"]
    return fields


@click.group(
    "own", epilog=examples("crampdiary add own test Ceruloplasmin --unit mg/dL --low 20 --high 60")
)
@diary_option
def add_own() -> None:
    """Add an entry of your own to the catalogues.

    A lab test, a supplement, a medicine, or a value to watch.
    """


@command(
    "test",
    "crampdiary add own test Ceruloplasmin --unit mg/dL --other-unit mg/L --factor 10"
    " --low 20 --high 60",
)
@click.argument("name")
@_test_options
@_called
@_note
def add_test(session: Session, **given: Any) -> None:
    """Add a lab test by NAME."""
    _add(session, CatalogueKind.TEST, given)


@command(
    "supplement",
    'crampdiary add own supplement "Magnesium taurate" --counts-for magnesium --share 8.9'
    " --unit mg",
)
@click.argument("name")
@_supplement_options
@_unit
@_called
@_note
def add_supplement(session: Session, **given: Any) -> None:
    """Add a supplement by NAME."""
    _add(session, CatalogueKind.SUPPLEMENT, given)


@command("medicine", 'crampdiary add own medicine Tolvaptan --note "My doctor watches sodium."')
@click.argument("name")
@_called
@click.option("--note", metavar="TEXT", help="What you know about it.")
def add_medicine(session: Session, **given: Any) -> None:
    """Add a medicine by NAME."""
    _add(session, CatalogueKind.MEDICINE, given)


@command(
    "flag",
    "crampdiary add own flag Potassium --above 5.5 --unit mmol/L"
    ' --note "My kidney doctor wants a call."',
)
@click.argument("name", metavar="TEST")
@_flag_options
@click.option("--unit", metavar="UNIT", required=True, help="The unit of the limits.")
@click.option("--note", metavar="TEXT", required=True, help="What to say then.")
def add_flag(session: Session, **given: Any) -> None:
    """Add a value to watch of a TEST."""
    _add(session, CatalogueKind.FLAG, given)


def _add(session: Session, catalogue: CatalogueKind, given: Mapping[str, Any]) -> None:
    entry = OwnEntry(catalogue=catalogue, **_fields(given))
    with session.writing() as diary:
        save_own_entry(diary, session.clock, None, entry)
    session.say(record_document(entry), f"Added: {one_line(entry)}", f"  {_details(entry)}")


for _command in (add_test, add_supplement, add_medicine, add_flag):
    add_own.add_command(_command)


@edit_command("own")
@click.option("--name", metavar="TEXT", help="Another name.")
@_test_options
@_supplement_options
@_flag_options
@_called
@_note
@clear_option(
    {
        "also-called": ("also_called", ""),
        "counts-for": ("nutrient", None),
        "unit": ("unit", ""),
        "other-unit": ("other_unit", ""),
        "factor": ("factor", None),
        "share": ("factor", None),
        **{name: (field, None) for name, field in _NUMBERS.items() if name != "factor"},
        "note": ("note", ""),
    }
)
def edit_own(editing: Editing[OwnEntry], cleared: dict[str, Any], **given: Any) -> None:
    """Change an own entry."""
    wished = replace(editing.record, **(cleared | _fields(given)))
    save_own_entry(editing.diary, editing.session.clock, editing.record, wished)
    editing.done(wished)


@command("own", "crampdiary list own")
def list_own(session: Session) -> None:
    """List what you added to the catalogues."""
    with session.reading() as diary:
        found = own_entries(diary)
    ids = short_ids(found)
    rows = [
        (ids[str(entry.id)], entry.catalogue.value, clean(entry.name), _details(entry))
        for entry in found
    ]
    lines = table(("Id", "Kind", "Name", "Details"), rows)
    session.show([record_document(entry) for entry in found], lines)


def _details(entry: OwnEntry) -> str:
    return clean(details_words(entry), 80)
