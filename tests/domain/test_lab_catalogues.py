"""The catalogues of tests, panels and red flags agree with themselves; names find their test."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary import assets
from crampdiary.domain.catalogues import reading
from crampdiary.domain.catalogues.flags import Urgency, red_flags
from crampdiary.domain.catalogues.lab_tests import LabTest, lab_tests
from crampdiary.domain.catalogues.panels import panels
from crampdiary.domain.catalogues.reading import CatalogueError, Status, read_rows
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.intervals import Interval
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.units import Dimension, read_unit

TESTS = lab_tests().all
each_test = pytest.mark.parametrize("test", TESTS, ids=lambda test: test.key)


def test_keys_and_names_are_unique() -> None:
    for keys in (
        [test.key for test in TESTS],
        [test.name for test in TESTS],
        [panel.key for panel in panels()],
        [flag.key for flag in red_flags().all],
    ):
        assert len(keys) == len(set(keys))


@each_test
def test_every_name_and_alias_finds_its_own_test(test: LabTest) -> None:
    for name in (*test.names, test.in_sentence):
        for typed in (name, name.upper(), f"  {name} "):
            assert lab_tests().find(typed) is test, typed


@pytest.mark.parametrize(
    "row", [*TESTS, *panels(), *red_flags().all], ids=lambda row: f"{type(row).__name__}-{row.key}"
)
def test_every_row_says_where_it_is_from_and_how_sure_it_is(row: LabTest) -> None:
    assert row.source
    assert row.status in set(Status)


@each_test
def test_loinc_codes_have_their_check_digit(test: LabTest) -> None:
    for code in (test.loinc, test.loinc_si, *test.loinc_other):
        digits, _, check = code.partition("-")
        assert check == str(mod_10(digits)), code


def mod_10(digits: str) -> int:
    """LOINC's check digit (Luhn): every other figure doubled from the right, cross sums added."""
    doubled = [int(it) * (2 if at % 2 == 0 else 1) for at, it in enumerate(reversed(digits))]
    return -sum(it // 10 + it % 10 for it in doubled) % 10


@each_test
def test_units_are_known_and_fit_the_test(test: LabTest) -> None:
    for symbol in test.usual_units:
        unit = read_unit(symbol)
        assert unit.symbol == symbol
        assert unit.ucum is not None
        assert test.can_be_in(unit)
    assert {test.unit.symbol, test.si_unit.symbol} & set(test.usual_units)
    assert test.can_be_in(test.si_unit)


MOLAR = [test for test in TESTS if test.molar_mass]


def test_every_test_in_mass_and_substance_tells_its_molar_mass() -> None:
    mixed = {
        test.key
        for test in TESTS
        if any(bridge.unit.dimension is Dimension.SUBSTANCE_PER_VOLUME for bridge in test.bridges)
        and test.unit.dimension is Dimension.MASS_PER_VOLUME
    }
    assert mixed == {test.key for test in MOLAR}


@pytest.mark.parametrize("test", MOLAR, ids=lambda test: test.key)
def test_factors_agree_with_the_molar_mass(test: LabTest) -> None:
    assert test.molar_mass is not None
    moles_per_litre = test.unit.scale / Fraction(test.molar_mass)
    for bridge in test.bridges:
        if bridge.unit.dimension is Dimension.SUBSTANCE_PER_VOLUME:
            exact = moles_per_litre / bridge.unit.scale
            assert abs(bridge.factor / exact - 1) < Fraction(1, 2000)


@each_test
def test_typical_intervals_agree_in_both_units(test: LabTest) -> None:
    assert test.typical is not None
    assert test.typical_si is not None
    for conventional, si in (
        (test.typical.low, test.typical_si.low),
        (test.typical.high, test.typical_si.high),
    ):
        assert (conventional is None) == (si is None)
        if conventional is not None and si is not None:
            # Both are printed rounded, to two figures where they are small.
            assert float(test.from_conventional(conventional, test.si_unit)) == pytest.approx(
                float(si), rel=0.05
            )


@each_test
def test_bounds_lie_within_each_other(test: LabTest) -> None:
    assert test.typical is not None
    for usual in (test.typical.low, test.typical.high):
        assert usual is None or Interval(low=usual, high=usual).is_within(test.soft)
    assert test.soft.low is None or test.hard.low is None or test.soft.low > test.hard.low
    assert test.soft.high is None or test.hard.high is None or test.soft.high < test.hard.high
    assert test.hard.low is not None
    assert test.hard.high is not None
    assert 0 < test.hard.low < test.hard.high


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Vit D", "vitd25oh"),
        ("vit. d", "vitd25oh"),
        ("Vitamin D", "vitd25oh"),
        ("25-hydroxy", "vitd25oh"),
        ("25-OH", "vitd25oh"),
        ("25 OH Vit. D", "vitd25oh"),
        ("25(OH)D", "vitd25oh"),
        ("25(OH)D3", "vitd25oh"),
        ("Calcidiol", "vitd25oh"),
        ("Vitamin D, 25-hydroxy, total", "vitd25oh"),
        ("25 hydroxy vitamin d3, serum", "vitd25oh"),
        ("Mg", "mg"),
        ("magnesum", "mg"),
        ("K", "k"),
        ("Kalium", "k"),
        ("Serum Potassium level", "k"),
        ("A1c", "hba1c"),
        ("HBA1C", "hba1c"),
        ("Haemoglobin A1c", "hba1c"),
        ("hemoglobin", "hb"),
        ("BUN", "bun"),
        ("Blood Urea Nitrogen", "bun"),
        ("urea", "urea"),
        ("Blood urea", "urea"),
        ("Calcium", "ca_total"),
        ("S-Calcium", "ca_total"),
        ("ionised calcium", "ca_ion"),
        ("Calcium (ionized)", "ca_ion"),
        ("Adjusted calcium", "ca_corr"),
        ("Creatinine kinase", "ck"),
        ("CPK", "ck"),
        ("Magnesium i.S.", "mg"),
        ("Kalium im Serum", "k"),
        ("Calcium gesamt", "ca_total"),
        ("Ionisiertes Calcium", "ca_ion"),
        ("Corr. calcium", "ca_corr"),
        ("Creatine kinase (CK)", "ck"),
        ("Parathyroid hormone (PTH)", "pth"),
        ("eGFR (CKD-EPI 2021)", "egfr"),
        ("Vitamine D", "vitd25oh"),
        ("VITAMIN D,25-OH,TOTAL,IA", "vitd25oh"),
        ("Harnstoff-Stickstoff", "bun"),
        ("Alkalische Phosphatase", "alp"),
        ("Glyc\u00e9mie", "glucose"),
    ],
)
def test_names_find_their_test(name: str, key: str) -> None:
    found = lab_tests().find(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "name",
    [
        "1,25-(OH)2 vitamin D",
        "1,25-dihydroxy",
        "1,25-OH",
        "17-OH",
        "1,25-dihydroxyvitamin D",
        "1,25(OH)2D",
        "1.25 OH vitamin D",
        "Vitamin D 1,25",
        "1\u03b1,25-(OH)2 D3",
        "calcitriol",
        "24,25-dihydroxyvitamin D",
        "25-OH vitamin D2",
        "Vitamin D binding protein",
        "Vitamin K",
        "Vitamin C",
        "CK-MB",
        "Creatinine clearance",
        "Urine calcium",
        "Potassium, urine",
        "Albumin/creatinine ratio",
        "Microalbumin",
        "Transferrin",
        "PTHrP",
        "RBC magnesium",
        "Uric acid",
        "Bone alkaline phosphatase",
        "Mean corpuscular haemoglobin",
        "Calcium score",
        "CA 125",
        "CA-125",
        "CA 15-3",
        "CA 19-9",
        "Vitamin A and D",
        "Creatinine (urine)",
        "Glucose (CSF)",
        "serum",
        "blood",
        "total",
        "",
        "\U0001f9ea",
    ],
)
def test_what_is_another_test_or_not_sure_is_none(name: str) -> None:
    assert lab_tests().find(name) is None


