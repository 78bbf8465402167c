"""All cramps: each cramp of the period has its place in one row, and each note is there in full."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import DurationBasis, Provenance, Relief, Side, Sign, Site, Soreness
from crampdiary.domain.nights import ONE_DAY, NightState, from_wall_clock
from crampdiary.domain.records import Cramp, Night
from crampdiary.reports.page import Block, Grid, Section
from crampdiary.services.report.appendix.cramps import cramps_appendix
from crampdiary.services.report.visit import Visit
from tests import strategies
from tests.fakes import MemoryDiary, StillClock

FIRST, LAST = date(2026, 9, 10), date(2026, 11, 20)
VISIT = Visit(first=FIRST, last=LAST, on=date(2026, 11, 24))
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
nights_near = st.integers(-20, 90).map(lambda number: FIRST + timedelta(days=number))


def blocks(diary: MemoryDiary, visit: Visit = VISIT) -> tuple[Block, ...]:
    return cramps_appendix(diary, CLOCK, visit).blocks


def rows(diary: MemoryDiary, visit: Visit = VISIT) -> list[tuple[str, ...]]:
    return [row for grid in blocks(diary, visit) if isinstance(grid, Grid) for row in grid.rows]


def texts(diary: MemoryDiary) -> list[str]:
    return [block for block in blocks(diary) if isinstance(block, str)]


def titles(diary: MemoryDiary, visit: Visit = VISIT) -> list[str]:
    return [block.title for block in blocks(diary, visit) if isinstance(block, Section)]


def timed(night: date, hour: float, **fields: object) -> Cramp:
    local = datetime.combine(night, datetime.min.time()) + timedelta(hours=hour)
    start = from_wall_clock(local, "Europe/Berlin")
    made = Cramp(night=night, start_utc=start.utc, zone=start.zone, offset_min=start.offset_min)
    return replace(made, **fields)  # type: ignore[arg-type] # any fields of a cramp


def counted(row: tuple[str, ...]) -> int:
    """Return how many cramps a row stands for."""
    if row[1] == "":
        return 0
    first, _, what = row[2].partition(" ")
    return int(first) if what == "cramps" else 1


@given(st.lists(st.tuples(strategies.cramps(), nights_near), max_size=25))
def test_every_cramp_of_the_period_has_one_row_in_its_night(
    made: list[tuple[Cramp, date]],
) -> None:
    cramps = [replace(cramp, night=night) for cramp, night in made]
    found: Counter[str] = Counter()
    for row in rows(MemoryDiary(cramps)):
        found[row[0]] += counted(row)
    expected = Counter(
        f"{cramp.night.day} {cramp.night:%b} {cramp.night.year}"
        for cramp in cramps
        if FIRST <= cramp.night <= LAST
    )
    assert found == expected


@given(st.data())
def test_every_note_stands_in_full_and_once(data: st.DataObject) -> None:
    cramps = [
        replace(data.draw(strategies.cramps()), night=night, note=f"cramp note {number}" * 40)
        for number, night in enumerate(data.draw(st.lists(nights_near, max_size=6)))
    ]
    nights = [
        replace(data.draw(strategies.nights), night=night, note=f"night note {number}" * 40)
        for number, night in enumerate(data.draw(st.lists(nights_near, max_size=6, unique=True)))
    ]
    noted = " ".join(row[5] for row in rows(MemoryDiary([*cramps, *nights])))
    told = [(one.night, one.note) for one in cramps] + [(one.night, one.note) for one in nights]
    for night, note in told:
        assert noted.count(note) == (FIRST <= night <= LAST)


def test_row_tells_all_that_was_noted_of_a_cramp() -> None:
    cramp = timed(
        FIRST,
        26.5,
        duration_s=250,
        pain=7,
        side=Side.LEFT,
        sites=frozenset({Site.CALF, Site.FOOT}),
        woke_me=True,
        helped=frozenset({Relief.STRETCHING, Relief.OTHER}),
        signs=frozenset({Sign.TINGLING}),
        medicine_taken="quinine",
        note="Stood on cold tiles.",
    )
    told = Night(
        night=FIRST,
        sleep_disturbance=6,
        soreness=Soreness.A_LITTLE,
        fluids_ml=1_250,
        note="Late to bed.",
    )
    assert rows(MemoryDiary([cramp, told])) == [
        (
            "10 Sep 2026",
            "02:30",
            "left calf, foot",
            "7",
            "4 min 10 s",
            (
                "Woke up; helped: stretching, something else; tingling; took quinine. Stood on "
                "cold tiles. Night: sleep disturbed 6 of 10; a little sore in the morning; day "
                "before: drank 1.25 L. Late to bed."
            ),
            "live",
        )
    ]


def test_what_was_noted_of_a_night_stands_with_its_first_cramp_only() -> None:
    diary = MemoryDiary(
        [timed(FIRST, 27), timed(FIRST, 22), Night(night=FIRST, sleep_disturbance=3)]
    )
    assert [(row[1], row[5]) for row in rows(diary)] == [
        ("22:00", "Night: sleep disturbed 3 of 10."),
        ("03:00", ""),
    ]


def test_notes_end_as_sentences_so_that_what_follows_is_told_apart() -> None:
    diary = MemoryDiary([timed(FIRST, 22, note="on the sofa"), Night(night=FIRST, note="Late")])
    assert rows(diary)[0][5] == "on the sofa. Night: Late."


def test_night_without_cramps_has_a_row_only_for_its_note() -> None:
    diary = MemoryDiary(
        [
            Night(night=FIRST, answer=NightState.WITHOUT_CRAMPS, note="Slept at my sister's."),
            Night(night=FIRST + ONE_DAY, answer=NightState.WITHOUT_CRAMPS, sleep_disturbance=2),
            Night(night=FIRST + 2 * ONE_DAY, answer=NightState.DONT_REMEMBER, note="Fever."),
        ]
    )
    assert [(row[0], row[2], row[5]) for row in rows(diary)] == [
        ("10 Sep 2026", "no cramps", "Night: Slept at my sister's."),
        ("12 Sep 2026", "not remembered", "Night: Fever."),
    ]


def test_cramps_of_which_only_the_night_is_known_share_a_row() -> None:
    bare = [Cramp(night=FIRST, provenance=Provenance.IMPORTED) for _ in range(3)]
    told = Cramp(night=FIRST, provenance=Provenance.IMPORTED, pain=2)
    found = rows(MemoryDiary([*bare, told]))
    assert sorted((row[1], row[2], row[3], row[6]) for row in found) == [
        ("no time", "", "2", "imported"),
        ("no time", "3 cramps", "", "imported"),
    ]


def test_how_a_cramp_was_logged_stands_in_its_row() -> None:
    made = [
        timed(FIRST + number * ONE_DAY, 26, provenance=how) for number, how in enumerate(Provenance)
    ]
    assert [row[6] for row in rows(MemoryDiary(made))] == [
        "live",
        "morning after",
        "later",
        "imported",
    ]


def test_duration_says_that_it_is_a_guess_or_its_stop_forgotten_or_still_going() -> None:
    made = [
        timed(FIRST, 22, duration_s=240, duration_basis=DurationBasis.ESTIMATED),
        timed(FIRST, 24, duration_s=7_200, duration_basis=DurationBasis.TIMED),
        timed(FIRST, 26, is_open=True),
    ]
    assert [row[4] for row in rows(MemoryDiary(made))] == [
        "about 4 min",
        "2 h, stop forgotten?",
        "still going",
    ]


def test_nights_that_are_not_recorded_are_counted_and_have_no_row() -> None:
    diary = MemoryDiary([timed(FIRST, 26), timed(date(2026, 11, 20), 26)])
    assert len(rows(diary)) == 2
    assert "The 70 nights that are not recorded are unknown, not nights without" in texts(diary)[0]
    assert titles(diary)[-1] == "November 2026: 1 cramp on 1 of 1 recorded night; 19 not recorded"


def test_months_without_any_record_share_a_heading() -> None:
    visit = replace(VISIT, first=date(2026, 1, 1))
    diary = MemoryDiary([timed(date(2026, 1, 5), 26), timed(date(2026, 11, 20), 26)])
    assert [title.partition(":")[0] for title in titles(diary, visit)] == [
        "January 2026",
        "February 2026 to October 2026",
        "November 2026",
    ]


def test_months_without_a_cramp_share_a_heading_and_their_nights_are_counted_together() -> None:
    diary = MemoryDiary(
        Night(night=FIRST + number * ONE_DAY, answer=NightState.WITHOUT_CRAMPS)
        for number in range(60)
    )
    assert blocks(diary)[2:] == (
        Section(title="September 2026 to November 2026"),
        "No cramps on 60 recorded nights; 12 not recorded.",
    )


def test_month_of_recorded_nights_without_cramps_says_so() -> None:
    diary = MemoryDiary(
        Night(night=date(2026, 10, day), answer=NightState.WITHOUT_CRAMPS) for day in range(1, 29)
    )
    assert "No cramps on 28 recorded nights; 3 not recorded." in texts(diary)


def test_empty_diary_says_so() -> None:
    assert blocks(MemoryDiary()) == ("Nothing was recorded in these nights.",)
