from dataclasses import replace

import pytest

from crampdiary.analysis.rate_ratio import Method, RateRatio
from crampdiary.analysis.results import CircularShift, Comparison, Context, Flag, Side
from crampdiary.analysis.sentences.comparison import comparison_sentences
from crampdiary.analysis.sentences.details import comparison_details

RATIO = RateRatio(
    ratio=0.53,
    low=0.3,
    high=0.92,
    p_value=0.026,
    level=0.95,
    method=Method.BLOCKS,
    dispersion=1.5,
    degrees_of_freedom=24,
)
FOUND = Comparison(
    name="vitamin D",
    ratio=RATIO,
    baseline=Side(
        cramps=63,
        nights_recorded=90,
        nights=91,
        cramps_per_week=4.9,
        low=3.76,
        high=6.27,
        blocks=13,
    ),
    treatment=Side(
        cramps=31,
        nights_recorded=84,
        nights=91,
        cramps_per_week=2.583,
        low=1.76,
        high=3.67,
        blocks=13,
    ),
    flags=(Flag.SEASON_NOT_SEPARATED,),
    context=Context(lag=28),
)


def ratio(one: float | None, low: float, high: float | None) -> RateRatio:
    return replace(RATIO, ratio=one, low=low, high=high)


def main_sentence(found: RateRatio) -> str:
    return comparison_sentences(replace(FOUND, ratio=found))[0]


def ending(found: RateRatio) -> str:
    return main_sentence(found).partition("(31 cramps on 84 recorded nights). ")[2]


def told(found: Comparison) -> str:
    return "\n".join(comparison_sentences(found))


def test_the_main_sentence_tells_both_rates_the_change_and_what_fits() -> None:
    assert comparison_sentences(FOUND)[0] == (
        "Before: 4.9 a week (63 cramps on 90 recorded nights). While taking vitamin D (from week "
        "5): 2.6 a week (31 cramps on 84 recorded nights). That is 47 % fewer. Allowing for the "
        "ups and downs in this diary, anything from 8 % to 70 % fewer fits."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            ratio(0.77, 0.4, 1.5),
            "This diary is too short to tell: anything from 60 % fewer to 50 % more fits.",
        ),
        (
            ratio(1.3, 1.08, 1.56),
            (
                "That is 30 % more. Allowing for the ups and downs in this diary, anything from "
                "8 % to 56 % more fits."
            ),
        ),
        (
            ratio(3.3, 1.59, 7.5),
            (
                "That is 3.3 times as many. Allowing for the ups and downs in this diary, anything "
                "from 59 % more to 7.5 times as many fits."
            ),
        ),
        (
            ratio(1.3, 0.6, 2.8),
            "This diary is too short to tell: anything from 40 % fewer to 2.8 times as many fits.",
        ),
        (
            ratio(0.98, 0.85, 1.12),
            "That is about the same: anything from 15 % fewer to 12 % more fits.",
        ),
        (
            ratio(0, 0, 0.33),
            (
                "That is none at all. Allowing for the ups and downs in this diary, anything from "
                "67 % fewer to none at all fits."
            ),
        ),
        (
            ratio(0, 0, 1.5),
            "This diary is too short to tell: anything from none at all to 50 % more fits.",
        ),
        (
            ratio(None, 1.97, None),
            (
                "Without it there was none, so how many times as many cannot be told. Allowing for "
                "the ups and downs in this diary, anything from 97 % more upwards fits."
            ),
        ),
        (
            ratio(None, 0.6, None),
            "This diary is too short to tell: anything from 40 % fewer to any number more fits.",
        ),
        (
            ratio(1, 0.1, 10),
            "This diary is too short to tell: anything from 90 % fewer to 10 times as many fits.",
        ),
    ],
)
def test_more_fewer_and_about_the_same_are_each_told_as_such(found: RateRatio, words: str) -> None:
    assert ending(found) == words


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (Context(), "While taking vitamin D: 2.6 a week"),
        (Context(lag=7), "While taking vitamin D (from week 2): 2.6 a week"),
        (Context(lag=10), "While taking vitamin D (from night 11): 2.6 a week"),
    ],
)
def test_what_is_left_out_after_the_start_is_told(context: Context, words: str) -> None:
    assert words in comparison_sentences(replace(FOUND, context=context))[0]


