"""Recommended and upper intakes of nutrients, with who sets them and for whom.

From `resources/catalogue/intakes.csv`; a person is told them as information, with the source.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from crampdiary.domain.catalogues.reading import CatalogueError, Row, Status, read_rows
from crampdiary.domain.choices import Nutrient

_COLUMNS = (
    *("nutrient", "kind", "authority", "amount", "amount_to", "unit", "age_from", "age_to", "sex"),
    *("scope", "source", "status"),
)


class IntakeKind(StrEnum):
    """What an intake is meant as."""

    RECOMMENDED = "recommended"
    UPPER = "upper"


class IntakeScope(StrEnum):
    """What an intake counts: food as well, or only what is taken."""

    ALL_SOURCES = "all sources"
    SUPPLEMENTS = "supplements only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One intake a day, in the nutrient's unit, from `amount` to `amount_to` where it is a range.

    `age_from` and `age_to` are in years, both included, None where open; `sex` is men, women, or
    empty for all.
    """

    nutrient: Nutrient
    kind: IntakeKind
    authority: str
    amount: Decimal
    amount_to: Decimal | None
    unit: str
    age_from: int | None
    age_to: int | None
    sex: str
    scope: IntakeScope
    source: str
    status: Status

    def is_for(self, age: int | None) -> bool:
        """Tell whether it is for people of an age in years; all are where that is not known."""
        if age is None:
            return True
        return (self.age_from or 0) <= age <= (self.age_to if self.age_to is not None else age)

    @property
    def whom(self) -> str:
        """Return for whom it is: "people over 70", "women of 51 to 70", or nothing for all."""
        who = self.sex or "people"
        match self.age_from, self.age_to:
            case None, None:
                return self.sex
            case None, last:
                return f"{who} up to {last}"
            case first, None:
                return f"{who} over {first - 1}"
            case first, last:
                return f"{who} of {first} to {last}"


@cache
def intakes() -> tuple[Intake, ...]:
    """Return all of them, read once."""
    return tuple(_read(row) for row in read_rows("intakes.csv", _COLUMNS))


def intakes_for(nutrient: Nutrient, kind: IntakeKind, age: int | None) -> tuple[Intake, ...]:
    """Return the intakes of a nutrient for an age in years; for every age where it is None."""
    return tuple(
        it for it in intakes() if it.nutrient is nutrient and it.kind is kind and it.is_for(age)
    )


def _read(row: Row) -> Intake:
    amount = row.decimal("amount")
    if amount is None:
        raise CatalogueError(f"{row.file} line {row.line}: amount is empty")
    return Intake(
        nutrient=Nutrient(row.text("nutrient")),
        kind=IntakeKind(row.text("kind")),
        authority=row.text("authority", required=True),
        amount=amount,
        amount_to=row.decimal("amount_to"),
        unit=row.text("unit", required=True),
        age_from=_years(row, "age_from"),
        age_to=_years(row, "age_to"),
        sex=row.text("sex"),
        scope=IntakeScope(row.text("scope")),
        source=row.source,
        status=row.status,
    )


def _years(row: Row, column: str) -> int | None:
    number = row.decimal(column)
    return int(number) if number is not None else None
