"""A strip a treatment: what was planned, and what of it was taken, late, missed or extra."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path

from crampdiary.charts.adherence import (
    ADHERENCE,
    AdherenceData,
    adherence_chart,
    summary,
    table,
    too_little,
)
from crampdiary.charts.dose_bins import bin_words, days_per_bin, phase_doses
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle, contrast
from crampdiary.charts.treatment_lanes import Range
from crampdiary.domain.adherence import adherence_between
from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.records import Dose
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts
from tests.charts.diaries import FIRST, Treated, day, nights, treated
from tests.charts.odd_diaries import LONG_NAMES

DAILY = treated("Magnesium citrate", (day(2), day(21), "300", "mg", 1))


def told(treated_one: Treated, number: int, status: DoseStatus, count: int | None = None) -> Dose:
    return Dose(treatment_id=treated_one[0].id, day=day(number), status=status, count=count)


def of(
    *treatments: Treated,
    doses: Sequence[Dose] = (),
    length: int = 28,
    counts: Sequence[int | None] | None = None,
    today: date | None = None,
) -> AdherenceData:
    return AdherenceData(
        first=FIRST,
        last=day(length - 1),
        today=today or day(length),
        treatments=treatments,
        doses=doses,
        nights=nights([0] * length if counts is None else counts),
    )


def bars(figure: Figure, kind: str) -> list[tuple[float, float]]:
    """From and to of each bar of a kind in whole days, gaps between bars left out."""
    found = []
    for artist in drawn(figure, kind):
        path = artist.get_path() if not isinstance(artist, PolyCollection) else None  # type: ignore[attr-defined]  # a patch
        paths = artist.get_paths() if isinstance(artist, PolyCollection) else [path]
        for one in paths:
            assert isinstance(one, Path)
            for corners in one.to_polygons(closed_only=False):
                x = np.asarray(corners)[:, 0]
                found.append((float(np.floor(x.min())), float(np.ceil(x.max()))))
    return sorted(found)


def in_hex(colours: object) -> str:
    red, green, blue, _ = np.asarray(colours).reshape(-1, 4)[0]
    return to_hex((float(red), float(green), float(blue)))


def face(figure: Figure, kind: str) -> str:
    (artist,) = drawn(figure, kind)
    assert isinstance(artist, Patch | PolyCollection)
    return in_hex(artist.get_facecolor())


def test_planned_days_are_taken_unless_someone_said_otherwise() -> None:
    doses = [
        told(DAILY, 4, DoseStatus.MISSED),
        told(DAILY, 6, DoseStatus.LATE),
        told(DAILY, 8, DoseStatus.EXTRA),
    ]
    figure = adherence_chart(of(DAILY, doses=doses), SCREEN_DAY)
    assert bars(figure, "missed") == [(4, 5)]
    assert bars(figure, "late") == [(6, 7)]
    assert bars(figure, "taken") == [
        (number, number + 1) for number in range(2, 22) if number not in {4, 6}
    ]
    (extra,) = drawn(figure, "extra")
    assert isinstance(extra, Line2D)
    assert np.asarray(extra.get_xdata()).tolist() == [8.5]
    assert texts(figure, "strip-label") == ["300 mg daily: 95 % taken (19 of 20), 1 extra"]


@pytest.mark.parametrize("style", [SCREEN_DAY, PRINT, SCREEN_NIGHT])
@pytest.mark.parametrize("name", ["Vitamin D3", "Magnesium", *LONG_NAMES])
def test_late_and_missed_differ_in_grey_from_taken(style: ChartStyle, name: str) -> None:
    one = treated(name, (day(0), None, "300", "mg", 1))
    doses = [told(one, 3, DoseStatus.LATE), told(one, 5, DoseStatus.MISSED)]
    figure = adherence_chart(of(one, doses=doses), style)
    faces = [face(figure, kind) for kind in ("taken", "late", "missed")]
    assert faces[2] == style.background.lower()
    assert contrast(faces[0], faces[1]) >= 1.5
    assert contrast(faces[1], faces[2]) >= 2
    (span,) = drawn(figure, "spans")
    assert isinstance(span, LineCollection)
    assert contrast(in_hex(span.get_color()), style.background) >= 3


def test_nothing_is_drawn_before_a_start_or_for_days_to_come() -> None:
    going_on = treated("Magnesium", (day(5), None, "300", "mg", 1))
    figure = adherence_chart(of(going_on, today=day(10)), SCREEN_DAY)
    assert bars(figure, "taken") == [(number, number + 1) for number in range(5, 10)]
    (span,) = drawn(figure, "spans")
    assert isinstance(span, LineCollection)
    assert np.asarray(span.get_segments()[0])[:, 0].tolist() == [5, 28]


def test_nights_not_recorded_are_hatched_because_taken_is_assumed() -> None:
    counts = [*[0] * 10, *[None] * 4, *[0] * 14]
    figure = adherence_chart(of(DAILY, counts=counts), SCREEN_DAY)
    (stripes,) = drawn(figure, "not-recorded")
    assert isinstance(stripes, PolyCollection)
    assert stripes.get_hatch()
    assert bars(figure, "not-recorded") == [(number, number + 1) for number in range(10, 14)]
    said = " ".join(texts(figure, "note"))
    assert "hatched: night not recorded, taken is assumed" in said
    assert "24 of 28 nights recorded" in said


def test_only_what_is_there_to_be_seen_is_explained() -> None:
    said = " ".join(texts(adherence_chart(of(DAILY), SCREEN_DAY), "note"))
    for absent in ("missed", "late", "extra", "hatched", "as needed"):
        assert absent not in said


def test_as_needed_is_a_dot_for_each_day_on_which_it_was_taken() -> None:
    needed = treated("Quinine", (day(0), None, "200", "mg", None))
    doses = [told(needed, 3, DoseStatus.EXTRA, 2), told(needed, 9, DoseStatus.EXTRA)]
    figure = adherence_chart(of(needed, doses=doses), SCREEN_DAY)
    (dots,) = drawn(figure, "as-needed")
    assert isinstance(dots, Line2D)
    assert np.asarray(dots.get_xdata()).tolist() == [3.5, 9.5]
    assert texts(figure, "strip-label") == ["200 mg as needed: taken 3 times"]
    assert not drawn(figure, "taken")


@pytest.mark.parametrize(
    ("length", "words"), [(28, "a day"), (280, "a week"), (3_000, "4 weeks"), (12_000, "13 weeks")]
)
def test_bars_stand_for_more_days_before_they_get_too_thin(length: int, words: str) -> None:
    long = treated("Magnesium", (day(0), None, "300", "mg", 1))
    figure = adherence_chart(of(long, length=length), SCREEN_DAY, (8, None))
    assert texts(figure, "title") == [f"Planned doses taken, each bar {words}"]
    (taken,) = drawn(figure, "taken")
    width = taken.get_window_extent().width
    assert width / len(bars(figure, "taken")) >= 4


def test_the_fewest_days_a_bar_are_those_that_can_be_seen() -> None:
    assert [days_per_bin(px) for px in (4, 3.9, 0.5, 0.1, 0.02, 0.0001)] == [1, 7, 28, 91, 364, 364]
    assert [bin_words(days) for days in (1, 7, 28, 364)] == ["day", "week", "4 weeks", "52 weeks"]


def test_phases_that_overlap_stand_in_strips_apart() -> None:
    both = treated("K", (day(0), day(20), "5", "mg", 1), (day(10), None, "9", "mg", 1))
    figure = adherence_chart(of(both), SCREEN_DAY)
    assert texts(figure, "lane-name") == ["K", "K"]
    assert_every_text_has_its_room(figure)


def test_names_too_wide_to_stand_beside_stand_above() -> None:
    long = treated(LONG_NAMES[0], (day(0), None, "300", "mg", 1))
    figure = adherence_chart(of(long), SCREEN_DAY, (8, None))
    assert texts(figure, "lane-name") == [LONG_NAMES[0]]
    assert_every_text_has_its_room(figure)


def test_a_low_figure_leaves_out_the_shortest_and_says_how_many() -> None:
    many = [
        treated(f"Number {number:02}", (day(0), day(1 + number), "5", "mg", 1))
        for number in range(20)
    ]
    figure = adherence_chart(of(*many), SCREEN_DAY, (8, 4))
    shown = texts(figure, "lane-name")
    assert shown == [f"Number {number:02}" for number in range(20 - len(shown), 20)]
    assert f"{20 - len(shown)} more not drawn: too little room" in " ".join(texts(figure, "note"))


def test_nothing_taken_gives_a_friendly_sentence_instead_of_axes() -> None:
    later = treated("Magnesium", (day(90), None, "300", "mg", 1))
    assert not adherence_chart(of(later), SCREEN_DAY).axes
    assert too_little(of(later)) == summary(of(later))
    assert too_little(of()).startswith("Nothing was taken in this time.")


def test_summary_and_table_tell_each_phase_within_the_days_that_are_drawn() -> None:
    two = treated(
        "Vitamin D3", (day(-14), day(6), "50000", "IU", 7), (day(7), None, "2000", "IU", 1)
    )
    data = of(two, doses=[told(two, 8, DoseStatus.MISSED), told(two, -14, DoseStatus.MISSED)])
    assert summary(data) == (
        "Planned doses taken, 5 Jan 2026 to 1 Feb 2026, 28 of 28 nights recorded; Vitamin D3 "
        "50,000 IU weekly: 100 % taken (1 of 1); Vitamin D3 2,000 IU daily: 95 % taken (20 of 21)."
    )
    assert table(data).rows == (
        ("Vitamin D3", "50,000 IU weekly", day(0), day(6), 1, 1, 0, 0, 0, 1.0),
        ("Vitamin D3", "2,000 IU daily", day(7), day(27), 21, 20, 1, 0, 0, round(20 / 21, 4)),
    )


def test_the_command_line_knows_it_as_adherence() -> None:
    assert ADHERENCE.name == "adherence"


exceptions = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(-10, 400),
        st.sampled_from(DoseStatus),
        st.none() | st.integers(1, 3),
    ),
    max_size=30,
    unique_by=lambda one: one[:2],
)


@st.composite
def takings(draw: st.DrawFn) -> AdherenceData:
    length = draw(st.sampled_from([1, 10, 60, 400, 4_000]))
    treatments = []
    for name in draw(st.lists(st.sampled_from([*LONG_NAMES, "K", "Mg"]), max_size=6)):
        phases = []
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(-40, length + 5))
            end = draw(st.none() | st.integers(start, start + 500))
            every = draw(st.sampled_from([None, 1, 2, 7]))
            phases.append((day(start), None if end is None else day(end), "300", "mg", every))
        treatments.append(treated(name, *phases))
    return of(
        *treatments,
        doses=[
            told(treatments[which % len(treatments)], number, status, count)
            for which, number, status, count in draw(exceptions)
            if treatments
        ],
        length=length,
        counts=[None if number % 11 < 3 else 0 for number in range(length)],
        today=day(length - draw(st.integers(0, 3))),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    takings(),
    st.sampled_from([PRINT, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.floats(2.9, 19),
    st.none() | st.floats(2.5, 9),
)
def test_whatever_was_taken_no_text_collides_or_leaves_the_figure(
    data: AdherenceData, style: ChartStyle, width: float, height: float | None
) -> None:
    assert_every_text_has_its_room(adherence_chart(data, style, (width, height)))


@settings(max_examples=60, deadline=None)
@given(takings(), st.sampled_from([1, 7, 28]))
def test_bins_add_up_to_what_came_of_the_phase(data: AdherenceData, days: int) -> None:
    drawn_days = Range(first=data.first, last=data.last)
    for treatment, phases in data.treatments:
        doses = [dose for dose in data.doses if dose.treatment_id == treatment.id]
        for phase in filter(drawn_days.holds_part_of, phases):
            one = phase_doses(phase, doses, drawn_days, data.today, days)
            for name in ("planned", "taken", "missed", "late", "extra"):
                parts = sum(getattr(part.found, name) for part in one.bins)
                assert parts == getattr(one.found, name), name


@given(st.integers(1, 40), st.integers(1, 40))
def test_two_stretches_of_days_make_up_the_whole(first: int, second: int) -> None:
    (_, phases) = DAILY
    doses = [told(DAILY, number, list(DoseStatus)[number % 3]) for number in range(0, 30, 2)]
    middle, last = day(first), day(first + second)
    parts = [
        adherence_between(phases[0], doses, day(0), middle),
        adherence_between(phases[0], doses, middle + timedelta(days=1), last),
    ]
    whole = adherence_between(phases[0], doses, day(0), last)
    for name in ("planned", "taken", "missed", "late", "extra"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
