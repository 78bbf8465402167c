"""`edit`, `delete`, `undo` and `redo`."""

import re

import click

from crampdiary.cli.conditions import edit_condition
from crampdiary.cli.cramps import edit_cramp
from crampdiary.cli.documents import changes_document, record_document, treatment_document
from crampdiary.cli.editor import EDITING_KEY, Editing
from crampdiary.cli.frame import Session, command
from crampdiary.cli.labs import edit_lab
from crampdiary.cli.lines import one_line
from crampdiary.cli.nights import edit_night
from crampdiary.cli.own import edit_own
from crampdiary.cli.treatment_editing import edit_treatment
from crampdiary.domain.changes import Change
from crampdiary.domain.errors import NotFoundError
from crampdiary.domain.ids import night_id
from crampdiary.domain.notation import read_day
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Night, Record, Treatment
from crampdiary.services import entries, history

_EDITORS: dict[str, click.Command] = {
    "cramp": edit_cramp,
    "night": edit_night,
    "treatment": edit_treatment,
    "phase": edit_treatment,
    "lab": edit_lab,
    "condition": edit_condition,
    "own_entry": edit_own,
}


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def find_entry(diary: Diary, text: str) -> Record:
    """Return the entry with an id (its first letters will do), or the night of a date.

    A date has its dashes: the first letters of an id may be eight figures.
    """
    if _DATE.fullmatch(text.strip()) is None:
        return entries.find_by_id(diary, text)
    night = read_day(text, "night")
    stored = diary.find(Night, night_id(night))
    if stored is None:
        raise NotFoundError(kind="answer for the night", wanted=str(night))
    return stored


@command(
    "edit",
    "crampdiary edit 3fa9c1d2 --pain 6 --clear note",
    "crampdiary edit 2026-11-20 --fluids 1.5l",
    context_settings={"ignore_unknown_options": True},
    # `edit ID --help` is about that kind of entry; `edit --help` comes as an ID.
    add_help_option=False,
)
@click.argument("entry", metavar="ID")
@click.argument("given", metavar="[OPTIONS AS WITH add]...", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def edit(ctx: click.Context, session: Session, entry: str, given: tuple[str, ...]) -> None:
    """Change an entry: ID is as `list` shows it, or a date for a night.

    Takes the options that `add` has for that kind of entry, --name or --test for another name, and
    --clear FIELD to take back what a field says: `crampdiary edit ID --help` lists them.
    """
    if entry in ctx.help_option_names:
        click.echo(ctx.get_help())
        return
    if entry.startswith("-"):
        raise click.UsageError("Give the ID first, then what to change.")
    with session.reading() as diary:
        record = find_entry(diary, entry)
        ctx.meta[EDITING_KEY] = Editing(session=session, diary=diary, record=record)
        editor = _EDITORS[record.kind]
        with editor.make_context(f"edit {entry}", list(given), parent=ctx.parent) as inner:
            editor.invoke(inner)


@command("delete", "crampdiary delete 3fa9c1d2")
@click.argument("entry", metavar="ID")
def delete(session: Session, entry: str) -> None:
    """Delete an entry: ID is as `list` shows it, or a date for what was said about a night."""
    with session.reading() as diary:
        record = find_entry(diary, entry)
        phases = entries.phases_of(diary, record.id) if isinstance(record, Treatment) else []
        entries.delete(diary, session.clock, record)
    document = record_document(record)
    if isinstance(record, Treatment):
        document = treatment_document(record, phases)
    session.say(
        document,
        f"Deleted: {one_line(record)}",
        *(f"  {one_line(phase)}" for phase in phases),
        "To bring it back: crampdiary undo",
    )


@command("undo", "crampdiary undo")
def undo(session: Session) -> None:
    """Take back the latest change."""
    with session.reading() as diary:
        changes = history.undo(diary, session.clock)
    _tell(session, changes, "Taken back")


@command("redo", "crampdiary redo")
def redo(session: Session) -> None:
    """Do again what was taken back last."""
    with session.reading() as diary:
        changes = history.redo(diary, session.clock)
    _tell(session, changes, "Done again")


def _tell(session: Session, changes: tuple[Change, ...], verb: str) -> None:
    label = changes[0].label
    count = "one entry" if len(changes) == 1 else f"{len(changes)} entries"
    session.say(changes_document(label, changes), f"{verb}: {label} ({count}).")
