"""Nights and cramps in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crampdiary.domain.choices import DoseStatus, EveningTag, Provenance, Relief, Side, Sign, Site
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.doses import ToldDose
from crampdiary.services.nights import NightView
from crampdiary.ui.diary.words import (
    count_words,
    cramp_lines,
    cramp_words,
    evening_title,
    evening_words,
    greeting,
    is_recalled,
    night_span_words,
    night_title,
    short_note,
    told_dose_words,
    what_words,
)

TODAY = date(2026, 11, 22)
NIGHT = date(2026, 11, 21)
LIVE = Cramp(
    night=NIGHT,
    start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    duration_s=250,
    pain=7,
    side=Side.LEFT,
    sites=frozenset({Site.CALF}),
    woke_me=True,
    helped=frozenset({Relief.STRETCHING}),
    signs=frozenset({Sign.TWITCHING}),
)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Hello"),
        (4, "Hello"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (18, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_the_greeting_follows_the_hour_and_never_says_good_night(hour: int, words: str) -> None:
    assert greeting(hour) == words


@pytest.mark.parametrize(
    ("night", "words"),
    [
        (date(2026, 11, 21), "The night from Saturday 21 to Sunday 22 November"),
        (date(2026, 10, 31), "The night from Saturday 31 October to Sunday 1 November"),
        (date(2025, 11, 21), "The night from Friday 21 to Saturday 22 November 2025"),
        (
            date(2025, 12, 31),
            "The night from Wednesday 31 December 2025 to Thursday 1 January 2026",
        ),
    ],
)
def test_a_night_is_named_by_both_its_days_with_what_differs(night: date, words: str) -> None:
    assert night_span_words(night, TODAY) == words


def test_only_the_night_that_ended_today_is_last_night() -> None:
    assert [night_title(date(2026, 11, day), TODAY) for day in (20, 21, 22)] == [
        "Night of Friday 20 November",
        "Last night",
        "Tonight",
    ]
    assert [evening_title(date(2026, 11, day), TODAY) for day in (20, 21, 22)] == [
        "Friday 20 November",
        "Yesterday",
        "Today",
    ]


def test_a_cramp_is_one_line_with_the_clock_where_it_was_logged() -> None:
    assert plain(cramp_words(LIVE)) == "02:31 left calf, 4 min 10 s, pain 7, twitching"
    assert what_words(LIVE) == "left calf, woke me, stretching, twitching"


def test_a_number_stays_on_the_line_of_its_unit() -> None:
    assert "4\u00a0min 10\u00a0s" in cramp_words(LIVE)


def test_cramps_of_which_only_the_night_is_known_share_a_line() -> None:
    bare = [Cramp(night=NIGHT, provenance=Provenance.IMPORTED) for _ in range(3)]
    lines = cramp_lines([*bare, LIVE])
    assert [plain(words) for words, _ in lines] == [
        "3 cramps, times not known",
        "02:31 left calf, 4 min 10 s, pain 7, twitching",
    ]
    assert [len(cramps) for _, cramps in lines] == [3, 1]


def test_a_cramp_with_details_but_no_time_keeps_its_own_line() -> None:
    cramps = [Cramp(night=NIGHT), Cramp(night=NIGHT, pain=4)]
    words = [plain(words) for words, _ in cramp_lines(cramps)]
    assert words == ["time not known", "time not known, pain 4"]


def test_the_evening_before_is_fluids_tags_doses_and_note() -> None:
    record = Night(
        night=NIGHT,
        fluids_ml=1250,
        tags=frozenset({EveningTag.TRAVEL, EveningTag.ALCOHOL}),
        note="long\ndrive",
    )
    view = NightView(night=NIGHT, state=NightState.NOT_RECORDED, record=record, cramps=())
    assert evening_words(view) == "1.25 L, alcohol, travel\nlong drive"
    assert evening_words(None) == ""
    doses = (
        ToldDose(name="Magnesium {citrate}", status=DoseStatus.MISSED),
        ToldDose(name="Quinine", status=DoseStatus.EXTRA),
        ToldDose(name="Zinc", status=DoseStatus.LATE),
    )
    words = "Magnesium {citrate} missed, extra Quinine, Zinc late"
    assert evening_words(replace(view, record=None, doses=doses)) == words


@pytest.mark.parametrize(
    ("status", "count", "planned", "words"),
    [
        (DoseStatus.MISSED, 1, 3, "Zinc 1 of 3 missed"),
        (DoseStatus.MISSED, None, 3, "Zinc missed"),
        (DoseStatus.MISSED, 3, 2, "Zinc missed"),  # less is planned by now
        (DoseStatus.LATE, 2, 3, "Zinc 2 of 3 late"),
        (DoseStatus.EXTRA, None, 3, "extra Zinc"),
        (DoseStatus.EXTRA, 2, 3, "2 extra doses of Zinc"),
        (DoseStatus.EXTRA, None, None, "Zinc taken once"),
        (DoseStatus.EXTRA, 2, None, "Zinc taken twice"),
        (DoseStatus.EXTRA, 5, None, "Zinc taken 5 times"),
    ],
)
def test_a_dose_is_told_with_how_many_it_is_about(
    status: DoseStatus, count: int | None, planned: int | None, words: str
) -> None:
    told = ToldDose(name="Zinc", status=status, count=count, planned=planned)
    assert told_dose_words(told) == words


def test_a_long_note_is_shortened_with_dots_and_a_short_one_is_not() -> None:
    assert short_note("x" * 240) == "x" * 240
    assert short_note("x" * 241) == "x" * 240 + "…"


def test_an_unknown_night_is_never_called_none() -> None:
    unknown = NightCount(night=NIGHT, state=NightState.NOT_RECORDED)
    assert count_words(unknown) == "not recorded"
    zero = NightCount(night=NIGHT, state=NightState.WITHOUT_CRAMPS)
    assert count_words(zero) == "no cramps"
    assert count_words(NightCount(night=NIGHT, state=NightState.WITH_CRAMPS, cramps=1)) == "1 cramp"


def test_only_an_answer_given_days_later_counts_as_recalled() -> None:
    def view(**fields: object) -> NightView:
        record = Night(night=NIGHT, provenance=Provenance.RECALLED, **fields)  # type: ignore[arg-type]  # any field
        return NightView(night=NIGHT, state=NightState.NOT_RECORDED, record=record, cramps=())

    assert is_recalled(view(answer=NightState.WITHOUT_CRAMPS))
    assert not is_recalled(view(fluids_ml=1000))
