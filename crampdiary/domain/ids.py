"""Ids that follow from what a record is about, so that it has the same one on every device."""

from datetime import date
from uuid import UUID, uuid5

NAMESPACE = UUID("5f0d9f5e-6a0b-4d6e-9a5e-2f6d3c1b7a90")


def night_id(night: date) -> UUID:
    """Return the one id a night has on every device, so that two diaries can be merged."""
    return uuid5(NAMESPACE, f"night {night.isoformat()}")


def dose_id(treatment_id: UUID, day: date) -> UUID:
    """Return the one id that a day's exception of a treatment has on every device."""
    return uuid5(NAMESPACE, f"dose {treatment_id} {day.isoformat()}")
