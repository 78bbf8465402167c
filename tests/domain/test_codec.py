"""One codec for columns, changes and exports."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import Site
from crampdiary.domain.codec import from_plain, from_rows, record_type_of, to_plain
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, LabResult, Night, Record, Treatment
from tests import strategies


@given(strategies.records)
def test_every_record_goes_to_json_and_back_unchanged(record: Record) -> None:
    text = json.dumps(to_plain(record))
    assert from_plain(type(record), json.loads(text)) == record


@given(strategies.records)
def test_plain_values_are_text_whole_numbers_or_none(record: Record) -> None:
    assert {type(value) for value in to_plain(record).values()} <= {str, int, type(None)}


def test_digits_of_a_lab_value_stay_as_typed() -> None:
    result = LabResult(
        test="Potassium", value=Decimal("4.10"), unit="mmol/L", taken_on=date(2026, 1, 21)
    )
    assert to_plain(result)["value"] == "4.10"
    assert str(from_plain(LabResult, to_plain(result)).value) == "4.10"


def test_left_out_fields_take_their_defaults() -> None:
    assert from_plain(Night, {"night": "2026-11-21"}) == Night(night=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("night", "yesterday"),
        ("night", 20261121),
        ("pain", "7"),
        ("pain", 7.5),
        ("pain", 11),
        ("pain", True),
        ("sites", "knee"),
        ("is_open", 2),
        ("note", 5),
        ("start_utc", "2026-11-22T02:31:00Z"),
        ("colour", "red"),
    ],
)
def test_unreadable_or_unknown_values_are_refused_with_their_field(
    field: str, value: object
) -> None:
    plain = {**to_plain(Cramp(night=date(2026, 11, 21))), field: value}
    with pytest.raises(InvalidValueError):
        from_plain(Cramp, plain)  # type: ignore[arg-type] # wrong on purpose


def test_record_without_its_date_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        from_plain(Cramp, {"pain": 3})


def test_kinds_name_their_types() -> None:
    assert record_type_of("lab") is LabResult
    with pytest.raises(InvalidValueError):
        record_type_of("dream")


def test_sets_are_written_in_a_stable_order() -> None:
    cramp = Cramp(night=date(2026, 11, 21), sites=frozenset(Site))
    again = replace(cramp, sites=frozenset(reversed(list(Site))))
    assert to_plain(cramp)["sites"] == to_plain(again)["sites"]


def test_preferences_and_treatments_have_kinds_of_their_own() -> None:
    assert from_plain(Preferences, to_plain(Preferences())) == Preferences()
    assert to_plain(Treatment(name="Magnesium"))["type"] == "supplement"


@given(st.lists(strategies.records, max_size=6))
def test_many_rows_are_read_as_one_by_one(records: list[Record]) -> None:
    for kind in {type(record) for record in records}:
        wanted = [record for record in records if type(record) is kind] * 2
        plain = [to_plain(record) for record in wanted]
        assert from_rows(kind, list(plain[0]), [list(row.values()) for row in plain]) == wanted


def test_no_rows_are_no_records() -> None:
    assert from_rows(Cramp, ["night"], []) == []


@pytest.mark.parametrize(("field", "value"), [("night", "soon"), ("pain", 11), ("sites", "knee")])
def test_one_bad_row_among_many_is_refused(field: str, value: object) -> None:
    plain = to_plain(Cramp(night=date(2026, 11, 21)))
    rows = [list(plain.values()), list({**plain, field: value}.values())]
    with pytest.raises(InvalidValueError):
        from_rows(Cramp, list(plain), rows)  # type: ignore[arg-type] # wrong on purpose
