"""Own entries: kept only where the catalogues can use them, told in one line."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import CatalogueKind, Nutrient
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services import entries
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.own_entries import (
    details_words,
    is_used,
    own_entries,
    percent_of,
    save_own_entry,
    share_of,
)
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))


def entry(kind: CatalogueKind, name: str, **fields: object) -> OwnEntry:
    return OwnEntry(catalogue=kind, name=name, **fields)  # type: ignore[arg-type] # passed on


def test_entries_come_by_catalogue_and_then_by_name() -> None:
    test = entry(CatalogueKind.TEST, "Lactate")
    second, first = (entry(CatalogueKind.SUPPLEMENT, name) for name in ("zeolite", "Algae"))
    assert own_entries(MemoryDiary([test, second, first])) == [first, second, test]


def test_an_entry_may_keep_its_own_name_when_it_is_changed() -> None:
    before = entry(CatalogueKind.TEST, "Lactate", unit="mmol/L")
    diary = MemoryDiary([before])
    after = entry(CatalogueKind.TEST, "Lactate", id=before.id, unit="mg/dL")
    save_own_entry(diary, CLOCK, before, after)
    assert own_entries(diary) == [after]


def test_a_flag_about_an_own_test_is_used_until_that_test_goes() -> None:
    diary = MemoryDiary()
    test = entry(CatalogueKind.TEST, "Lactate", unit="mmol/L")
    flag = entry(CatalogueKind.FLAG, "Lactate", unit="mmol/L", high=Decimal(4), note="Ask.")
    for one in (test, flag):
        save_own_entry(diary, CLOCK, None, one)
    known = catalogues_of(diary).lab_tests.find("Lactate")
    assert known is not None
    assert [it.text for it in catalogues_of(diary).red_flags.of_test(known.key)] == ["Ask."]
    assert is_used(flag, own_entries(diary))
    entries.delete(diary, CLOCK, test)
    assert not is_used(flag, own_entries(diary))


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (entry(CatalogueKind.TEST, "25-hydroxyvitamin D"), "name"),
        (entry(CatalogueKind.TEST, "Lactate", unit="mg/dL", other_unit="mmol/L"), "factor"),
        (
            entry(
                CatalogueKind.TEST, "Lactate", unit="", other_unit="mmol/L", factor=Decimal("0.1")
            ),
            "unit",
        ),
        (
            entry(CatalogueKind.FLAG, "Moonlight", unit="lx", high=Decimal(1), note="Look."),
            "name",
        ),
    ],
)
def test_what_the_catalogues_could_not_take_in_is_refused(one: OwnEntry, field: str) -> None:
    diary = MemoryDiary()
    with pytest.raises(InvalidValueError) as caught:
        save_own_entry(diary, CLOCK, None, one)
    assert caught.value.field == field
    assert own_entries(diary) == []


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (entry(CatalogueKind.MEDICINE, "Zed", note="Rare cramps."), "Rare cramps."),
        (entry(CatalogueKind.MEDICINE, "Zed"), ""),
        (
            entry(CatalogueKind.SUPPLEMENT, "D drops", nutrient=Nutrient.VITAMIN_D, unit="drops"),
            "counts for vitamin D, in drops",
        ),
        (entry(CatalogueKind.TEST, "Lactate", unit="mmol/L", high=Decimal("2.20")), None),
        (
            entry(
                CatalogueKind.FLAG,
                "Potassium",
                unit="mmol/L",
                low=Decimal("3.2"),
                high=Decimal("5.8"),
                note="Ask.",
            ),
            "below 3.2 mmol/L or above 5.8 mmol/L: Ask.",
        ),
    ],
)
def test_an_entry_is_told_in_one_line(one: OwnEntry, words: str | None) -> None:
    assert details_words(one) == ("in mmol/L, typical up to 2.20" if words is None else words)


@given(st.decimals(min_value="0.001", max_value=100, places=3))
def test_a_share_by_weight_keeps_its_digits_there_and_back(percent: Decimal) -> None:
    share = share_of(percent)
    assert share is not None
    assert share * 100 == percent
    assert str(percent_of(share)) == str(percent)
