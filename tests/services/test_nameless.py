"""What hides a name: all of it and its parts, in whatever a person wrote, and nothing else."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Condition, Cramp, Night, Treatment
from crampdiary.services.nameless import HIDDEN, nameless
from crampdiary.services.preferences import preferences
from tests.fakes import MemoryDiary

NIGHT = date(2026, 11, 20)


def hidden(name: str, text: str) -> str:
    _, hide = nameless(MemoryDiary([Preferences(person_name=name)]))
    return hide(text)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Jordan Example", "I am Jordan Example.", "I am [name]."),
        ("Jordan Example", "i am jordan  example", "i am [name]"),
        ("Jordan Example", "EXAMPLE, JORDAN", "[name]"),
        ("Jordan Example", "Jordan's notes, for Mrs Example", "[name]'s notes, for Mrs [name]"),
        ("jordan example", "Jordan slept", "[name] slept"),
        ("Rose May", "Rose smelt a rose in May", "[name] smelt a rose in [name]"),
        ("Anna-Maria O\u2019Brien", "Anna, Brien", "[name], [name]"),
        ("Ann", "planning a channel with Ann", "planning a channel with [name]"),
        ("Jordan Example", "jordan slept, eXAMPLE not", "[name] slept, [name] not"),
        ("Jos\u00e9 Garc\u00eda", "jose and Garcia or JOS\u00c9", "[name] and [name] or [name]"),
        ("Uwe M\u00fcller", "mueller, Muller", "[name], [name]"),
        ("Jean-Luc Picard", "jeanluc@example.org, Jean Luc", "[name]@example.org, [name]"),
        ("Sean O'Neill", "O\u2019Neill, ONeill", "[name], [name]"),
        ("May", "It may help, says May", "It may help, says [name]"),
        ("Jordan Example", "Jordans notes", "[name] notes"),
        ("Thi Mai", "This night, this", "This night, this"),
        ("Will May", "it may last, it will; ask Will", "it may last, it will; ask [name]"),
        ("Li Bo", "Bo Li, Li and Bo. A li", "[name], [name] and [name]. A li"),
        ("Ana de An", "An hour de luxe for ana", "An hour de luxe for [name]"),
        ("Jo", "Jo and jo", "[name] and jo"),
        ("Ren\u00e9e", "Rene\u0301e here", "[name] here"),
        ("\u5c71\u7530\u592a\u90ce", "\u5c71\u7530\u592a\u90ce\u3055\u3093", "[name]\u3055\u3093"),
        ("\u5c71\u7530 \u592a\u90ce", "\u5c71\u7530\u3055\u3093", "[name]\u3055\u3093"),
        (
            "\u0930\u093e\u092e \u0938\u093f\u0902\u0939",
            "\u0930\u093e\u092e \u0906\u0930\u093e\u092e",
            "[name] \u0906\u0930\u093e\u092e",
        ),
        ("", "Jordan", "Jordan"),
    ],
)
def test_name_is_hidden_as_a_whole_and_in_its_parts(name: str, text: str, shown: str) -> None:
    assert hidden(name, text) == shown


WORDS = st.text(st.characters(categories=("Ll", "Lu", "Lo")), min_size=3, max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=3), st.text(max_size=20), st.text(max_size=20))
def test_no_name_stays_whatever_stands_around_it(
    parts: list[str], before: str, behind: str
) -> None:
    name = unicodedata.normalize("NFC", " ".join(parts))
    found = hidden(name, f"{before} {name}, {behind}").replace(HIDDEN, "")
    assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", found)


@given(st.text(max_size=60))
def test_text_without_the_name_is_the_very_text(text: str) -> None:
    _, hide = nameless(MemoryDiary([Preferences(person_name="Wilhelmina Abernathy")]))
    if "wilhelmina" not in text.casefold():
        assert hide(text) is text


def test_view_of_a_diary_names_nobody_in_any_record_and_keeps_all_else() -> None:
    cramp = Cramp(night=NIGHT, note="Jordan woke", medicine_taken="Jordan's pill", pain=4)
    diary = MemoryDiary(
        [
            Preferences(person_name="Jordan Example", birth_year=1961, glass_ml=200),
            Night(night=NIGHT, note="Example slept", fluids_ml=1500),
            Treatment(name="Jordan's mix", note="for Jordan"),
            Condition(name="Example's disease"),
            cramp,
        ]
    )
    seen, _ = nameless(diary)
    told = preferences(seen)
    assert (told.person_name, told.birth_year, told.glass_ml) == ("", None, 200)
    (found,) = seen.records(Cramp)
    assert (found.note, found.medicine_taken, found.pain) == ("[name] woke", "[name]'s pill", 4)
    assert found.id == cramp.id
    assert seen.find(Cramp, cramp.id) == found
    assert list(seen.values(Night, ("note", "fluids_ml"))) == [("[name] slept", 1500)]
    assert [one.name for one in seen.records(Treatment)] == ["[name]'s mix"]
    assert [one.name for one in seen.records(Condition)] == ["[name]'s disease"]
    assert seen.night_counts(NIGHT, NIGHT) == diary.night_counts(NIGHT, NIGHT)
