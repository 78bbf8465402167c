"""`now` and `stop`: logging a cramp while it goes; `night` shows the screen for it."""

from pathlib import Path

import click

from crampdiary.cli.documents import record_document
from crampdiary.cli.frame import DIARY_KEY, Session, command, diary_option, examples
from crampdiary.cli.lines import lasted_words
from crampdiary.cli.wiring import Wiring
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import cramp_now, stop_cramp
from crampdiary.services.entries import find_by_id


@command("now", "crampdiary now")
@click.option("--no-window", is_flag=True, help="Only store it.")
def now(session: Session, *, no_window: bool) -> None:
    """Store that a cramp starts now, then show the night screen.

    No window comes with --json, nor where there is no display. Give this command to a key, in your
    desktop's keyboard settings, to log a cramp from anywhere.
    """
    with session.writing() as diary:
        cramp, changes = cramp_now(diary, session.clock)
    begun = "is stored" if changes else "is going already"
    session.say(
        record_document(cramp),
        f"A cramp that began at {_clock(cramp)} {begun}. When it stops: crampdiary stop",
    )
    # Without changes it is the same press as before, which brings the screen up.
    if changes and not (no_window or session.as_json):
        session.wiring.show_night(session.path)


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


@click.command("night", epilog=examples("crampdiary night"))
@diary_option
@click.pass_context
def night(ctx: click.Context) -> None:
    """Open the window on the night screen; nothing is stored."""
    wiring = ctx.find_object(Wiring)
    assert wiring is not None  # noqa: S101 - app hands it over
    path: Path | None = ctx.meta.get(DIARY_KEY)
    ctx.exit(wiring.open_night(path))


def _clock(cramp: Cramp) -> str:
    return "" if cramp.start is None else f"{cramp.start.wall_clock:%H:%M}"
