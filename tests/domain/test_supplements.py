"""The catalogues of what is taken hold together, say where they are from, and claim nothing."""

import csv
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from crampdiary.assets import resource_path
from crampdiary.domain.catalogues.catalogue import Catalogue, substance_of
from crampdiary.domain.catalogues.conditions import conditions
from crampdiary.domain.catalogues.dose_units import nutrient_facts, plain_unit
from crampdiary.domain.catalogues.intakes_table import IntakeKind, intakes, intakes_for
from crampdiary.domain.catalogues.matching import NameIndex, fold
from crampdiary.domain.catalogues.medicines import EVIDENCE_WORDS, Evidence, medicines
from crampdiary.domain.catalogues.notes import note_rules
from crampdiary.domain.catalogues.reading import Status
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.choices import CatalogueKind, Nutrient, TreatmentKind
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Treatment

FILES = ("supplements", "medicines", "conditions", "intakes", "notes", "nutrients")
CLAIMS = re.compile(
    r"\b(prov(e|es|ed|en)|works?|effective|effectively|caus(e|es|ed|ing)|significan\w+|missing)\b",
    re.IGNORECASE,
)
# Standard atomic weights (IUPAC), g/mol.
ATOMS = {
    "H": 1.008,
    "C": 12.011,
    "N": 14.007,
    "O": 15.999,
    "Mg": 24.305,
    "S": 32.06,
    "Cl": 35.45,
    "K": 39.098,
    "Ca": 40.078,
}
FORMULAS = {
    "mg_oxide": "Mg O",
    "mg_citrate": "Mg3 C12 H10 O14",
    "mg_glycinate": "Mg C4 H8 N2 O4",
    "mg_chloride": "Mg Cl2 H12 O6",
    "mg_lactate": "Mg C6 H14 O8",
    "mg_sulfate": "Mg S O11 H14",
    "mg_carbonate": "Mg C O3",
    "ca_carbonate": "Ca C O3",
    "ca_citrate": "Ca3 C12 H18 O18",
    "k_chloride": "K Cl",
}


