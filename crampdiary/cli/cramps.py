"""`add cramp`, and editing one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import click

from crampdiary.cli.documents import record_document
from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import EnumChoice, Session, command, options
from crampdiary.cli.lines import one_line
from crampdiary.domain.choices import DurationBasis, Provenance, Relief, Side, Sign, Site
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_day, read_duration_s, read_local_time
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import cramp_at, cramp_without_time, log_cramps
from crampdiary.services.entries import change
from crampdiary.services.paper import MAX_COUNT

_OPTIONS = options(
    click.option("--at", metavar="TIME", help="When it began by the local clock."),
    click.option("--tz", "zone", metavar="ZONE", help="The zone of --at, if not the one here."),
    click.option(
        "--night", metavar="DATE", help="Only the night is known: the date of its evening."
    ),
    click.option("--duration", metavar="TIME", help="How long it lasted: 4m10s, 90s, 1h5m."),
    click.option("--pain", type=int, metavar="0-10", help="Pain from 0 to 10."),
    click.option("--side", type=EnumChoice(Side), help="Which leg."),
    click.option(
        "--site", "sites", type=EnumChoice(Site), multiple=True, help="Where; repeatable."
    ),
    click.option("--woke/--no-woke", "woke_me", default=None, help="Whether it woke you."),
    click.option(
        "--helped", type=EnumChoice(Relief), multiple=True, help="What helped; repeatable."
    ),
    click.option(
        "--sign", "signs", type=EnumChoice(Sign), multiple=True, help="What came along; repeatable."
    ),
    click.option("--medicine", "medicine_taken", metavar="TEXT", help="Medicine taken for it."),
    click.option("--note", metavar="TEXT", help="A note."),
    click.option(
        "--provenance",
        type=EnumChoice(Provenance),
        help="How it came in; by default next-morning for last night, recalled for earlier ones.",
    ),
)
_CLEARABLE: dict[str, tuple[str, object]] = {
    "duration": ("duration_s", None),
    "pain": ("pain", None),
    "side": ("side", None),
    "site": ("sites", frozenset()),
    "woke": ("woke_me", None),
    "helped": ("helped", frozenset()),
    "sign": ("signs", frozenset()),
    "medicine": ("medicine_taken", ""),
    "note": ("note", ""),
}
_TIMING = ("at", "zone", "night", "duration")


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record's fields that were given, apart from when it was."""
    fields = {
        name: frozenset(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if name not in _TIMING and value not in {None, ()}
    }
    if given["duration"] is not None:
        fields["duration_s"] = read_duration_s(given["duration"])
        fields["duration_basis"] = DurationBasis.TOLD
    return fields


def _cramp(diary: Diary, clock: Clock, given: Mapping[str, Any], **fields: Any) -> Cramp:
    if given["at"] is not None and given["night"] is not None:
        raise click.UsageError("Give --at or --night, not both: --at tells the night.")
    if given["at"] is not None:
        local = read_local_time(given["at"], "at")
        return cramp_at(diary, clock, local=local, zone=given["zone"], **fields)
    if given["zone"] is not None:
        raise click.UsageError("--tz goes with --at.")
    return cramp_without_time(clock, night=read_day(given["night"], "night"), **fields)


@command(
    "cramp",
    "crampdiary add cramp --at 2026-11-22T02:31 --tz Europe/Berlin"
    " --duration 4m10s --side left --site calf --pain 7",
    "crampdiary add cramp --night 2026-11-20 --count 3",
)
@_OPTIONS
@click.option("--count", type=int, default=1, help="With --night: so many of the same.")
def add_cramp(session: Session, count: int, **given: Any) -> None:
    """Add a cramp, with its time (--at) or only its night (--night)."""
    if given["at"] is None and given["night"] is None:
        raise click.UsageError("Give --at with the time, or --night where only the night is known.")
    if count != 1 and given["night"] is None:
        raise click.UsageError("--count goes with --night.")
    if not 1 <= count <= MAX_COUNT:
        raise InvalidValueError(
            field="count", problem="out_of_range", value=count, allowed=f"1 to {MAX_COUNT}"
        )
    fields = _fields(given)
    with session.writing() as diary:
        first = _cramp(diary, session.clock, given, **fields)
        cramps = [first, *(replace(first, id=uuid4()) for _ in range(count - 1))]
        log_cramps(diary, session.clock, *cramps)
    documents = [record_document(cramp) for cramp in cramps]
    session.say(
        documents[0] if count == 1 else documents,
        *(f"Added: {one_line(cramp)}" for cramp in cramps),
    )


@edit_command("cramp")
@_OPTIONS
@clear_option(_CLEARABLE)
def edit_cramp(editing: Editing[Cramp], cleared: dict[str, Any], **given: Any) -> None:
    """Change a cramp."""
    stored, clock = editing.record, editing.session.clock
    fields = _fields(given)
    if "duration_s" in fields:
        fields["is_open"] = False
    if "duration_s" in cleared:
        cleared["duration_basis"] = None
    wished = replace(stored, **(cleared | fields))
    if given["at"] is not None or given["night"] is not None:
        moved = _cramp(editing.diary, clock, given)
        wished = replace(
            wished,
            night=moved.night,
            start_utc=moved.start_utc,
            zone=moved.zone,
            offset_min=moved.offset_min,
        )
    elif given["zone"] is not None:
        raise click.UsageError("--tz goes with --at.")
    change(editing.diary, clock, stored, wished)
    editing.done(wished)
