"""`now` and `stop`: logging a cramp while it goes."""

import click

from crampdiary.cli.documents import record_document
from crampdiary.cli.frame import Session, command
from crampdiary.cli.lines import lasted_words
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import cramp_now, stop_cramp
from crampdiary.services.entries import find_by_id


@command("now", "crampdiary now")
def now(session: Session) -> None:
    """Store that a cramp starts now."""
    with session.writing() as diary:
        cramp, changes = cramp_now(diary, session.clock)
    begun = "is stored" if changes else "is going already"
    session.say(
        record_document(cramp),
        f"A cramp that began at {_clock(cramp)} {begun}. When it stops: crampdiary stop",
    )


@command("stop", "crampdiary stop")
@click.argument("entry", metavar="[ID]", required=False)
def stop(session: Session, entry: str | None) -> None:
    """Store that the cramp has stopped (the latest that is going, or the one with ID)."""
    with session.reading() as diary:
        wanted = None if entry is None else find_by_id(diary, entry).id
        cramp, _ = stop_cramp(diary, session.clock, wanted)
    session.say(
        record_document(cramp),
        f"The cramp that began at {_clock(cramp)} has stopped"
        f" after {lasted_words(cramp) or 'a time that is not known'}.",
    )


def _clock(cramp: Cramp) -> str:
    return "" if cramp.start is None else f"{cramp.start.wall_clock:%H:%M}"
