"""Notes come where they matter, with a source, and only there."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.catalogues.conditions import conditions
from crampdiary.domain.catalogues.medicines import medicines
from crampdiary.domain.catalogues.notes import note_rules
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.choices import CatalogueKind, DoseBasis, Nutrient, Sign
from crampdiary.domain.good_to_know import KnownThings, Note, known_of, notes_for
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Condition, Phase, Treatment

DAY = date(2026, 11, 22)
KNOWN = KnownThings(
    supplements=supplements(), medicines=medicines(), conditions=conditions(), rules=note_rules()
)
Pair = tuple[Treatment, tuple[Phase, ...]]


def _taken(name: str, dose: str | None = None, unit: str = "", **fields: Any) -> Pair:
    treatment = Treatment(name=name, contents=fields.pop("contents", ()))
    start = fields.pop("start", date(2026, 9, 1))
    amount = Decimal(dose) if dose else None
    phase = Phase(treatment_id=treatment.id, start=start, dose=amount, unit=unit, **fields)
    return treatment, (phase,)


def _notes(*taken: Pair, known: KnownThings = KNOWN, **fields: Any) -> dict[str, Note]:
    return {note.key: note for note in notes_for(taken, on=DAY, known=known, **fields)}


K2 = _taken("Vitamin K2", "100", "µg")
WARFARIN = _taken("Warfarin")
CITRATE = _taken("Mg citrate", "300", "mg")
B6_SIGNS: dict[str, Any] = {"signs": frozenset({Sign.TINGLING})}
MULTI = (Ingredient(nutrient=Nutrient.VITAMIN_K, amount=Decimal(30), unit="µg"),)


@pytest.mark.parametrize(
    ("key", "taken", "beside"),
    [
        ("k_warfarin", (K2, WARFARIN), {}),
        ("k_warfarin", (_taken("Multi", "1", "tablet", contents=MULTI), WARFARIN), {}),
        ("k_warfarin", (_taken("Multi"), _taken("Marcumar")), {}),
        ("mg_kidney", (CITRATE,), {"conditions": [Condition(name="CKD")]}),
        ("mg_kidney", (CITRATE,), {"conditions": [Condition(name="Dialysis")]}),
        ("mg_kidney", (CITRATE,), {"labs": {"egfr": Decimal(59)}}),
        ("k_kidney", (_taken("KCl", "600", "mg"),), {"labs": {"egfr": Decimal(29)}}),
        ("d_ca_thiazide", (_taken("Vit D", "800", "IU"), _taken("Indapamide")), {}),
        ("d_ca_thiazide", (_taken("Calcium carbonate"), _taken("Losartan HCT")), {}),
        ("k_retaining", (_taken("Potassium"), _taken("Spironolactone")), {}),
        ("k_retaining", (_taken("Potassium"), _taken("Ramipril 5 mg")), {}),
        ("b6_eu", (_taken("B6", "12.1", "mg"),), B6_SIGNS),
        ("b6_eu", (_taken("B6", "100", "mg"),), {"signs": [Sign.NUMBNESS]}),
        ("b6_us", (_taken("B6", "100.5", "mg"),), B6_SIGNS),
        ("mg_levothyroxine", (CITRATE, _taken("L-Thyroxine")), {}),
        ("mg_levothyroxine", (_taken("Iron tablets"), _taken("L-Thyroxine")), {}),
        ("mg_antibiotic", (CITRATE, _taken("Doxycycline")), {}),
        ("mg_bisphosphonate", (CITRATE, _taken("Alendronate")), {}),
        ("d_sarcoidosis", (_taken("D3"),), {"conditions": [Condition(name="sarcoidosis")]}),
        ("d_stones", (_taken("D3"),), {"conditions": [Condition(name="Kidney stone")]}),
        ("d_high_own", (_taken("D3", "4001", "IU"),), {}),
        ("ppi_magnesium", (_taken("Omeprazole", start=date(2025, 11, 1)),), {}),
        ("quinine", (_taken("Quinine sulfate"),), {}),
    ],
)
def test_a_note_comes_where_it_matters(
    key: str, taken: tuple[Pair, ...], beside: dict[str, Any]
) -> None:
    note = _notes(*taken, **beside)[key]
    assert note.text
    assert note.source
    assert set(note.treatments) == {treatment for treatment, _ in taken}


@pytest.mark.parametrize(
    ("key", "taken", "beside"),
    [
        ("k_warfarin", (K2,), {}),
        ("k_warfarin", (WARFARIN,), {}),
        ("k_warfarin", (_taken("K2", end=DAY - timedelta(days=1)), WARFARIN), {}),
        ("mg_kidney", (CITRATE,), {"labs": {"egfr": Decimal(60)}}),
        ("mg_kidney", (CITRATE,), {"conditions": [Condition(name="CKD", until=date(2020, 1, 1))]}),
        ("mg_kidney", (CITRATE,), {"conditions": [Condition(name="Kidney stones")]}),
        ("mg_kidney", (_taken("Vit D"),), {"conditions": [Condition(name="CKD")]}),
        ("b6_eu", (_taken("B6", "12", "mg"),), B6_SIGNS),
        ("b6_eu", (_taken("B6", "50", "mg"),), {"signs": [Sign.TWITCHING]}),
        ("b6_eu", (_taken("B6", "200", "mg"),), B6_SIGNS),
        ("b6_us", (_taken("B6", "100", "mg"),), B6_SIGNS),
        ("d_high_own", (_taken("D3", "4000", "IU"),), {}),
        ("d_high_own", (_taken("D3", "50000", "IU", every_days=7, prescribed=True),), {}),
        ("ppi_magnesium", (_taken("Omeprazole"),), {}),
        ("d_ca_thiazide", (_taken("Vit D"), _taken("Furosemide")), {}),
    ],
)
def test_a_note_stays_away_where_it_does_not_matter(
    key: str, taken: tuple[Pair, ...], beside: dict[str, Any]
) -> None:
    assert key not in _notes(*taken, **beside)


PAIN = [Condition(name="Diffuse muscle and bone pain")]


def test_pain_without_a_test_of_vitamin_d_is_a_reason_to_ask_until_there_is_one() -> None:
    note = _notes(conditions=PAIN)["pain_untested"]
    assert note.treatments == ()
    assert "ask a doctor" in note.text
    assert _notes(conditions=PAIN, tested={"vitd25oh"}) == {}
    assert "little_sun_untested" in _notes(conditions=[Condition(name="Little sun")])


def test_a_page_is_told_which_last_value_belongs_beside_the_sentence() -> None:
    notes = _notes(_taken("Vit D", "800", "IU"), _taken("Hydrochlorothiazide"))
    assert notes["d_ca_thiazide"].test == "ca_total"


def test_a_planned_treatment_is_asked_for_by_its_first_day() -> None:
    planned = _taken("Vitamin K2", start=DAY + timedelta(days=3))
    assert "k_warfarin" not in _notes(planned, WARFARIN)
    notes = notes_for([planned, WARFARIN], on=DAY + timedelta(days=3), known=KNOWN)
    assert "k_warfarin" in {note.key for note in notes}


def test_an_own_supplement_gets_the_notes_of_its_nutrient() -> None:
    own = OwnEntry(
        catalogue=CatalogueKind.SUPPLEMENT, name="Green mix", nutrient=Nutrient.VITAMIN_K
    )
    known = KnownThings(
        supplements=supplements().with_own([own]),
        medicines=medicines(),
        conditions=conditions(),
        rules=note_rules(),
    )
    taken = (_taken("green mix", "1", "sachet"), WARFARIN)
    assert "k_warfarin" in _notes(*taken, known=known)
    assert "k_warfarin" not in _notes(*taken)


def test_the_ingredients_of_several_products_add_up_for_a_note() -> None:
    b6 = (Ingredient(nutrient=Nutrient.VITAMIN_B6, amount=Decimal(7), unit="mg"),)
    one, two = (_taken(name, "1", "tablet", contents=b6) for name in ("Multi", "B complex"))
    assert "b6_eu" not in _notes(one, **B6_SIGNS)
    assert "b6_eu" in _notes(one, two, **B6_SIGNS)


def test_medicines_carry_their_published_figure_and_others_nothing() -> None:
    statin = known_of(Treatment(name="Simvastatin"), medicines())
    assert statin is not None
    assert "1.04 to 1.29" in statin.known
    assert known_of(Treatment(name="Warfarin"), medicines()) is None
    assert known_of(Treatment(name="Nothing known"), medicines()) is None


names = st.sampled_from([name for it in supplements().entries for name in it.names[:2]]) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40
).filter(str.strip)
treatments = st.builds(
    lambda name, dose, unit, basis, days: _taken(
        name, str(dose), unit, basis=basis, every_days=days
    ),
    names,
    st.decimals(0, 100_000, places=2),
    st.sampled_from(["IU", "mg", "µg", "tablet", "\U0001f48a"]),
    st.none() | st.sampled_from(DoseBasis),
    st.none() | st.integers(1, 30),
)


@given(st.lists(treatments, max_size=4), st.lists(names, max_size=2))
def test_any_record_is_read_and_every_note_has_its_reason(
    taken: list[Pair], had: list[str]
) -> None:
    notes = _notes(*taken, conditions=[Condition(name=name) for name in had])
    assert all(note.treatments for note in notes.values())
    if not taken:
        assert notes == {}
