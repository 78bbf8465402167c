"""`now` and `stop`: logging a cramp while it goes; `night` shows the screen for it."""

from pathlib import Path

import click

from crampdiary.cli.documents import record_document
from crampdiary.cli.frame import DIARY_KEY, Session, command, diary_option, examples
from crampdiary.cli.lines import lasted_words
from crampdiary.cli.wiring import Wiring
from crampdiary.domain.changes import Change
from crampdiary.domain.errors import DiaryUnavailableError
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import cramp_now, stop_cramp
from crampdiary.services.entries import find_by_id

# Nobody sees what a command said that a key started; so it does not give up at once.
PATIENT_TRIES = 3


@command("now", "crampdiary now")
@click.option("--no-window", is_flag=True, help="Only store it.")
def now(session: Session, *, no_window: bool) -> None:
    """Store that a cramp starts now, then show the night screen.

    No window comes with --json, nor where there is no display. Give this command to a key, in your
    desktop's keyboard settings, to log a cramp from anywhere.
    """
    cramp, changes = _stored(session)
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


def _stored(session: Session) -> tuple[Cramp, tuple[Change, ...]]:
    """Store the press, also where a busy diary, or one being made at this moment, takes a while."""
    pressed, tries_left = session.clock.now(), PATIENT_TRIES
    while True:
        try:
            with session.writing() as diary:
                return cramp_now(diary, session.clock, pressed_at=pressed)
        except DiaryUnavailableError as error:
            tries_left -= 1
            if error.reason != "busy" or not tries_left:
                raise


def _clock(cramp: Cramp) -> str:
    return "" if cramp.start is None else f"{cramp.start.wall_clock:%H:%M}"