@given(st.text(max_size=60))
def test_any_name_is_a_test_or_none(name: str) -> None:
    found = lab_tests().find(name)
    assert found is None or found in TESTS


def test_offers_while_typing_leave_out_what_a_word_excludes() -> None:
    assert next(test.key for test in lab_tests().offers("pot")) == "k"
    assert "25-OH vitamin D" in [test.name for test in lab_tests().offers("vit")]
    assert "ca_total" not in [test.key for test in lab_tests().offers("calcium ion")]


def test_known_tests_stand_in_the_order_of_the_table_and_others_last() -> None:
    ranks = [lab_tests().rank(name) for name in ("Vit D", "Mg", "K", "Calcium", "Rhubarb")]
    assert ranks == sorted(ranks)
    assert ranks[-1] == len(TESTS)


FORBIDDEN = re.compile(
    r"\b(prov\w+|works?|effective|caus\w+|significant\w*|missing)\b", re.IGNORECASE
)


@pytest.mark.parametrize("flag", red_flags().all, ids=lambda flag: flag.key)
def test_a_red_flag_says_what_to_do_and_claims_nothing(flag: object) -> None:
    text = f"{flag.text} {flag.why}"  # type: ignore[attr-defined]  # parametrised
    assert not FORBIDDEN.search(text)
    assert re.search(r"talk to a doctor|call emergency|contact your doctor", text)


def test_a_note_of_a_test_claims_nothing() -> None:
    assert not [test.key for test in TESTS if FORBIDDEN.search(f"{test.note} {test.typical_note}")]


def test_red_flags_stand_most_urgent_first() -> None:
    order = [list(Urgency).index(flag.urgency) for flag in red_flags().all]
    assert order == sorted(order)
    assert set(order) == set(range(len(Urgency)))


