"""What a person may set, kept in the diary as a record like any other."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid5

from crampdiary.domain.checks import MAX_NAME, check_range, check_text
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ids import NAMESPACE
from crampdiary.domain.nights import NOON

PREFERENCES_ID = uuid5(NAMESPACE, "preferences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What belongs to this diary and goes with it: glass size, night boundary, a name.

    `night_start` says when the app starts with the night screen; `reminder_min` is when the morning
    reminder comes, in minutes after midnight, and None where there is none. The limits of 25-OH
    vitamin D are in ng/mL; 20 and 30 are commonly used (the Endocrine Society, 2024, no longer
    endorses fixed ones), and everybody may have other ones.
    """

    kind: ClassVar[str] = "preferences"

    id: UUID = PREFERENCES_ID
    glass_ml: int = 250
    boundary_hour: int = NOON
    night_colours: str = "auto"
    night_from_hour: int = 22
    night_to_hour: int = 8
    night_start: str = "auto"
    reminder_min: int | None = None
    vitamin_d_deficient_below: Decimal = Decimal(20)
    vitamin_d_sufficient_above: Decimal = Decimal(30)
    person_name: str = ""
    birth_year: int | None = None
    is_demo: bool = False

    def __post_init__(self) -> None:
        """Check the ranges."""
        check_range("glass_ml", self.glass_ml, 20, 2_000)
        check_range("boundary_hour", self.boundary_hour, 9, 20)
        check_range("night_from_hour", self.night_from_hour, 0, 23)
        check_range("night_to_hour", self.night_to_hour, 0, 23)
        check_range("reminder_min", self.reminder_min, 0, 24 * 60 - 1)
        check_range("birth_year", self.birth_year, 1900, 2200)
        check_range("vitamin_d_deficient_below", self.vitamin_d_deficient_below, 1, 200)
        check_range("vitamin_d_sufficient_above", self.vitamin_d_sufficient_above, 1, 200)
        if self.vitamin_d_sufficient_above < self.vitamin_d_deficient_below:
            raise InvalidValueError(
                field="vitamin_d_sufficient_above",
                problem="ends_before_start",
                value=self.vitamin_d_sufficient_above,
                allowed=f"{self.vitamin_d_deficient_below} or more",
            )
        check_text("person_name", self.person_name, limit=MAX_NAME)
        for name, value in (
            ("night_colours", self.night_colours),
            ("night_start", self.night_start),
        ):
            if value not in {"auto", "always", "never"}:
                raise InvalidValueError(
                    field=name, problem="unknown_choice", value=value, allowed="auto, always, never"
                )