def _rows(file: str) -> list[dict[str, str]]:
    with resource_path("catalogue", f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _masses(formula: str) -> Iterator[tuple[str, float]]:
    for part in formula.split():
        element = part.rstrip("0123456789")
        yield element, ATOMS[element] * int(part.removeprefix(element) or 1)


@pytest.mark.parametrize("file", FILES)
def test_every_row_says_where_it_is_from_and_how_sure_it_is(file: str) -> None:
    rows = _rows(file)
    assert rows
    assert all(row["source"].strip() and row["status"] in set(Status) for row in rows)


@pytest.mark.parametrize("file", FILES)
def test_no_sentence_claims_anything(file: str) -> None:
    said = [(text, CLAIMS.search(text)) for row in _rows(file) for text in row.values()]
    assert [text for text, found in said if found] == []


def test_keys_are_unique_over_supplements_and_medicines() -> None:
    keys = [entry.key for entry in supplements().entries]
    keys += [entry.key for entry in medicines().entries]
    assert len(set(keys)) == len(keys)
    marks = [entry.key for entry in conditions().entries]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("catalogue", [supplements(), medicines(), conditions()])
def test_no_name_is_in_two_entries(catalogue: Catalogue[Any]) -> None:
    pairs = [(name, entry) for entry in catalogue.entries for name in entry.names]
    assert [name for name, entry in pairs if catalogue.find(name) is not entry] == []


def test_no_name_is_both_a_supplement_and_a_medicine() -> None:
    theirs = {fold(name) for entry in medicines().entries for name in entry.names}
    assert not theirs & {fold(name) for entry in supplements().entries for name in entry.names}


@pytest.mark.parametrize(("key", "formula"), FORMULAS.items())
def test_elemental_fractions_agree_with_molar_masses(key: str, formula: str) -> None:
    entry = supplements().get(key)
    assert entry is not None
    assert entry.elemental_fraction is not None
    masses = list(_masses(formula))
    share = masses[0][1] / sum(mass for _, mass in masses)
    assert float(entry.elemental_fraction) == pytest.approx(share, abs=0.0005)


def test_every_salt_with_a_fraction_was_compared() -> None:
    assert {it.key for it in supplements().entries if it.elemental_fraction} == set(FORMULAS)
    assert all(it.is_ambiguous_label for it in supplements().entries if it.elemental_fraction)


def test_every_supplement_is_dosed_in_a_unit_it_knows() -> None:
    for entry in supplements().entries:
        assert plain_unit(entry.unit) == entry.unit
        assert entry.nutrient is None or entry.takes(entry.unit), entry.key
        assert entry.asks_contents == bool(entry.may_contain), entry.key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Vit D", "vitd3"),
        ("Vitamin D", "vitd3"),
        ("Colecalciferol", "vitd3"),
        ("Cholecalciferol 1000 IU", "vitd3"),
        ("Dekristol 20.000", "vitd3"),
        ("Magnesium citrat", "mg_citrate"),
        ("Mg citrate", "mg_citrate"),
        ("Citrate de magnésium", "mg_citrate"),
        ("Magnesium", "magnesium"),
        ("Calcium + D3", "vitd_calcium"),
        ("D3/K2", "vitd_k2"),
        ("vitamin b-12", "b12"),
        ("Multi", "multivitamin"),
        ("Vitamine D", "vitd3"),
        ("Vitamina D3 1000 UI", "vitd3"),
        ("Vitamin D (prescribed)", "vitd3"),
        ("Zinc 25", "zinc"),
        ("Vitamin B 6 100 mg", "b6"),
        ("B-6 50 mg", "b6"),
        ("vit b 12 1000", "b12"),
        ("Vitamin K 2 100 µg", "vit_k2"),
        ("Vitamin D 2 000 IU", "vitd3"),
        ("Vitamin D 50 000", "vitd3"),
        ("D 3 2000", "vitd3"),
        ("B6 50", "b6"),
        ("Omega 3 1000 mg", "omega3"),
    ],
)
def test_supplements_are_found_as_people_type_them(typed: str, key: str) -> None:
    found = supplements().find(typed)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Simvastatin 20 mg", "statin"),
        ("hydrochlorothiazide", "thiazide"),
        ("HCTZ 12.5 mg", "thiazide"),
        ("Warfarin", "vka"),
        ("Salmeterol / Fluticasone", "laba_ics"),
        ("Losartan HCT", "ace_arb_thiazide"),
        ("L-Thyroxin 75", "levothyroxine"),
        ("amlodipin 5", "ccb"),
        ("HCT 25", "thiazide"),
        ("Losartan potassium 50 mg", "ace_arb"),
        ("Atorvastatin calcium", "statin"),
        ("Formoterol fumarate", "laba"),
        ("Ramipril comp", "ace_arb_thiazide"),
        ("Triamterene/HCT", "k_sparing_thiazide"),
    ],
)
def test_medicines_are_found_as_people_type_them(typed: str, key: str) -> None:
    found = medicines().find(typed)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "typed",
    [
        *("Vitamin B 5 500 mg", "Vitamin B 3 500"),
        *("Vitamin A and D", "Vitamin AD", "Vitamin D and E", "Vitamine", "Pot", "Vitamin B5"),
        *(
            "Losartan potassium",
            "Calcium channel blocker",
            "Potassium iodide",
            "Magnesium stearate",
        ),
    ],
)
def test_what_only_looks_like_a_supplement_is_not_counted_as_one(typed: str) -> None:
    assert supplements().find(typed) is None


@pytest.mark.parametrize(
    "typed", ["Clavulanate potassium", "Ferrous fumarate", "Magnesium sulfate"]
)
def test_a_salt_alone_is_no_medicine(typed: str) -> None:
    assert medicines().find(typed) is None


