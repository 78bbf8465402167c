"""Units are read however people spell them, and convert exactly or not at all."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.units import Dimension, Unit, convert, read_unit, same_unit

SPELLINGS = {
    "ng/mL": ("ng/ml", "NG/ML", " ng / mL ", "ng per mL", "nanograms/millilitre"),
    "µg/L": ("ug/l", "mcg/L", "\u03bcg/L", "\u00b5g/l", "MCG/L", "micrograms per litre"),
    "mg/dL": ("mg/dl", "MG/DL", "mg%", "mg/100 mL", "mg per dL", "mg dL-1"),
    "nmol/L": ("nmol/l", "NMOL/L", "nmol\u00b7L\u207b\u00b9"),
    "mmol/L": ("mmol/l", "mmol l-1", "mmol L^-1", "mMol/L"),
    "µmol/L": ("umol/L", "mcmol/l", "\u03bcmol/l"),
    "mEq/L": ("meq/l", "mEq/l", "MEQ/L", "mval/l"),
    "mIU/L": ("m[IU]/L", "miu/l", "mIU/l"),
    "µIU/mL": ("uIU/mL", "mcIU/ml", "u[IU]/mL"),
    "U/L": ("u/l", "U/l", "units/L"),
    "IU/L": ("iu/l", "[IU]/L", "I.U./L", "IE/l"),
    "µkat/L": ("ukat/L", "\u03bckat/l", "mckat/l"),
    "%": ("percent", "% Hb", "% (NGSP)", "%Hb"),
    "mmol/mol": ("mmol/mol Hb", "MMOL/MOL"),
    "mL/min/1.73 m²": (
        "ml/min/1.73m2",
        "ml/min/1,73qm",
        "mL/min/{1.73_m2}",
        "mL/min/1,73 m²",
        "mL/min per 1.73 m^2",
        "ml/min/1.73 sq.m",
        "mL/min/1.73m**2",
        "mL/min/[1.73_m2]",
    ),
    "IU": ("iu", "I.U.", "I.E.", "UI", "[IU]", "international units"),
    "µg": ("ug", "mcg", "\u03bcg", "micrograms", "microgram"),
    "mg": ("MG", "milligrams", "mg."),
    "g": ("grams", "G", "gm"),
    "mL": ("ml", "ML", "millilitres"),
    "tablet": ("tablets", "Tab", "tabs.", "pill", "Tabletten", "comprim\u00e9", "comprimidos"),
    "drop": ("drops", "gtt", "Tropfen", "gouttes", "gotas"),
    "capsule": ("caps", "Capsules", "softgel", "Kapseln", "g\u00e9lules"),
    "puff": ("puffs", "inhalations"),
}


@pytest.mark.parametrize(
    ("symbol", "typed"), [(symbol, typed) for symbol in SPELLINGS for typed in SPELLINGS[symbol]]
)
def test_a_unit_is_read_however_it_is_spelt(symbol: str, typed: str) -> None:
    assert read_unit(typed) == read_unit(symbol)
    assert read_unit(typed).symbol == symbol
    assert read_unit(typed).is_known


@pytest.mark.parametrize("symbol", SPELLINGS)
def test_symbol_and_ucum_code_read_back_as_the_same_unit(symbol: str) -> None:
    unit = read_unit(symbol)
    assert read_unit(unit.symbol) == unit
    assert unit.ucum is not None
    assert unit.dimension is Dimension.COUNT or read_unit(unit.ucum) == unit


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("µg/L", "ug/L"),
        ("mIU/L", "m[IU]/L"),
        ("mEq/L", "meq/L"),
        ("mL/min/1.73 m²", "mL/min/{1.73_m2}"),
        ("µkat/L", "ukat/L"),
        ("drop", "[drp]"),
        ("tablet", "{tablet}"),
    ],
)
def test_ucum_codes(symbol: str, code: str) -> None:
    assert read_unit(symbol).ucum == code


@pytest.mark.parametrize(
    "typed", ["furlong", "", "mg/kg", "g/g", "L/L", "mg/", "/L", "puffs/L", "µ"]
)
def test_an_unknown_unit_is_kept_as_typed(typed: str) -> None:
    unit = read_unit(typed)
    assert (unit.symbol, unit.is_known, unit.ucum) == (typed, False, None)


@pytest.mark.parametrize("typed", ["MU", "MIU", "MIE", "MUI"])
def test_a_million_units_of_a_dose_are_no_thousandth_of_one(typed: str) -> None:
    assert not read_unit(typed).is_known
    assert read_unit(typed.lower()).symbol in {"mU", "mIU"}


@pytest.mark.parametrize(
    ("capitals", "symbol"), [("MU/L", "mU/L"), ("MIU/L", "mIU/L"), ("MG/DL", "mg/dL")]
)
def test_laboratories_that_print_capitals_are_understood(capitals: str, symbol: str) -> None:
    assert read_unit(capitals).symbol == symbol


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mg/dL", "mmol/L"),  # depends on the substance
        ("mmol/L", "mEq/L"),  # depends on its charge
        ("ng/mL", "ng"),
        ("IU", "µg"),
        ("U/L", "µkat/L"),
        ("%", "mmol/mol"),
        ("mL/min", "mL/min/1.73 m²"),
        ("tablet", "capsule"),
        ("furlong", "fathom"),
        ("mg", "mL"),
    ],
)
def test_units_of_another_kind_never_convert(one: str, other: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        convert(Decimal(1), read_unit(one), read_unit(other))
    assert (refused.value.problem, refused.value.allowed) == ("unit_of_other_kind", other)


@pytest.mark.parametrize(
    ("one", "other"), [("ng/mL", "µg/L"), ("mIU/L", "µIU/mL"), ("pg/ml", "ng/l"), ("mU/L", "mIU/l")]
)
def test_a_number_means_the_same_in_units_of_one_size(one: str, other: str) -> None:
    assert same_unit(one, other)


@pytest.mark.parametrize(("one", "other"), [("ng/mL", "pg/mL"), ("mg", "µg"), ("drop", "drops/L")])
def test_units_of_another_size_or_kind_are_not_the_same(one: str, other: str) -> None:
    assert not same_unit(one, other)


KNOWN = [read_unit(symbol) for symbol in SPELLINGS] + [
    read_unit(symbol)
    for symbol in ("ng", "kg", "cL", "dL", "mol", "pmol/L", "g/dL", "pg/mL", "nkat/L")
]


@given(
    st.decimals(min_value=0, max_value=10**7, places=4),
    st.sampled_from(KNOWN),
    st.sampled_from(KNOWN),
)
def test_there_and_back_gives_the_very_same_number(value: Decimal, one: Unit, other: Unit) -> None:
    assume(one.is_of_kind(other))
    assert convert(convert(value, one, other), other, one) == value


@given(st.text(max_size=60))
def test_any_text_is_a_unit_or_kept(text: str) -> None:
    unit = read_unit(text)
    assert unit.is_known or unit.symbol == " ".join(text.split())
    assert unit.is_of_kind(unit)


@pytest.mark.parametrize(
    ("value", "one", "other", "expected"),
    [
        ("1", "mg", "µg", "1000"),
        ("25", "µg", "mg", "0.025"),
        ("1", "g/dL", "g/L", "10"),
        ("1", "pg/mL", "ng/L", "1"),
        ("0.09", "mmol/L", "µmol/L", "90"),
        ("1", "mL/s/1.73 m2", "mL/min/1.73 m2", "60"),
    ],
)
def test_sizes_of_units(value: str, one: str, other: str, expected: str) -> None:
    assert convert(Decimal(value), read_unit(one), read_unit(other)) == Decimal(expected)