def test_nights_after_stopping_make_it_without_instead_of_before() -> None:
    after = replace(FOUND, baseline_after=True)
    assert comparison_sentences(after)[0].startswith("Without: 4.9 a week")


def test_a_side_too_short_for_a_rate_tells_its_counts() -> None:
    side = replace(FOUND.baseline, cramps_per_week=None, cramps=1, nights_recorded=12)
    short = replace(FOUND, baseline=side, treatment=side)
    assert comparison_sentences(short)[0].startswith(
        "Before: 1 cramp on 12 recorded nights. While taking vitamin D: 1 cramp on 12 recorded"
    )
    late = replace(short, baseline_after=True)
    assert comparison_sentences(late)[0].startswith(
        "Without: 1 cramp on 12 recorded nights. While taking vitamin D: 1 cramp on 12 recorded"
    )


@pytest.mark.parametrize(
    ("context", "flags", "words"),
    [
        (Context(), (), "We left out the 4 weeks before you started, but this cannot be ruled out"),
        (Context(left_out_before=30), (), "We left out the 30 nights before you started, but"),
        (
            Context(left_out_before=14),
            (Flag.WEEKS_BEFORE_COUNTED,),
            "Only the 14 nights before you started were left out, so this may be what",
        ),
        (
            Context(left_out_before=0),
            (Flag.WEEKS_BEFORE_COUNTED,),
            "The weeks before you started are counted in, so this may be what the figures show.",
        ),
    ],
)
def test_a_fall_is_told_with_what_starting_at_the_worst_does(
    context: Context, flags: tuple[Flag, ...], words: str
) -> None:
    assert words in told(replace(FOUND, context=context, flags=flags))


def test_one_night_left_out_is_not_told_as_several() -> None:
    found = replace(FOUND, context=Context(left_out_before=1), flags=(Flag.WEEKS_BEFORE_COUNTED,))
    assert "Only the night before you started was left out, so this may be what" in told(found)


def test_a_rise_asks_nobody_to_stop_a_medicine() -> None:
    words = "do not stop or change a medicine on this alone: ask your doctor first."
    assert words in told(replace(FOUND, ratio=ratio(1.5, 1.1, 2.2)))
    assert words in told(replace(FOUND, ratio=ratio(None, 1.97, None)))
    assert words not in told(replace(FOUND, ratio=ratio(1.5, 0.8, 2.2)))
    assert words not in told(FOUND)


def test_ups_and_downs_are_allowed_for_only_where_weeks_told_them() -> None:
    alone = replace(RATIO, method=Method.EXACT, dispersion=None)
    assert ending(alone) == (
        "That is 47 % fewer. Allowing for chance alone, anything from 8 % to 70 % fewer fits."
    )
    assert "the ups and downs in this diary" in ending(replace(alone, dispersion=0.9))


def test_a_change_with_other_treatments_alike_is_told_as_that() -> None:
    found = replace(FOUND, flags=(Flag.OTHERS_HELD_EQUAL,))
    assert "With other treatments alike, that is 47 % fewer." in comparison_sentences(found)[0]


def test_a_fall_is_told_with_what_dummy_tablets_do_and_a_rise_is_not() -> None:
    fall = told(FOUND)
    assert "dummy tablets had about 28 to 36 % fewer cramps" in fall
    assert "A fall of that size says nothing about vitamin D." in fall
    rise = told(replace(FOUND, ratio=ratio(1.5, 1.1, 2.2)))
    assert "dummy tablets" not in rise
    assert "at their worst" not in rise


