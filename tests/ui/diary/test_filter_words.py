"""What is looked for, in words."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import EveningTag, Provenance, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.services.filtering import NightFilter
from crampdiary.ui.diary.filter_words import found_sentence, wish_parts

NAMES = {UUID(int=1): "Vitamin D3", UUID(int=2): "Magnesium citrate"}
LEFT, RIGHT, BOTH = (frozenset({side}) for side in Side)
CALF, FOOT = frozenset({Site.CALF}), frozenset({Site.FOOT})


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (NightFilter(sides=LEFT, sites=CALF, least_pain=5), "left calf, pain 5 or more"),
        (NightFilter(sides=BOTH, sites=CALF | FOOT), "both calves or feet"),
        (NightFilter(sides=LEFT | BOTH, sites=FOOT), "left foot"),
        (NightFilter(sides=LEFT | RIGHT), "left or right side"),
        (NightFilter(sides=BOTH, least_pain=10), "both sides, pain 10"),
        (NightFilter(sites=CALF | FOOT), "calf or foot"),
        (
            NightFilter(treatments=frozenset(NAMES), no_treatment=True),
            "on Magnesium citrate or on Vitamin D3 or no treatment",
        ),
        (NightFilter(treatments=frozenset({UUID(int=9)})), "on a removed treatment"),
        (
            NightFilter(
                states=frozenset({NightState.NOT_RECORDED, NightState.DONT_REMEMBER}),
                tags=frozenset({EveningTag.ALCOHOL}),
                provenances=frozenset({Provenance.RECALLED}),
                text=" sauna ",
            ),
            "not recorded or don't remember, alcohol, recalled later, \u201csauna\u201d in a note",
        ),
    ],
)
def test_a_wish_is_told_in_a_sentence(wish: NightFilter, words: str) -> None:
    assert found_sentence(12, wish, NAMES) == f"12 nights: {words}"


def test_the_sentence_counts() -> None:
    wish = NightFilter(least_pain=5)
    assert [found_sentence(number, wish, {}) for number in (0, 1, 7308)] == [
        "No night: pain 5 or more",
        "1 night: pain 5 or more",
        "7,308 nights: pain 5 or more",
    ]


wishes = st.builds(
    NightFilter,
    text=st.sampled_from(["", " ", "tea"]),
    sites=st.frozensets(st.sampled_from(Site)),
    sides=st.frozensets(st.sampled_from(Side)),
    least_pain=st.none() | st.integers(0, 10),
    treatments=st.frozensets(st.integers(1, 3).map(lambda number: UUID(int=number))),
    no_treatment=st.booleans(),
    provenances=st.frozensets(st.sampled_from(Provenance)),
    tags=st.frozensets(st.sampled_from(EveningTag)),
    states=st.frozensets(st.sampled_from(NightState)),
)


@given(wish=wishes)
def test_taking_away_one_part_after_the_other_leaves_nothing(wish: NightFilter) -> None:
    number = len(list(wish_parts(wish, NAMES)))
    for left in range(number, 0, -1):
        parts = list(wish_parts(wish, NAMES))
        assert len(parts) == left
        words, wish = parts[0]
        assert words
    assert wish.is_empty
