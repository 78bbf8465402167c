"""The catalogues of one diary."""

from datetime import UTC, datetime
from decimal import Decimal

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services.catalogues import catalogues_of
from tests.fakes import MemoryDiary

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ZINC = OwnEntry(catalogue=CatalogueKind.TEST, name="Zinc", unit="µmol/L", also_called="Zn, Zink")
WATCH = OwnEntry(
    catalogue=CatalogueKind.FLAG, name="Zink", unit="µmol/L", low=Decimal(8), note="Ask about it."
)
HERB = OwnEntry(catalogue=CatalogueKind.SUPPLEMENT, name="Horse chestnut", unit="drops")
PILL = OwnEntry(catalogue=CatalogueKind.MEDICINE, name="Xylozin", note="The leaflet names cramps.")


def test_own_entries_are_found_beside_those_that_ship() -> None:
    found = catalogues_of(MemoryDiary([ZINC, WATCH, HERB, PILL]))
    zinc = found.lab_tests.find("zn")
    assert zinc is not None
    assert zinc.name == "Zinc"
    assert [flag.text for flag in found.red_flags.of_test(zinc.key)] == ["Ask about it."]
    herb, pill = found.supplements.find("horse chestnut"), found.medicines.find("XYLOZIN")
    assert (herb and herb.name, pill and pill.known) == (
        "Horse chestnut",
        "The leaflet names cramps.",
    )
    for name in ("Vit D", "Magnesium citrat"):
        assert found.supplements.find(name) is not None


def test_own_entry_is_known_as_soon_as_it_is_stored_and_no_longer_than_that() -> None:
    diary = MemoryDiary()
    assert catalogues_of(diary).lab_tests.find("Zinc") is None
    diary.write([Edit(before=None, after=ZINC)], label="Add", at=NOW)
    assert catalogues_of(diary).lab_tests.find("Zinc") is not None
    diary.write([Edit(before=ZINC, after=None)], label="Delete", at=NOW)
    assert catalogues_of(diary).lab_tests.find("Zinc") is None


def test_unchanged_catalogues_are_not_read_again() -> None:
    assert catalogues_of(MemoryDiary([ZINC])) is catalogues_of(MemoryDiary([ZINC]))