def test_one_person_is_told_as_one_person() -> None:
    assert comparison_sentences(FOUND)[-1].startswith("This is one person, not blinded")


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        (Flag.SEASON_NOT_SEPARATED, "With less than a year of records, the time of year and"),
        (Flag.SHORT, "One side has only 84 recorded nights. Below 56 on each side,"),
        (Flag.ASSUMES_INDEPENDENCE, "assumes that cramps come independently of one another."),
        (Flag.EFFECTIVE_COUNTS, "Weeks in this diary differ more than chance alone"),
        (Flag.METHOD_BELOW_MINIMUM, "This method was asked for, but needs at least 56 recorded"),
        (Flag.WEEKS_NOT_COUNTED, "Only weeks with at least 4 recorded nights are counted here."),
        (Flag.OTHERS_HELD_EQUAL, "Only nights with the same other treatments were compared"),
        (Flag.RECORDED_UNEQUALLY, "99 % of nights are recorded without vitamin D and 62 % with it"),
    ],
)
def test_each_flag_has_its_sentence_and_no_flag_none(flag: Flag, words: str) -> None:
    found = replace(FOUND, share_recorded_baseline=0.99, share_recorded_treatment=0.62)
    assert words in told(replace(found, flags=(flag,)))
    assert words not in told(replace(found, flags=()))


def test_a_year_of_records_too_thin_for_season_is_not_told_as_under_a_year() -> None:
    found = told(replace(FOUND, calendar_nights=365))
    assert "These records are too few to tell the time of year and vitamin D apart." in found
    assert "less than a year" not in found


SECOND_LINES = replace(
    FOUND,
    comparisons=3,
    adjusted=ratio(0.53, 0.28, 0.98),
    steady=ratio(0.45, 0.2, 0.9),
    with_weeks_before=ratio(0.4, 0.25, 0.7),
    season=ratio(0.61, 0.31, 0.96),
)


def test_second_lines_are_told_with_their_ranges() -> None:
    found = told(SECOND_LINES)
    assert "This is one of 3 comparisons of this diary" in found
    assert "Allowing for that, anything from 2 % to 72 % fewer fits." in found
    assert "From night 85 on alone, when levels are steady: 55 % fewer; anything from 10 %" in found
    assert "With the weeks just before the start counted in: 60 % fewer;" in found
    assert "Allowing for the time of year as well: 39 % fewer; anything from 4 % to 69 %" in found


def test_a_second_line_tells_no_change_where_its_own_range_holds_none() -> None:
    wide = ratio(0.61, 0.31, 1.2)
    found = told(replace(SECOND_LINES, steady=wide, with_weeks_before=wide, season=wide))
    assert "when levels are steady: anything from 69 % fewer to 20 % more fits." in found
    assert "counted in: anything from 69 % fewer to 20 % more fits." in found
    assert "time of year as well: anything from 69 % fewer to 20 % more fits." in found


@pytest.mark.parametrize(
    "first",
    [
        replace(SECOND_LINES, adjusted=ratio(0.53, 0.26, 1.08)),
        replace(SECOND_LINES, ratio=ratio(0.6, 0.3, 1.2), comparisons=1, adjusted=None),
        replace(SECOND_LINES, season=ratio(0.61, 0.31, 1.2)),
    ],
)
def test_a_second_line_tells_no_change_where_the_first_figure_holds_none(
    first: Comparison,
) -> None:
    found = told(first)
    assert (
        "when levels are steady: anything from 10 % to 80 % fewer fits. These are fewer nights of "
        "the same diary, so this counts for less than the first figure."
    ) in found
    assert "counted in: anything from 30 % to 75 % fewer fits." in found
    assert "time of year as well: anything from" in found


def test_second_lines_without_a_limit_tell_the_range_alone() -> None:
    open_ended = ratio(None, 0.6, None)
    found = told(replace(FOUND, steady=open_ended, with_weeks_before=open_ended))
    assert "when levels are steady: anything from 40 % fewer to any number more fits." in found
    assert "counted in: anything from 40 % fewer to any number more fits." in found


