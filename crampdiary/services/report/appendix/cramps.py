"""Every cramp of the period, a row each, by month; notes stand in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from crampdiary.charts.labels import plural
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import MONTHS
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night
from crampdiary.reports.page import Appendix, Block, Grid, Section
from crampdiary.services.report.appendix.cramp_rows import COLUMNS, rows_of_night
from crampdiary.services.report.appendix.nights import NONE_RECORDED, counts_words
from crampdiary.services.report.page import NOTHING_RECORDED
from crampdiary.services.report.visit import Visit

TITLE = "All cramps"
HOW_TO_READ = (
    "Nights without cramps have a row only where a note was written. Times are by the "
    "clock of the place, and a night bears the date of its evening. Pain is 0 to 10. What was "
    "noted of a night stands with its first cramp."
)
UNKNOWN_ONE = "The night that is not recorded is unknown, not a night without cramps."
UNKNOWN = "The {count} nights that are not recorded are unknown, not nights without cramps."
LOGGED = (
    "Logged: live, when the cramp came; the morning after; later, from memory; or imported, from "
    "a file."
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
        return f"{MONTHS[first.month - 1]} {first.year}"


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
        _Month(
            nights=month,
            rows=[
                row
                for one in month
                for row in rows_of_night(
                    one.night, one.state, cramps.get(one.night, ()), told.get(one.night)
                )
            ],
        )
        for month in _by_month(nights)
    ]
    for (has_rows, is_recorded), group in groupby(
        months, key=lambda it: (it.has_rows, it.is_recorded)
    ):
        same = list(group)
        if has_rows:
            for month in same:
                yield Section(title=f"{month.words}: {_counts(month.nights)}")
                yield Grid(columns=COLUMNS, rows=tuple(month.rows))
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
