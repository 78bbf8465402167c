"""What one unit of a product contains, such as a tablet of a multivitamin."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crampdiary.domain.checks import check_range, check_text
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.errors import InvalidValueError

MAX_INGREDIENTS = 20
_BETWEEN, _IS = "; ", "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """`amount` `unit` of a nutrient in one tablet, capsule, sachet or whatever the dose counts."""

    nutrient: Nutrient
    amount: Decimal
    unit: str

    def __post_init__(self) -> None:
        """Check amount and unit."""
        check_range("amount", self.amount, 0, 10_000_000)
        check_text("unit", self.unit, limit=40, required=True)
        if _BETWEEN.strip() in self.unit:
            raise InvalidValueError(field="unit", problem="unknown_unit", value=self.unit)


def check_contents(contents: Sequence[Ingredient]) -> None:
    """Check that a product names each nutrient once; raise `InvalidValueError` else."""
    named = [item.nutrient for item in contents]
    if len(set(named)) < len(named):
        raise InvalidValueError(field="contents", problem="duplicated")
    check_range("contents", len(contents), 0, MAX_INGREDIENTS)


def write_contents(contents: Sequence[Ingredient]) -> str:
    """Return contents as one text: "vitamin_d=400 IU; magnesium=100 mg"."""
    return _BETWEEN.join(f"{item.nutrient}{_IS}{item.amount} {item.unit}" for item in contents)


def read_contents(text: str) -> tuple[Ingredient, ...]:
    """Return what `write_contents` wrote; raise `ValueError` or `InvalidOperation` else."""
    return tuple(_read(part) for part in text.split(_BETWEEN) if part)


def _read(part: str) -> Ingredient:
    nutrient, _, quantity = part.partition(_IS)
    amount, _, unit = quantity.partition(" ")
    return Ingredient(nutrient=Nutrient(nutrient), amount=Decimal(amount), unit=unit)
