"""Undo names what it takes back in a person's words."""

from datetime import date

import pytest

from crampdiary.domain.records import Condition, Cramp, Dose, Phase, Record, Treatment
from crampdiary.services.labels import batch_label, came_in_a_file, import_label

NIGHT = date(2026, 11, 21)
MAGNESIUM = Treatment(name="Magnesium")
DOSE = Dose(treatment_id=MAGNESIUM.id, day=NIGHT)
PHASE = Phase(treatment_id=MAGNESIUM.id, start=NIGHT)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([Cramp(night=NIGHT)], "Delete a cramp"),
        ([Cramp(night=NIGHT) for _ in range(7)], "Delete 7 cramps"),
        ([Condition(name=f"{number}") for number in range(1200)], "Delete 1,200 conditions"),
        ([DOSE], "Delete an answer about a dose"),
        ([Cramp(night=NIGHT), DOSE, PHASE], "Delete 3 entries"),
    ],
)
def test_a_label_says_what_and_how_many(records: list[Record], said: str) -> None:
    assert batch_label("Delete", records) == said


def test_a_treatment_is_named_without_its_parts() -> None:
    assert batch_label("Put back", [MAGNESIUM, PHASE, DOSE]) == "Put back a treatment"


def test_what_came_in_a_file_is_known_by_its_label() -> None:
    assert came_in_a_file(import_label("nights.csv"))
    assert not came_in_a_file(batch_label("Add", [MAGNESIUM]))
