"""Every cramp of the period, a row each, by month; notes stand in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from crampdiary.charts.labels import plural
from crampdiary.domain.choices import EveningTag, Provenance, Relief, ReportPart, Sign, Soreness
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import (
    TAG_WORDS,
    day_words,
    fluids_words,
    length_words,
    place_words,
)
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night
from crampdiary.reports.page import Appendix, Block, Column, Grid, Section
from crampdiary.services.report.appendix.nights import NONE_RECORDED, counts_words
from crampdiary.services.report.page import NOTHING_RECORDED
from crampdiary.services.report.visit import Visit

TITLE = "All cramps"
HOW_TO_READ = (
    "Nights without cramps have a row only where something was noted of them. Times are by the "
    "clock of the place, and a night bears the date of its evening. Pain is 0 to 10. What was "
    "noted of a night stands with its first cramp."
)
UNKNOWN_ONE = "The night that is not recorded is unknown, not a night without cramps."
UNKNOWN = "The {count} nights that are not recorded are unknown, not nights without cramps."
LOGGED = (
    "Logged: live, when the cramp came; the morning after; later, from memory; or imported, from "
    "a file."
)
NO_TIME = "no time"
FORGOTTEN = "stop forgotten?"
STILL_GOING = "still going"
_LOGGED: dict[Provenance, str] = {
    Provenance.LIVE: "live",
    Provenance.NEXT_MORNING: "morning after",
    Provenance.RECALLED: "later",
    Provenance.IMPORTED: "imported",
}
_STATES: dict[NightState, str] = {
    NightState.WITHOUT_CRAMPS: "no cramps",
    NightState.DONT_REMEMBER: "not remembered",
    NightState.NOT_TRACKING: "not tracked",
    NightState.NOT_RECORDED: "not recorded",
}
_SORE: dict[Soreness, str] = {
    Soreness.NO: "not sore in the morning",
    Soreness.A_LITTLE: "a little sore in the morning",
    Soreness.A_LOT: "very sore in the morning",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_COLUMNS = (
    Column(title="Night"),
    Column(title="Time"),
    Column(title="Where", share=1),
    Column(title="Pain", is_number=True),
    Column(title="Lasted"),
    Column(title="Noted", share=2.6),
    Column(title="Logged"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    """The nights of one month, as far as the period has them, and the rows that they need."""

    nights: Sequence[NightCount]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def is_recorded(self) -> bool:
        return any(night.state.is_recorded for night in self.nights)

    @property
    def has_rows(self) -> bool:
        return bool(self.rows)

    @property
    def words(self) -> str:
        first = self.nights[0].night
        return f"{_MONTHS[first.month - 1]} {first.year}"


def cramps_appendix(diary: Diary, clock: Clock, visit: Visit) -> Appendix:
    """Return a table a month of all its cramps, and of what was noted of its nights."""
    del clock
    nights = diary.night_counts(visit.first, visit.last)
    cramps = {
        night: tuple(group)
        for night, group in groupby(
            diary.records(Cramp, first=visit.first, last=visit.last), key=lambda one: one.night
        )
    }
    told = {one.night: one for one in diary.records(Night, first=visit.first, last=visit.last)}
    if not cramps and not told:
        return Appendix(part=ReportPart.CRAMPS, title=TITLE, blocks=(NOTHING_RECORDED,))
    return Appendix(
        part=ReportPart.CRAMPS,
        title=TITLE,
        blocks=(
            _intro(nights, visit.first, visit.last),
            f"{HOW_TO_READ} {LOGGED}",
            *_blocks(nights, cramps, told),
        ),
    )


def _intro(nights: Sequence[NightCount], first: date, last: date) -> str:
    cramps = plural(sum(night.cramps for night in nights), "cramp")
    unknown = sum(night.state is NightState.NOT_RECORDED for night in nights)
    said = [f"{cramps}.", counts_words(nights, first, last)]
    if unknown:
        said.append((UNKNOWN_ONE if unknown == 1 else UNKNOWN).format(count=f"{unknown:,}"))
    return " ".join(said)


def _blocks(
    nights: Sequence[NightCount],
    cramps: Mapping[date, Sequence[Cramp]],
    told: Mapping[date, Night],
) -> Iterator[Block]:
    """Yield a heading with counts and the rows of each month; months without rows share one."""
    months = [
        _Month(nights=month, rows=[row for one in month for row in _rows(one, cramps, told)])
        for month in _by_month(nights)
    ]
    for (has_rows, is_recorded), group in groupby(
        months, key=lambda it: (it.has_rows, it.is_recorded)
    ):
        same = list(group)
        if has_rows:
            for month in same:
                yield Section(title=f"{month.words}: {_counts(month.nights)}")
                yield Grid(columns=_COLUMNS, rows=tuple(month.rows))
            continue
        yield Section(title=" to ".join(dict.fromkeys((same[0].words, same[-1].words))))
        quiet = [night for month in same for night in month.nights]
        yield f"{_counts(quiet)}." if is_recorded else NONE_RECORDED


def _by_month(nights: Sequence[NightCount]) -> Iterator[list[NightCount]]:
    for _, month in groupby(nights, key=lambda one: (one.night.year, one.night.month)):
        yield list(month)


def _counts(nights: Sequence[NightCount]) -> str:
    with_cramps = sum(night.state is NightState.WITH_CRAMPS for night in nights)
    unknown = sum(night.state is NightState.NOT_RECORDED for night in nights)
    recorded = plural(sum(night.state.is_recorded for night in nights), "recorded night")
    rest = f"; {unknown:,} not recorded" if unknown else ""
    if not with_cramps:
        return f"No cramps on {recorded}{rest}"
    cramps = plural(sum(night.cramps for night in nights), "cramp")
    return f"{cramps} on {with_cramps:,} of {recorded}{rest}"


def _rows(
    count: NightCount, cramps: Mapping[date, Sequence[Cramp]], told: Mapping[date, Night]
) -> Iterator[tuple[str, ...]]:
    night = count.night
    said = _night_words(told[night]) if night in told else ""
    for logged, group in groupby(sorted(cramps.get(night, ()), key=_bare), key=_bare):
        same = tuple(group)
        if logged and len(same) > 1:
            yield (_day(night), NO_TIME, plural(len(same), "cramp"), "", "", said, logged)
            said = ""
            continue
        for cramp in same:
            yield _row(cramp, said)
            said = ""
    if night not in cramps and _is_worth_a_row(told.get(night)):
        yield (_day(night), "", _STATES[count.state], "", "", said, "")


def _bare(cramp: Cramp) -> str:
    """Return how a cramp was logged of which nothing but the night is known, else nothing."""
    bare = Cramp(night=cramp.night, id=cramp.id, provenance=cramp.provenance)
    return _LOGGED[cramp.provenance] if cramp == bare else ""


def _is_worth_a_row(night: Night | None) -> bool:
    """Tell whether more was said than how the night and the evening before it were."""
    return night is not None and bool(night.note.strip())


def _row(cramp: Cramp, night_words: str) -> tuple[str, ...]:
    noted = " ".join(part for part in (_noted_words(cramp), night_words) if part)
    return (
        _day(cramp.night),
        cramp.start.wall_clock.strftime("%H:%M") if cramp.start else NO_TIME,
        place_words(cramp),
        "" if cramp.pain is None else str(cramp.pain),
        _lasted_words(cramp),
        noted,
        _LOGGED[cramp.provenance],
    )


def _lasted_words(cramp: Cramp) -> str:
    if cramp.is_open:
        return STILL_GOING
    return f"{length_words(cramp)}, {FORGOTTEN}" if cramp.is_long else length_words(cramp)


def _noted_words(cramp: Cramp) -> str:
    """Return what was noted of a cramp beside what has a column of its own, the note last."""
    said = []
    if cramp.woke_me is not None:
        said.append("woke up" if cramp.woke_me else "did not wake up")
    helped = [
        "something else" if relief is Relief.OTHER else relief.value
        for relief in Relief
        if relief in cramp.helped
    ]
    said += [f"helped: {', '.join(helped)}"] if helped else []
    said += [sign.value for sign in Sign if sign in cramp.signs]
    medicine = cramp.medicine_taken.strip()
    said += [f"took {medicine}"] if medicine else []
    return _sentences("; ".join(said), cramp.note)


def _night_words(night: Night) -> str:
    """Return what was said of a night and of the evening before it, the note last."""
    said = []
    if night.sleep_disturbance is not None:
        said.append(f"sleep disturbed {night.sleep_disturbance} of 10")
    said += [_SORE[night.soreness]] if night.soreness else []
    evening = [] if night.fluids_ml is None else [f"drank {fluids_words(night.fluids_ml)}"]
    evening += [TAG_WORDS[tag] for tag in EveningTag if tag in (night.tags or frozenset())]
    said += [f"day before: {', '.join(evening)}"] if evening else []
    return _sentences(f"night: {'; '.join(said)}" if said else "", night.note)


def _sentences(said: str, note: str) -> str:
    sentence = f"{said[:1].upper()}{said[1:]}." if said else ""
    return " ".join(part for part in (sentence, note.strip()) if part)


def _day(night: date) -> str:
    return day_words(night, year=True)
