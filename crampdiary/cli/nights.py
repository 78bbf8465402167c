"""`add night`, and editing one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from crampdiary.cli.documents import night_document
from crampdiary.cli.editor import Editing, clear_option, edit_command
from crampdiary.cli.frame import EnumChoice, Session, command, options
from crampdiary.cli.lines import night_line
from crampdiary.domain.choices import EveningTag, Provenance, Soreness
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightState
from crampdiary.domain.notation import read_day, read_fluids_ml
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Night
from crampdiary.services.nights import answer_night, night_view, tell_night
from crampdiary.services.paper import count_night
from crampdiary.services.preferences import preferences

_ANSWERS: dict[str, NightState] = {
    "none": NightState.WITHOUT_CRAMPS,
    "dont_remember": NightState.DONT_REMEMBER,
    "not_tracking": NightState.NOT_TRACKING,
}
_TAG_HELP = {
    EveningTag.LONG_SITTING: "long sitting or standing",
    EveningTag.HEAT: "heat, sweating",
    EveningTag.STRETCHED: "stretched before bed",
}


def _tag_option(tag: EveningTag) -> Any:  # noqa: ANN401 - click's decorators have no name
    word = tag.value.replace("_", "-")
    return click.option(
        f"--{word}/--no-{word}",
        f"tag_{tag.value}",
        default=None,
        help=f"The day before: {_TAG_HELP.get(tag, word.replace('-', ' '))}.",
    )


_OPTIONS = options(
    click.option("--none", is_flag=True, help="The night had no cramps."),
    click.option("--dont-remember", is_flag=True, help="You don't remember."),
    click.option("--not-tracking", is_flag=True, help="You were not keeping the diary then."),
    click.option("--fluids", metavar="AMOUNT", help="What you drank: 1250ml, 1.25l, 5 glasses."),
    *map(_tag_option, EveningTag),
    click.option("--ordinary", is_flag=True, help="Nothing was out of the ordinary."),
    click.option("--sleep-disturbance", type=int, metavar="0-10", help="From 0 to 10."),
    click.option("--soreness", type=EnumChoice(Soreness), help="Soreness in the morning."),
    click.option("--note", metavar="TEXT", help="A note."),
    click.option("--provenance", type=EnumChoice(Provenance), help="How it came in."),
)
_CLEARABLE: dict[str, tuple[str, object]] = {
    "answer": ("answer", None),
    "fluids": ("fluids_ml", None),
    "tags": ("tags", None),
    "sleep-disturbance": ("sleep_disturbance", None),
    "soreness": ("soreness", None),
    "note": ("note", ""),
}


def _answer(given: Mapping[str, Any]) -> NightState | None:
    chosen = [answer for name, answer in _ANSWERS.items() if given[name]]
    if len(chosen) + (given.get("cramps") is not None) > 1:
        raise click.UsageError("Give one of --none, --dont-remember, --not-tracking and --cramps.")
    return chosen[0] if chosen else None


def _evening(diary: Diary, night: date, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given about the evening; tags join those that the diary has."""
    names = ("sleep_disturbance", "soreness", "note", "provenance")
    told = {name: given[name] for name in names if given[name] is not None}
    if given["fluids"] is not None:
        told["fluids_ml"] = read_fluids_ml(given["fluids"], preferences(diary).glass_ml)
    chosen = {tag: given[f"tag_{tag.value}"] for tag in EveningTag}
    added = frozenset(tag for tag, value in chosen.items() if value)
    removed = frozenset(tag for tag, value in chosen.items() if value is False)
    if given["ordinary"]:
        if added:
            raise click.UsageError("--ordinary says that nothing of the kind happened.")
        told["tags"] = frozenset()
    elif added or removed:
        stored = diary.find(Night, night_id(night))
        before = stored.tags if stored is not None and stored.tags is not None else frozenset()
        told["tags"] = (before | added) - removed
    return told


def _tell(
    diary: Diary, clock: Clock, night: date, answer: NightState | None, told: dict[str, Any]
) -> None:
    """Store answer and evening in one batch; an answer must not gainsay cramps."""
    if answer is None:
        tell_night(diary, clock, night, **told)
    elif told and not night_view(diary, night).cramps:
        tell_night(diary, clock, night, answer=answer, **told)
    else:
        answer_night(diary, clock, night, answer)


@command(
    "night",
    "crampdiary add night 2026-11-20 --none --fluids 1250ml",
    "crampdiary add night 2026-11-19 --cramps 3",
)
@click.argument("night")
@click.option("--cramps", type=int, help="How many cramps the night had, without times.")
@_OPTIONS
def add_night(session: Session, night: str, cramps: int | None, **given: Any) -> None:
    """Answer for a NIGHT (the date of its evening), and tell about the day and evening before."""
    day = read_day(night, "night")
    answer = _answer({**given, "cramps": cramps})
    with session.writing() as diary:
        told = _evening(diary, day, given)
        if cramps is not None:
            count_night(diary, session.clock, day, cramps, **told)
        elif answer is None and not told:
            raise click.UsageError("Say how the night was: --none, --cramps N, or see --help.")
        else:
            _tell(diary, session.clock, day, answer, told)
        view = night_view(diary, day)
    session.say(night_document(view), night_line(view))


@edit_command("night")
@_OPTIONS
@clear_option(_CLEARABLE)
def edit_night(editing: Editing[Night], cleared: dict[str, Any], **given: Any) -> None:
    """Change what is said about a night."""
    diary, session, night = editing.diary, editing.session, editing.record.night
    told = cleared | _evening(diary, night, given)
    _tell(diary, session.clock, night, _answer(given), told)
    view = night_view(diary, night)
    session.say(night_document(view), f"Changed: {night_line(view)}")
