"""What a dose has to be asked about before it is stored: its unit, and salt or element."""

from dataclasses import dataclass
from fractions import Fraction

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import (
    WEIGHTS,
    amount_words,
    is_measured,
    nutrient_facts,
    plain_unit,
    size_of,
)
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.intakes import nutrients_of
from crampdiary.domain.phrases import number_words
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.equivalents import equivalent_words

_WHOLE_FROM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltReadings:
    """The two ways to read the weight on a label: as the element, and as the whole salt.

    `as_salt` is empty where nobody knows how much of the salt the element is.
    """

    element: str
    as_element: str
    as_salt: str


def check_unit(treatment: Treatment, phase: Phase, known: Supplements) -> None:
    """Raise `InvalidValueError` for `dose` where a substance cannot be dosed in its unit.

    Tablets, drops and the like always can; vitamin D in mmol cannot.
    """
    substance = substance_of(treatment, known)
    if substance is None or phase.dose is None or not is_measured(phase.unit):
        return
    if not substance.takes(phase.unit):
        units = substance.units
        raise InvalidValueError(
            field="dose",
            problem="unit_of_other_kind",
            value=f"{number_words(phase.dose)} {phase.unit}",
            allowed=" or ".join(filter(None, (", ".join(units[:-1]), units[-1]))),
        )


def salt_readings(treatment: Treatment, phase: Phase, known: Supplements) -> SaltReadings | None:
    """Return both readings of one dose where its label may mean either, else None."""
    substance = substance_of(treatment, known)
    if substance is None or substance.nutrient is None or not substance.is_ambiguous_label:
        return None
    size = size_of(phase.unit, substance.sizes)
    if phase.dose is None or size is None or plain_unit(phase.unit) not in WEIGHTS:
        return None
    facts, share = nutrient_facts()[substance.nutrient], substance.elemental_fraction
    whole = Fraction(phase.dose) * size.low
    return SaltReadings(
        element=facts.name,
        as_element=_rounded(whole, facts.unit),
        as_salt="" if share is None else _rounded(whole * share, facts.unit),
    )


def what_it_gives(
    treatment: Treatment, phase: Phase | None, known: Supplements
) -> tuple[str, SaltReadings | None]:
    """Return what a dose that is being typed gives a day, and the readings to choose from.

    While it is open what a weight means, the readings alone say what there is to say.
    """
    if phase is None or phase.dose is None:
        return "", None
    readings = salt_readings(treatment, phase, known)
    if readings is not None and phase.basis is None:
        return "", readings
    return equivalent_words(phase, nutrients_of(treatment, phase, known)), readings


def _rounded(amount: Fraction, unit: str) -> str:
    shown = Fraction(round(amount)) if amount >= _WHOLE_FROM else amount
    return amount_words(shown, unit)
