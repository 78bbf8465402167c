"""What is shown of the page where it has more than room."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.report_choices import MAX_QUESTION
from crampdiary.reports.fitting import BEST_CHART_IN, POINTS_PER_INCH, Heights, shown_in
from crampdiary.reports.rooms import STEPS, Step, Words

ROW = 10.0
WORDS = Words(cell=9, line=9, question=9)
STEP = Step(words=WORDS, periods=2, labs=2, listed=1, flags=1, chart_in=3.0)


def stack(rows: int) -> list[float]:
    """Return the heights of a table with a head as high as a row."""
    return [0.0] + [ROW * (shown + 1) for shown in range(1, rows + 1)]


def heights(room: float, **rows: int) -> Heights:
    """Return a page so high with so many rows, without questions and hours."""
    return Heights(
        room=room,
        width=500,
        fixed=100,
        words=20,
        flags=stack(rows.get("flags", 0)),
        periods=stack(rows.get("periods", 0)),
        labs=stack(rows.get("labs", 0)),
        listed=stack(rows.get("listed", 0)),
        hours=[0, 0],
        asked=[0, 0],
    )


def test_chart_takes_what_the_rows_leave_up_to_its_best() -> None:
    shown = shown_in(heights(100 + 3.52 * POINTS_PER_INCH), STEP, has_chart=True)
    assert shown is not None
    assert shown.chart_in == 3.5
    shown = shown_in(heights(2000), STEP, has_chart=True)
    assert shown is not None
    assert shown.chart_in == BEST_CHART_IN


def test_rows_have_precedence_over_a_chart_higher_than_its_least() -> None:
    room = 100 + 3 * POINTS_PER_INCH + 10 * ROW + 1
    shown = shown_in(heights(room, periods=20), STEP, has_chart=True)
    assert shown is not None
    assert (shown.periods, shown.chart_in) == (9, 3.0)


def test_step_without_room_for_its_least_is_none() -> None:
    room = 100 + 3 * POINTS_PER_INCH + 2 * ROW
    assert shown_in(heights(room, periods=2), STEP, has_chart=True) is None
    assert shown_in(heights(room, periods=1), STEP, has_chart=True) is None
    assert shown_in(heights(room + 2, periods=1), STEP, has_chart=True) is not None


def test_without_a_chart_its_words_take_room_instead() -> None:
    room = 100 + 20 + 2 * ROW + 1
    shown = shown_in(heights(room, periods=9), STEP, has_chart=False)
    assert shown is None
    shown = shown_in(heights(room + ROW, periods=9), STEP, has_chart=False)
    assert shown is not None
    assert (shown.periods, shown.chart_in) == (2, 0)


def test_what_stands_beside_the_lab_results_costs_nothing_up_to_their_height() -> None:
    room = 100 + 3 * POINTS_PER_INCH + 6 * ROW + 1
    shown = shown_in(heights(room, labs=5, listed=5), STEP, has_chart=True)
    assert shown is not None
    assert (shown.labs, shown.listed) == (5, 5)


def test_questions_take_the_whole_width_where_more_rows_have_room_then() -> None:
    room = 100 + 3 * POINTS_PER_INCH + 9 * ROW + 1
    told = heights(room, labs=2, listed=5)
    beside = shown_in(replace(told, asked=[30, 30]), STEP, has_chart=True)
    below = shown_in(replace(told, asked=[80, 20]), STEP, has_chart=True)
    assert beside is not None
    assert below is not None
    assert (beside.is_asked_below, beside.listed) == (False, 5)
    assert (below.is_asked_below, below.listed) == (True, 5)


def test_red_flag_has_precedence_over_rows_that_cost_no_room() -> None:
    room = 100 + 3 * POINTS_PER_INCH + 11 * ROW + 1
    told = replace(heights(room, flags=5, labs=9), asked=[9 * ROW, 6 * ROW])
    shown = shown_in(told, replace(STEP, flags=1, labs=1), has_chart=True)
    assert shown is not None
    assert (shown.is_asked_below, shown.flags) == (True, 2)


def test_every_question_has_room_for_its_letters_in_all_but_the_narrowest_steps() -> None:
    letters = [step.words.question for step in STEPS]
    assert sum(count < MAX_QUESTION for count in letters) == 3


def test_chart_gives_way_before_words_and_words_before_rows() -> None:
    first, second, *_ = STEPS
    assert second.chart_in < first.chart_in
    assert (second.periods, second.labs, second.listed) == (
        first.periods,
        first.labs,
        first.listed,
    )
    least = [(step.periods, step.labs, step.listed, step.flags) for step in STEPS]
    assert least == sorted(least, reverse=True)
    letters = [(step.words.cell, step.words.line, step.words.question) for step in STEPS]
    assert letters == sorted(letters, reverse=True)


@given(
    st.floats(50, 900),
    st.integers(0, 16),
    st.integers(0, 30),
    st.integers(0, 10),
    st.integers(0, 6),
)
def test_what_is_shown_always_has_room_and_no_more_would(
    room: float, periods: int, labs: int, listed: int, flags: int
) -> None:
    told = heights(room, periods=periods, labs=labs, listed=listed, flags=flags)
    shown = shown_in(told, STEP, has_chart=True)
    if shown is None:
        return
    assert told.left(shown) >= shown.chart_in * POINTS_PER_INCH >= STEP.chart_in * POINTS_PER_INCH
    for name, most in (("periods", periods), ("labs", labs), ("listed", listed), ("flags", flags)):
        count = getattr(shown, name)
        assert min(most, getattr(STEP, name)) <= count <= most
        if count < most:
            more = replace(shown, **{name: count + 1})
            assert told.left(more) < STEP.chart_in * POINTS_PER_INCH