def test_a_difference_that_does_not_hold_among_several_is_taken_back_at_once() -> None:
    several = replace(FOUND, comparisons=4, adjusted=ratio(0.53, 0.26, 1.08))
    assert comparison_sentences(several)[0].endswith(
        "But this is one of 4 comparisons of this diary; allowing for that, no change fits as well."
    )
    holds = replace(several, adjusted=ratio(0.53, 0.28, 0.99))
    assert "no change fits as well" not in told(holds)
    none_to_take_back = replace(several, ratio=ratio(0.77, 0.4, 1.5))
    assert "no change fits as well" not in told(none_to_take_back)


def test_a_difference_that_does_not_hold_with_the_time_of_year_is_taken_back_at_once() -> None:
    wide = replace(FOUND, season=ratio(0.61, 0.31, 1.2))
    assert comparison_sentences(wide)[0].endswith(
        "But allowing for the time of year, no change fits as well."
    )
    holds = replace(FOUND, season=ratio(0.61, 0.31, 0.96))
    assert "no change fits as well" not in told(holds)
    none_to_take_back = replace(wide, ratio=ratio(0.77, 0.4, 1.5))
    assert "no change fits as well" not in told(none_to_take_back)


def test_a_fall_is_followed_at_once_by_what_starting_at_the_worst_does() -> None:
    assert comparison_sentences(SECOND_LINES)[1].startswith("People often start something new when")


def test_a_change_is_told_only_where_every_look_at_it_does() -> None:
    assert SECOND_LINES.tells_a_change
    wide = ratio(0.61, 0.31, 1.2)
    assert not replace(SECOND_LINES, ratio=wide).tells_a_change
    assert not replace(SECOND_LINES, adjusted=wide).tells_a_change
    assert not replace(SECOND_LINES, season=wide).tells_a_change
    assert not replace(SECOND_LINES, ratio=None).tells_a_change
    assert FOUND.tells_a_change


def test_unequal_recording_is_the_first_of_the_cautions() -> None:
    unequal = replace(
        FOUND,
        flags=(Flag.SEASON_NOT_SEPARATED, Flag.RECORDED_UNEQUALLY),
        share_recorded_baseline=0.99,
        share_recorded_treatment=0.62,
    )
    assert comparison_sentences(unequal)[1].startswith("99 % of nights are recorded without")


# --- no ratio ------------------------------------------------------------------------------------

NONE = replace(FOUND, ratio=None, context=Context(left_out_before=0))


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        ((0, 12), "12 more with it would do."),
        ((7, 0), "7 more without it would do."),
        ((8, 25), "8 more without it and 25 more with it would do."),
    ],
)
def test_too_few_nights_tell_how_many_more_are_needed(needed: tuple[int, int], words: str) -> None:
    found = replace(
        NONE,
        flags=(Flag.TOO_FEW_NIGHTS,),
        nights_needed=sum(needed),
        nights_needed_baseline=needed[0],
        nights_needed_treatment=needed[1],
    )
    sentences = comparison_sentences(found)
    assert sentences[0] == (
        "Too few nights to compare yet: at least 28 recorded nights are needed without vitamin D "
        f"and 28 with it. {words}"
    )
    assert sentences[1].startswith("Before: 4.9 a week (63 cramps")
    assert sentences[2].startswith("While taking vitamin D: 2.6 a week (31 cramps")
    asked = ("Please do not stop a medicine just for this comparison: ask your doctor first.",)
    assert sentences[3:] == (asked if needed[0] else ())


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (28, 7, "The 28 nights before the start and the first 7 nights after it are not counted."),
        (28, 0, "The 28 nights before the start are not counted."),
        (0, 28, "The first 28 nights after the start are not counted."),
        (1, 0, "The night before the start is not counted."),
        (28, 1, "The first night is not counted."),
    ],
)
def test_nights_that_would_not_do_are_told(before: int, after: int, words: str) -> None:
    found = replace(
        NONE,
        flags=(Flag.TOO_FEW_NIGHTS,),
        nights_needed_treatment=3,
        context=Context(left_out_before=before, lag=after),
    )
    assert comparison_sentences(found)[-1] == words


