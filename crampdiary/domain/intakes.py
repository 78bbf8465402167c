"""Daily equivalents: how much of a nutrient a day everything that is taken comes to.

All arithmetic is exact (`Fraction`); `amount_words` in `catalogues.dose_units` rounds for the eye.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import (
    is_measured,
    nutrient_facts,
    plain_unit,
    size_of,
)
from crampdiary.domain.catalogues.intakes_table import Intake, IntakeKind, intakes_for
from crampdiary.domain.catalogues.supplements import Supplement, Supplements
from crampdiary.domain.choices import DoseBasis, Nutrient
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimens import covers, daily_amount
from crampdiary.domain.units import Dimension, read_unit

_IU_PER_UG = 40
# A drop of D3 with K2 is dosed in IU, and K2 never is: those are of vitamin D. Of a multivitamin
# they may be of vitamin E.
_D, _IU = Nutrient.VITAMIN_D, "IU"
_COUNTED_IN_IU = frozenset({_D, Nutrient.VITAMIN_E})


class NotCounted(StrEnum):
    """Why an amount a day is not known."""

    AS_NEEDED = "as_needed"
    NO_DOSE = "no_dose"
    UNIT = "unit"
    CONTENTS = "contents"
    SALT_OR_ELEMENT = "salt_or_element"
    SALT_UNKNOWN = "salt_unknown"
    UNIT_SIZE = "unit_size"


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyAmount:
    """How much of a nutrient one phase gives a day on average, in the nutrient's unit.

    `amount` is None where it is not known; then `why` says so, and `low` and `high` are the two
    readings where a label leaves two (`low` None: a salt that nobody named). A product of which
    nobody noted the contents only `may_contain` the nutrient.
    """

    nutrient: Nutrient
    amount: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    why: NotCounted | None = None
    may_contain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyPart:
    """What one treatment's phase adds to a day's total."""

    treatment: Treatment
    phase: Phase
    daily: DailyAmount


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyTotal:
    """All of a nutrient that is taken a day on average, beside what is recommended and the limits.

    `amount` adds up `parts`; `not_counted` are those whose amount is not known. `above` are the
    upper intakes it is above.
    """

    nutrient: Nutrient
    unit: str
    amount: Fraction
    parts: tuple[DailyPart, ...]
    not_counted: tuple[DailyPart, ...]
    recommended: tuple[Intake, ...]
    upper: tuple[Intake, ...]

    @property
    def amount_ug(self) -> Fraction | None:
        """Return the amount of vitamin D in micrograms (1 µg = 40 IU); None for others."""
        return self.amount / _IU_PER_UG if self.nutrient is Nutrient.VITAMIN_D else None

    @property
    def above(self) -> tuple[Intake, ...]:
        """Return the upper intakes that the amount is above."""
        return tuple(it for it in self.upper if self.amount > it.amount)

    @property
    def is_above_upper(self) -> bool:
        """Tell whether the amount is above any upper intake."""
        return bool(self.above)

    @property
    def is_prescribed_course(self) -> bool:
        """Tell whether what was prescribed is above those intakes, and nothing else is."""
        ordered = sum((_counted(it) for it in self.parts if it.phase.prescribed), Fraction(0))
        own = self.amount - ordered
        return self.is_above_upper and all(own <= it.amount < ordered for it in self.above)


def _counted(part: DailyPart) -> Fraction:
    return part.daily.amount or Fraction(0)


def nutrients_of(
    treatment: Treatment, phase: Phase, supplements: Supplements
) -> tuple[DailyAmount, ...]:
    """Return how much of which nutrients a phase gives a day on average, also where not known.

    A dose counted in tablets, drops and the like gives what the treatment's contents say; a dose in
    a measured unit gives what the substance says. Empty where nothing is known to be in it.
    """
    substance = substance_of(treatment, supplements)
    dosed = None if substance is None else _dosed(substance, phase)
    besides = None if dosed is None else dosed.nutrient
    others = tuple(
        _contained(item, phase) for item in treatment.contents if item.nutrient is not besides
    )
    if not treatment.contents and substance is not None:
        others = tuple(
            _not_recorded(substance, nutrient, phase)
            for nutrient in _named(substance)
            if nutrient is not besides
        )
    return others if dosed is None else (dosed, *others)


def _dosed(substance: Supplement, phase: Phase) -> DailyAmount | None:
    """Return what a dose in a measured unit gives of the nutrient it is a dose of, if any."""
    if phase.dose is None or not is_measured(phase.unit):
        return None
    if substance.nutrient is not None:
        return _measured(substance, substance.nutrient, phase)
    if plain_unit(phase.unit) == _IU and _COUNTED_IN_IU & set(substance.may_contain) == {_D}:
        why = _why_unknown(phase)
        return DailyAmount(nutrient=_D, amount=None if why else daily_amount(phase), why=why)
    return None


def _named(substance: Supplement) -> tuple[Nutrient, ...]:
    return (substance.nutrient,) if substance.nutrient else substance.may_contain


def _not_recorded(substance: Supplement, nutrient: Nutrient, phase: Phase) -> DailyAmount:
    return DailyAmount(
        nutrient=nutrient,
        amount=None,
        why=_why_unknown(phase) or NotCounted.CONTENTS,
        may_contain=substance.nutrient is None,
    )


def _why_unknown(phase: Phase) -> NotCounted | None:
    """Return why no phase of this kind can be counted, whatever is in it, or None."""
    if phase.every_days is None:
        return NotCounted.AS_NEEDED
    return NotCounted.NO_DOSE if phase.dose is None else None


def _measured(substance: Supplement, nutrient: Nutrient, phase: Phase) -> DailyAmount:
    """Return what a dose in IU, mg, mmol and the like of a substance gives."""
    why = _why_unknown(phase)
    size = size_of(phase.unit, substance.sizes)
    if why is None and size is None:
        why = NotCounted.UNIT
    if why is not None or size is None:
        return DailyAmount(nutrient=nutrient, amount=None, why=why)
    a_day = daily_amount(phase) or Fraction()
    low, high = a_day * size.low, a_day * size.high
    is_weight = read_unit(phase.unit).dimension is Dimension.MASS
    share = substance.elemental_fraction
    basis = phase.basis or substance.usual_basis
    if not is_weight or basis is DoseBasis.ELEMENTAL or not _is_salt(substance):
        return _between(nutrient, low, high, NotCounted.UNIT_SIZE)
    if basis is DoseBasis.SALT and share is None:
        return DailyAmount(nutrient=nutrient, amount=None, high=high, why=NotCounted.SALT_UNKNOWN)
    if basis is DoseBasis.SALT and share is not None:
        return _between(nutrient, low * share, high * share, NotCounted.UNIT_SIZE)
    as_salt = low * share if share is not None else None
    return DailyAmount(
        nutrient=nutrient, amount=None, low=as_salt, high=high, why=NotCounted.SALT_OR_ELEMENT
    )


def _is_salt(substance: Supplement) -> bool:
    """Tell whether a weight of it may be more than the nutrient in it."""
    return substance.is_ambiguous_label or substance.elemental_fraction is not None


def _between(nutrient: Nutrient, low: Fraction, high: Fraction, why: NotCounted) -> DailyAmount:
    """Return an amount that is known where both readings are the same."""
    if low == high:
        return DailyAmount(nutrient=nutrient, amount=low)
    return DailyAmount(nutrient=nutrient, amount=None, low=low, high=high, why=why)


def _contained(item: Ingredient, phase: Phase) -> DailyAmount:
    """Return what a number of tablets and the like gives of one ingredient.

    Labels of products state the nutrient itself, not its salt.
    """
    why = _why_unknown(phase)
    size = size_of(item.unit, nutrient_facts()[item.nutrient].sizes)
    if why is None and (size is None or is_measured(phase.unit)):
        why = NotCounted.UNIT
    if why is not None or size is None:
        return DailyAmount(nutrient=item.nutrient, amount=None, why=why)
    one = (daily_amount(phase) or Fraction()) * Fraction(item.amount)
    return _between(item.nutrient, one * size.low, one * size.high, NotCounted.UNIT_SIZE)


def daily_totals(
    taken: Iterable[tuple[Treatment, Sequence[Phase]]],
    day: date,
    *,
    supplements: Supplements,
    birth_year: int | None = None,
) -> tuple[DailyTotal, ...]:
    """Return the totals of a day over all treatments, in the order of `Nutrient`.

    A nutrient that products of unknown contents may contain, and nothing else does, has no total.
    The age is the one reached in the year of `day`.
    """
    parts = [
        DailyPart(treatment=treatment, phase=phase, daily=daily)
        for treatment, phases in taken
        for phase in phases
        if covers(phase, day)
        for daily in nutrients_of(treatment, phase, supplements)
    ]
    age = day.year - birth_year if birth_year is not None else None
    return tuple(
        _total(nutrient, [part for part in parts if part.daily.nutrient is nutrient], age)
        for nutrient in Nutrient
        if any(part.daily.nutrient is nutrient and not part.daily.may_contain for part in parts)
    )


def _total(nutrient: Nutrient, parts: Sequence[DailyPart], age: int | None) -> DailyTotal:
    counted = tuple(part for part in parts if part.daily.amount is not None)
    return DailyTotal(
        nutrient=nutrient,
        unit=nutrient_facts()[nutrient].unit,
        amount=sum(map(_counted, counted), Fraction(0)),
        parts=counted,
        not_counted=tuple(part for part in parts if part.daily.amount is None),
        recommended=intakes_for(nutrient, IntakeKind.RECOMMENDED, age),
        upper=intakes_for(nutrient, IntakeKind.UPPER, age),
    )