def test_a_tablet_with_a_thiazide_in_it_counts_as_one_in_notes() -> None:
    found = medicines().find("Dyazide")
    assert found is not None
    assert found.classes == {"k_sparing", "thiazide"}
    assert "2.12" in found.known


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *((f"CKD {stage}", "kidney_disease") for stage in ("3", "3a", "stage 4", "G3b")),
        ("Stage 3 chronic kidney disease", "kidney_disease"),
        ("End-stage kidney disease", "kidney_disease"),
        ("Chronic kidney disease, stage IV", "kidney_disease"),
        ("Diabetes type 1", "diabetes_1"),
        ("Type II diabetes", "diabetes_2"),
        ("Severe asthma", "asthma"),
    ],
)
def test_a_condition_is_found_at_every_stage(typed: str, key: str) -> None:
    found = conditions().find(typed)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("typed", ["Kidney cancer", "Diabetes insipidus", "stage 3", "severe"])
def test_another_condition_of_the_same_place_is_not_taken_for_it(typed: str) -> None:
    assert conditions().find(typed) is None


@pytest.mark.parametrize(
    "typed", ["prednisone", "amiodarone", "hydroxychloroquine", "quinidine", "choline"]
)
def test_a_medicine_that_only_looks_alike_is_not_taken_for_it(typed: str) -> None:
    assert medicines().find(typed) is None


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("laba", ("2.17", "1.56 to 3.02", "2.42", "2.02 to 2.89")),
        ("laba_ics", ("2.55", "2.06 to 3.12")),
        ("k_sparing", ("2.12", "1.61 to 2.78")),
        ("thiazide", ("1.48", "1.29 to 1.68")),
        ("loop", ("1.20", "1.00 to 1.44")),
        ("statin", ("1.16", "1.04 to 1.29")),
    ],
)
def test_the_published_figure_carries_its_interval_and_its_limits(
    key: str, figures: tuple[str, ...]
) -> None:
    """Garrison 2012, Arch Intern Med 172:120: adjusted sequence ratios, abstract."""
    found = medicines().get(key)
    assert found is not None
    assert all(figure in found.known for figure in figures)
    assert "95 % interval" in found.known
    assert "This does not say what brought on yours." in found.known


def test_the_retracted_trial_is_never_quoted() -> None:
    k2 = supplements().get("vit_k2")
    assert k2 is not None
    assert "retracted" in k2.about
    told = " ".join(text for file in FILES for row in _rows(file) for text in row.values())
    assert not re.search(r"2\.67|0\.96|3\.63|2\.55 \(2\.12\)", told)


def test_every_kind_of_evidence_has_words() -> None:
    assert set(EVIDENCE_WORDS) == set(Evidence)


@pytest.mark.parametrize("nutrient", Nutrient)
def test_intakes_are_in_the_unit_a_nutrient_is_added_up_in(nutrient: Nutrient) -> None:
    unit = nutrient_facts()[nutrient].unit
    assert {it.unit for it in intakes() if it.nutrient is nutrient} == {unit}


@pytest.mark.parametrize(
    ("nutrient", "kind", "age", "amounts"),
    [
        (Nutrient.VITAMIN_D, IntakeKind.RECOMMENDED, 70, {600}),
        (Nutrient.VITAMIN_D, IntakeKind.RECOMMENDED, 71, {800}),
        (Nutrient.VITAMIN_D, IntakeKind.RECOMMENDED, None, {600, 800}),
        (Nutrient.VITAMIN_D, IntakeKind.UPPER, 40, {4000}),
        (Nutrient.MAGNESIUM, IntakeKind.UPPER, 40, {350, 250}),
        (Nutrient.CALCIUM, IntakeKind.UPPER, 50, {2500}),
        (Nutrient.CALCIUM, IntakeKind.UPPER, 51, {2000, 2500}),
        (Nutrient.VITAMIN_B6, IntakeKind.UPPER, 40, {100, 12}),
        (Nutrient.POTASSIUM, IntakeKind.UPPER, 40, set()),
    ],
)
def test_intakes_follow_the_age(
    nutrient: Nutrient, kind: IntakeKind, age: int | None, amounts: set[int]
) -> None:
    assert {int(it.amount) for it in intakes_for(nutrient, kind, age)} == amounts


