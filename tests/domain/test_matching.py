"""Names as people type them are found, but only where they leave no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.catalogues.matching import NameIndex, fold, is_one_edit

INDEX = NameIndex(
    [
        ("d3", ["Vitamin D3", "Vitamin D", "Cholecalciferol", "D3"]),
        ("e", ["Vitamin E"]),
        ("k2", ["Vitamin K2"]),
        ("b", ["Vitamin B"]),
        ("mg", ["Magnesium", "Mg"]),
        ("citrate", ["Magnesium citrate", "Citrate de magnésium"]),
        ("iron", ["Iron sucrose"]),
        ("25oh", ["25-hydroxyvitamin D", "25-OH vitamin D"]),
        ("ccb", ["Amlodipine"]),
    ]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Vit D", "d3"),
        ("vit. d", "d3"),
        ("VITAMIN-D", "d3"),
        ("VitD3", "d3"),
        ("vitamin d 3", "d3"),
        ("D3 1000", "d3"),
        ("Vitamin D 50,000 IU weekly", "d3"),
        ("vitamin d 20.000 i.e.", "d3"),
        ("Vitamin D tablets", "d3"),
        ("Colecalciferol", "d3"),
        ("Magnesium citrat", "citrate"),
        ("Mg citrate", "citrate"),
        ("citrate magnesium", "citrate"),
        ("Magnesiumcitrat", "citrate"),
        ("citrate de magnesium", "citrate"),
        ("MAGNÉSIUM", "mg"),
        ("Magnesuim", "mg"),
        ("Mg 400 mg", "mg"),
        ("25-hydroxy", "25oh"),
        ("25 OH Vit D", "25oh"),
        ("amlodipine 5", "ccb"),
        ("amlodipin 5mg", "ccb"),
    ],
)
def test_names_are_matched_forgivingly(typed: str, found: str) -> None:
    assert INDEX.find(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "   ",
            "?!",
            "vit",
            "vitamin",
            "vitamin c",
            "vitamin k",
            "vitamin b 5",
            "d",
            "400 mg",
        ),
        *("iron", "magnesium nitrate", "amiodarone", "magnes", "vitamin d calcium", "\U0001f319"),
    ],
)
def test_where_there_is_doubt_nothing_is_found(typed: str) -> None:
    assert INDEX.find(typed) is None


def test_one_slip_that_fits_two_entries_is_in_doubt() -> None:
    index = NameIndex([("a", ["prednisolone"]), ("b", ["prednisalone"])])
    assert index.find("prednisxlone") is None
    assert index.find("prednisolone") == "a"


def test_of_two_entries_with_one_name_the_earlier_has_it() -> None:
    index = NameIndex([("own", ["Magnesium"]), ("ours", ["magnesium"])])
    assert index.find("Magnesium") == "own"
    assert index.offers("magnesium") == ["own", "ours"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("magnesium", ["mg", "citrate"]),
        ("vit", ["d3", "e", "k2", "b", "25oh"]),
        ("cit", ["citrate"]),
        ("vit d", ["d3", "25oh"]),
        ("magnezium", ["mg", "citrate"]),
        ("magnezium cit", ["citrate"]),
        ("", []),
        ("zzz", []),
    ],
)
def test_offers_are_exact_then_begun_then_word_begun_then_slips(
    typed: str, offered: list[str]
) -> None:
    assert INDEX.offers(typed) == offered


def test_no_more_offers_than_asked_for() -> None:
    assert INDEX.offers("vit", limit=2) == ["d3", "e"]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "\U0001f319" * 10_000,
            "\u05e9\u05dc\u05d5\u05dd " * 2_500,
            "\ufdfa" * 10_000,
            "a" * 10_000,
        ),
        *(
            "vitamin " * 1_250,
            "1 " * 5_000,
            "\u0301" * 10_000,
            "\u202e\u0645\u063a\u0646",
            "\x00\n\t",
        ),
    ],
)
def test_long_and_odd_texts_find_nothing_and_break_nothing(typed: str) -> None:
    assert INDEX.find(typed) is None
    assert len(INDEX.offers(typed)) <= 8


@given(st.text(max_size=400))
def test_any_text_is_read(typed: str) -> None:
    found = INDEX.find(typed)
    offered = INDEX.offers(typed)
    assert found is None or isinstance(found, str)
    assert len(set(offered)) == len(offered) <= 8
    assert fold(fold(typed)) == fold(typed)


@given(st.text("abcd", min_size=1, max_size=8), st.data())
def test_a_dropped_a_wrong_and_two_swapped_letters_are_one_edit(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert is_one_edit(word, word[:at] + word[at + 1 :])
    assert is_one_edit(word, word[:at] + "x" + word[at + 1 :])
    assert is_one_edit(word, word[:at] + "x" + word[at:])
    if at and word[at - 1] != word[at]:
        assert is_one_edit(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])
    assert not is_one_edit(word, word)
    assert not is_one_edit(word, word + "xx")