def test_red_flags_of_values_lie_outside_what_is_typical() -> None:
    for flag in red_flags().all:
        test = lab_tests().by_key(flag.test)
        if test is None:
            assert flag in red_flags().sentences
            continue
        assert test.typical is not None
        assert flag.below is None or Interval(high=flag.below).is_below(test.typical)
        assert flag.above is None or test.typical.is_below(Interval(low=flag.above))
        assert not flag.is_met_by(test.typical)


def test_every_number_in_a_flag_stands_in_its_sentence() -> None:
    for flag in red_flags().all:
        for limit in (flag.below, flag.above):
            if limit is not None:
                assert f"{Decimal(float(limit)):,.1f}".removesuffix(".0") in flag.text


def test_panels_ask_for_vitamin_d_first_and_never_twice() -> None:
    assert panels()[0].tests[0].key == "vitd25oh"
    for panel in panels():
        assert len(set(panel.tests)) == len(panel.tests)


def own(**fields: object) -> OwnEntry:
    plain = OwnEntry(catalogue=CatalogueKind.TEST, name="Zinc", unit="µg/dL")
    return replace(plain, **fields)  # type: ignore[arg-type]  # the record checks them


def test_an_own_test_is_found_and_converts_with_its_factor() -> None:
    entry = own(
        also_called="Zn, Serum zinc",
        other_unit="µmol/L",
        factor=Decimal("0.153"),
        low=Decimal(70),
        high=Decimal(120),
    )
    zinc = lab_tests().with_own([entry]).find("zn")
    assert zinc is not None
    assert zinc.is_own
    assert zinc.to_conventional(Decimal("15.3"), read_unit("umol/l")) == 100
    assert zinc.typical == Interval(low=Decimal(70), high=Decimal(120))


def test_an_own_test_never_takes_a_name_that_is_known() -> None:
    tests = lab_tests().with_own([own(name="vitamin-d", also_called="K")])
    assert tests.all == TESTS
    also = lab_tests().with_own([own(also_called="K")])
    found = also.find("K")
    assert found is not None
    assert found.key == "k"


def test_an_own_test_without_a_factor_keeps_to_its_unit() -> None:
    zinc = lab_tests().with_own([own(other_unit="mmol/L")]).find("Zinc")
    assert zinc is not None
    assert zinc.can_be_in(read_unit("mg/L"))
    assert not zinc.can_be_in(read_unit("mmol/L"))


def test_entries_of_other_catalogues_are_no_tests() -> None:
    assert lab_tests().with_own([own(catalogue=CatalogueKind.SUPPLEMENT)]) is lab_tests()


def test_an_own_flag_is_met_by_its_test_in_any_unit() -> None:
    entry = own(
        catalogue=CatalogueKind.FLAG,
        name="vit d",
        unit="nmol/L",
        low=Decimal("49.92"),
        note="Ask at the practice.",
    )
    flags = red_flags().with_own([entry], lab_tests())
    (found,) = [flag for flag in flags.all if flag.is_own]
    assert (found.test, found.below, found.above) == ("vitd25oh", Fraction(20), None)
    assert found.text == "Ask at the practice."


@pytest.mark.parametrize("fields", [{"name": "Rhubarb"}, {"unit": "mL"}])
def test_an_own_flag_that_cannot_be_compared_is_left_out(fields: dict[str, object]) -> None:
    entry = own(
        **{"catalogue": CatalogueKind.FLAG, "name": "K", "unit": "mmol/L", **fields},
        low=Decimal(3),
        note="Ask.",
    )
    assert red_flags().with_own([entry], lab_tests()) is red_flags()


@pytest.mark.parametrize(
    "text",
    [
        "key,status\na,memory\n",  # header
        "key,source,status\na,b\n",  # cells
        "key,source,status\na,,memory\n",  # no source
        "key,source,status\na,b,hearsay\n",  # no such status
        "",
    ],
)
def test_a_catalogue_file_with_a_mistake_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(reading, "resource_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(CatalogueError, match=r"some\.csv"):
        list(read_rows("some.csv", ("key", "source", "status")))


@pytest.mark.parametrize("number", ["NaN", "1,5", "x", "Infinity"])
def test_a_cell_that_is_no_number_is_refused(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some.csv").write_text(
        f'key,source,status\n"{number}",b,memory\n', encoding="utf-8"
    )
    monkeypatch.setattr(reading, "resource_path", lambda *parts: tmp_path / parts[-1])
    (row,) = read_rows("some.csv", ("key", "source", "status"))
    with pytest.raises(CatalogueError):
        row.decimal("key")
    with pytest.raises(CatalogueError):
        row.fraction("key")


def test_catalogue_files_ship_with_the_app() -> None:
    for file in ("tests.csv", "panels.csv", "flags.csv"):
        assert assets.resource_path("catalogue", file).is_file()