def test_notes_name_only_what_the_catalogues_know() -> None:
    classes = {name for entry in medicines().entries for name in entry.classes}
    marks = {mark for entry in conditions().entries for mark in entry.marks}
    tests = {row["key"] for row in _rows("tests")}
    for rule in note_rules():
        assert rule.medicines | rule.with_medicines <= classes, rule.key
        assert rule.with_conditions <= marks, rule.key
        assert {rule.with_lab, rule.without_lab, rule.shows_lab} <= tests | {""}, rule.key
        assert all(supplements().get(key) for key in rule.substances), rule.key
        assert rule.is_about_what_is_taken or (rule.with_conditions and rule.without_lab)


def test_own_entries_are_found_before_ours_and_by_all_their_names() -> None:
    own = OwnEntry(
        id=UUID(int=7),
        catalogue=CatalogueKind.SUPPLEMENT,
        name="Magnesium",
        also_called="Muscle mix, MM",
        nutrient=Nutrient.MAGNESIUM,
    )
    drug = OwnEntry(catalogue=CatalogueKind.MEDICINE, name="Miraculix", note="Seen after a week.")
    extended = supplements().with_own([own, drug])
    assert {extended.find(name) for name in ("magnesium", "MM", "muscle mix")} == {
        extended.get(f"own-{own.id}")
    }
    assert supplements().find("MM") is None
    found = medicines().with_own([own, drug]).find("miraculix 5 mg")
    assert found is not None
    assert (found.known, found.is_own) == ("Seen after a week.", True)


@pytest.mark.parametrize("note", ["", "Half a tablet."])
def test_an_own_medicine_of_a_known_name_still_counts_as_it_in_notes(note: str) -> None:
    own = OwnEntry(catalogue=CatalogueKind.MEDICINE, name="Warfarin", note=note)
    found = medicines().with_own([own]).find("warfarin 5 mg")
    assert found is not None
    assert found.is_own
    assert "vka" in found.classes
    assert found.known == (note or _known("vka"))


def _known(key: str) -> str:
    found = medicines().get(key)
    assert found is not None
    return found.known


def test_an_own_supplement_that_names_no_nutrient_counts_as_its_name_says() -> None:
    own = OwnEntry(catalogue=CatalogueKind.SUPPLEMENT, name="Magnesium citrate", note="Blue box.")
    found = supplements().with_own([own]).find("Magnesium citrate")
    assert found is not None
    assert (found.nutrient, found.about) == (Nutrient.MAGNESIUM, "Blue box.")
    other = OwnEntry(
        catalogue=CatalogueKind.SUPPLEMENT, name="Zinc", nutrient=Nutrient.CALCIUM, unit="mg"
    )
    said = supplements().with_own([other]).find("Zinc")
    assert said is not None
    assert said.nutrient is Nutrient.CALCIUM


def test_a_treatment_counts_as_what_it_names_else_by_its_name() -> None:
    named = Treatment(name="White pills", substance="mg_oxide", type=TreatmentKind.MEDICINE)
    found = substance_of(named, supplements())
    assert found is not None
    assert found.key == "mg_oxide"
    assert substance_of(named, medicines()) is None
    assert substance_of(Treatment(name="Vit D", substance=""), supplements()) is None
    by_name = substance_of(Treatment(name="Vit D"), supplements())
    assert by_name is not None
    assert by_name.key == "vitd3"


def test_an_index_of_all_names_takes_any_long_text() -> None:
    for catalogue in (supplements(), medicines(), conditions()):
        for text in ("\U0001f319" * 10_000, "\u05e9\u05dc\u05d5\u05dd" * 2_500, "a " * 5_000):
            assert catalogue.find(text) is None
            assert len(catalogue.offers(text)) <= 8


def test_fractions_are_exact() -> None:
    oxide = supplements().get("mg_oxide")
    assert oxide is not None
    assert oxide.elemental_fraction == Fraction(603, 1000)
    assert NameIndex([("a", ["b"])]).find("B") == "a"