@pytest.mark.parametrize(
    ("flag", "others", "words"),
    [
        (
            Flag.CANNOT_BE_SEPARATED,
            (),
            (
                "vitamin D cannot be separated from other treatments: too few recorded nights "
                "differ in vitamin D alone."
            ),
        ),
        (
            Flag.CANNOT_BE_SEPARATED,
            ("magnesium", "K2"),
            (
                "vitamin D cannot be separated from magnesium and K2: too few recorded nights "
                "differ in vitamin D alone."
            ),
        ),
        (
            Flag.NO_CRAMPS,
            (),
            "No cramps are recorded without vitamin D or with it, so there is nothing to compare.",
        ),
        (
            Flag.METHOD_NOT_POSSIBLE,
            (),
            "The method asked for cannot be computed from these nights.",
        ),
    ],
)
def test_why_nothing_is_compared_is_told_first(
    flag: Flag, others: tuple[str, ...], words: str
) -> None:
    found = replace(NONE, flags=(flag,), context=Context(others=others))
    assert comparison_sentences(found)[0] == words
    assert comparison_details(found) == ()


# --- for the doctor ------------------------------------------------------------------------------


def test_the_method_is_told_with_its_figures() -> None:
    assert comparison_details(FOUND) == (
        (
            "Method: 13 weeks against 13, quasi-Poisson over 7-night blocks (dispersion 1.50, 24 "
            "degrees of freedom); rate ratio 0.53, 95 % interval 0.30 to 0.92, p = 0.026."
        ),
    )


@pytest.mark.parametrize(
    ("method", "dispersion", "words"),
    [
        (Method.EXACT, None, "Method: exact conditional; rate ratio 0.53,"),
        (Method.EXACT, 0.7, "Method: exact conditional; rate ratio 0.53,"),
        (
            Method.EXACT,
            1.754,
            "Method: exact conditional on counts divided by the dispersion 1.75 of the weeks; rate",
        ),
        (Method.MID_P, None, "Method: mid-p conditional; rate ratio 0.53,"),
        (
            Method.MID_P,
            1.754,
            "Method: mid-p conditional on counts divided by the dispersion 1.75 of the weeks; rate",
        ),
    ],
)
def test_counts_divided_by_a_dispersion_are_told_as_such(
    method: Method, dispersion: float | None, words: str
) -> None:
    found = replace(FOUND, ratio=replace(RATIO, method=method, dispersion=dispersion))
    assert comparison_details(found)[0].startswith(words)


def test_levels_small_p_values_and_open_ends_are_told() -> None:
    found = RateRatio(
        ratio=None, low=1.974, high=None, p_value=0.0004, level=1 - 0.05 / 3, method=Method.EXACT
    )
    assert comparison_details(replace(FOUND, ratio=found))[0].endswith(
        "rate ratio not defined, 98.3 % interval 1.97 to no limit, p below 0.001."
    )


@pytest.mark.parametrize(
    ("at_least", "words"),
    [
        (80, "Of 181 other possible start dates in this diary, 79 show a change at least this big"),
        (2, "Of 181 other possible start dates in this diary, one shows a change at least this"),
        (1, "Of 181 other possible start dates in this diary, none shows a change at least this"),
    ],
)
def test_other_start_dates_are_told_without_the_real_one(at_least: int, words: str) -> None:
    shift = CircularShift(shifts=182, at_least=at_least, p_value=at_least / 182)
    assert comparison_details(replace(FOUND, circular=shift))[1].startswith(words)
