from datetime import date, timedelta

import pytest

from crampdiary.analysis.rate import Rate, rate
from crampdiary.analysis.sentences.rates import rate_sentence, rate_sentences
from crampdiary.domain.nights import NightCount, NightState


def rated(text: str) -> Rate:
    states = {"-": NightState.NOT_RECORDED, "0": NightState.WITHOUT_CRAMPS}
    return rate(
        [
            NightCount(
                night=date(2026, 1, 1) + timedelta(days=number),
                state=states.get(letter, NightState.WITH_CRAMPS),
                cramps=0 if letter == "-" else int(letter),
            )
            for number, letter in enumerate(text)
        ]
    )


def test_a_rate_is_told_with_its_counts_and_interval() -> None:
    assert rate_sentence(rated("11110000000000" + "-" * 6)) == (
        "4 cramps on 14 recorded nights of 20: 2.0 a week (95 % interval 0.5 to 5.1)."
    )


def test_too_few_nights_tell_how_many_a_rate_needs() -> None:
    assert rate_sentence(rated("1000")) == (
        "1 cramp on 4 recorded nights of 4; a weekly rate needs 14 recorded nights."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2001-0",
            (
                "2 nights with cramps.",
                "The longest stretch of recorded nights without cramps is 2 nights.",
                "83 % of nights are recorded.",
            ),
        ),
        (
            "10",
            (
                "1 night with cramps.",
                "The longest stretch of recorded nights without cramps is 1 night.",
                "100 % of nights are recorded.",
            ),
        ),
        ("11", ("2 nights with cramps.", "100 % of nights are recorded.")),
        ("--", ("0 % of nights are recorded.",)),
        ("", ()),
        # All but one of very many nights are not all, and one of them is not none.
        (
            "1" * 300 + "-",
            ("300 nights with cramps.", "99 % of nights are recorded."),
        ),
        (
            "-" * 300 + "1",
            ("1 night with cramps.", "1 % of nights are recorded."),
        ),
    ],
)
def test_nights_with_cramps_the_longest_stretch_and_coverage_follow(
    text: str, told: tuple[str, ...]
) -> None:
    assert rate_sentences(rated(text))[1:] == told
