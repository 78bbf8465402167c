"""`add condition`, `list conditions`, and editing one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from crampdiary.cli.documents import Document, record_document
from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import Session, command, options, range_options
from crampdiary.cli.lines import clean, one_line, short_ids, table
from crampdiary.cli.ranges import read_range
from crampdiary.domain.catalogues.catalogue import Catalogue
from crampdiary.domain.catalogues.conditions import KnownCondition
from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.notation import read_day
from crampdiary.domain.records import Condition
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import add, change

_OPTIONS = options(
    click.option("--since", metavar="DATE", help="Since when."),
    click.option("--until", metavar="DATE", help="Until when, if it is over."),
    click.option("--note", metavar="TEXT", help="A note."),
)
_CLEARABLE: dict[str, tuple[str, object]] = {
    "since": ("since", None),
    "until": ("until", None),
    "note": ("note", ""),
}


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: given[name] for name in ("name", "note") if given[name] is not None}
    days = ("since", "until")
    return fields | {name: read_day(given[name], name) for name in days if given[name] is not None}


@command("condition", 'crampdiary add condition "Type 2 diabetes" --since 2019-04-01')
@click.argument("name")
@_OPTIONS
def add_condition(session: Session, **given: Any) -> None:
    """Add a condition by NAME, such as diabetes, nerve damage or pregnancy."""
    condition = Condition(**_fields(given))
    with session.writing() as diary:
        add(diary, session.clock, condition)
        known = catalogues_of(diary).conditions
    session.say(
        _document(condition, known),
        f"Added: {one_line(condition)}",
        *_hint(condition.name, known),
    )


def _document(condition: Condition, known: Catalogue[KnownCondition]) -> Document:
    """Return a condition, and what the catalogue takes it for."""
    found = known.find(condition.name)
    return record_document(condition) | {"taken_for": None if found is None else found.name}


def _hint(name: str, known: Catalogue[KnownCondition]) -> list[str]:
    """Return what a condition is taken for, or what it may have been meant for; only a hint."""
    found = known.find(name)
    if found is not None:
        return [] if found.name.casefold() == name.casefold() else [f"  Taken for: {found.name}"]
    alike = [it.name for it in known.offers(name, limit=3)]
    return [f"  Kept as typed. If you meant {' or '.join(alike)}: edit its name."] if alike else []


@edit_command("condition")
@click.option("--name", metavar="TEXT", help="Another name.")
@_OPTIONS
@clear_option(_CLEARABLE)
def edit_condition(editing: Editing[Condition], cleared: dict[str, Any], **given: Any) -> None:
    """Change a condition."""
    wished = replace(editing.record, **(cleared | _fields(given)))
    change(editing.diary, editing.session.clock, editing.record, wished)
    known = catalogues_of(editing.diary).conditions
    editing.done(wished, _document(wished, known))


@command("conditions", "crampdiary list conditions")
@range_options
def list_conditions(session: Session, first: str | None, last: str | None) -> None:
    """List conditions.

    With a range, those that touch it.
    """
    span = read_range(first, last)
    with session.reading() as diary:
        found = [
            item
            for item in diary.records(Condition)
            if (item.since or EARLIEST) <= (span.last or LATEST)
            and (item.until or LATEST) >= (span.first or EARLIEST)
        ]
        known = catalogues_of(diary).conditions
    ids = short_ids(found)
    heads = ("Id", "Condition", "Since", "Until", "Note")
    rows = [
        (
            ids[str(item.id)],
            clean(item.name),
            "" if item.since is None else item.since.isoformat(),
            "" if item.until is None else item.until.isoformat(),
            clean(item.note),
        )
        for item in found
    ]
    session.show([_document(item, known) for item in found], table(heads, rows))
