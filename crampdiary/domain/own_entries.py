"""What a person adds to the catalogues: supplements, medicines, lab tests, values to watch."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid4

from crampdiary.domain.checks import MAX_NAME, check_range, check_text
from crampdiary.domain.choices import CatalogueKind, Nutrient
from crampdiary.domain.errors import InvalidValueError


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """One own entry of a catalogue; `also_called` are further names, comma separated.

    A supplement is dosed in `unit` and counts for `nutrient` with the share `factor` of its weight.
    A medicine has what is known of it in `note`. A test has `unit` and `other_unit` (1 unit =
    `factor` other_unit) and its typical interval `low` to `high` in `unit`. A flag is about the
    test `name`: below `low` or above `high`, in `unit`, it shows `note`.
    """

    kind: ClassVar[str] = "own_entry"

    catalogue: CatalogueKind
    name: str
    id: UUID = field(default_factory=uuid4)
    also_called: str = ""
    nutrient: Nutrient | None = None
    unit: str = ""
    other_unit: str = ""
    factor: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Check texts, numbers, and what each catalogue needs."""
        check_text("name", self.name, limit=MAX_NAME, required=True)
        check_text("also_called", self.also_called, limit=1_000)
        is_flag = self.catalogue is CatalogueKind.FLAG
        check_text("unit", self.unit, limit=40, required=is_flag)
        check_text("other_unit", self.other_unit, limit=40, required=self._is_convertible)
        check_range("factor", self.factor, 0, 10_000_000)
        check_range("low", self.low, 0, 10_000_000)
        check_range("high", self.high, 0, 10_000_000)
        check_text("note", self.note, required=is_flag)
        if self.factor is not None and not self.factor:
            raise InvalidValueError(
                field="factor", problem="out_of_range", value=self.factor, allowed="more than 0"
            )
        if is_flag and self.low is None and self.high is None:
            raise InvalidValueError(field="low", problem="incomplete", allowed="one limit or both")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise InvalidValueError(
                field="high",
                problem="ends_before_start",
                value=self.high,
                allowed=f"{self.low} or more",
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Return its name and then everything else it is called."""
        others = (part.strip() for part in self.also_called.split(","))
        return (self.name, *filter(None, others))

    @property
    def _is_convertible(self) -> bool:
        return self.catalogue is CatalogueKind.TEST and self.factor is not None
