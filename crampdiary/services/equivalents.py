"""What a phase gives a day, in a few words: "2,000 IU (50 µg) a day", "300 mg elemental magnesium".

Amounts are averages over the rhythm; the wording still has to be reviewed by a clinician.
"""

from collections.abc import Sequence
from fractions import Fraction

from crampdiary.domain.catalogues.dose_units import (
    amount_words,
    is_measured,
    nutrient_facts,
    plain_unit,
)
from crampdiary.domain.catalogues.intakes_table import IntakeKind, intakes_for
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.intake_words import why_words
from crampdiary.domain.intakes import DailyAmount, NotCounted
from crampdiary.domain.records import Phase

_IU_PER_UG = 40
_ELEMENTS = frozenset({Nutrient.MAGNESIUM, Nutrient.CALCIUM, Nutrient.POTASSIUM})
# What the dose itself or a badge says already.
_SAID_ELSEWHERE = frozenset({NotCounted.AS_NEEDED, NotCounted.NO_DOSE})
_COURSE = "a prescribed course"


def equivalent_words(phase: Phase, nutrients: Sequence[DailyAmount]) -> str:
    """Return what a phase gives a day of everything that is added up, or why that is not known.

    A prescribed phase above an upper intake is named as a course. Nothing where nothing in it is
    added up.
    """
    known = [daily for daily in nutrients if daily.amount is not None]
    if not known:
        return _unknown_words(nutrients)
    average = " on average" if phase.every_days not in {None, 1} else ""
    course = f": {_COURSE}" if any(_is_course(phase, daily) for daily in known) else ""
    # Of so many tablets nobody knows otherwise what it is an amount of.
    is_named = len(nutrients) > 1 or not is_measured(phase.unit)
    said = [_amount_of(daily, is_named=is_named) for daily in known]
    return f"{', '.join(said)} a day{average}{course}"


def plain_words(phase: Phase, nutrients: Sequence[DailyAmount]) -> str:
    """Return "2,000 IU (50 µg) a day" where dose and equivalent are one thing, else nothing."""
    if len(nutrients) != 1 or phase.at_bedtime or phase.every_days != 1 or phase.times_a_day != 1:
        return ""
    (daily,) = nutrients
    is_vitamin_d = daily.nutrient is Nutrient.VITAMIN_D
    is_same = daily.amount == phase.dose and plain_unit(phase.unit) == "IU"
    if not is_vitamin_d or not is_same or phase.start == phase.end or _is_course(phase, daily):
        return ""
    return equivalent_words(phase, nutrients)


def _is_course(phase: Phase, daily: DailyAmount) -> bool:
    """Tell whether a prescribed phase alone is above an upper intake."""
    amount = daily.amount
    if not phase.prescribed or amount is None:
        return False
    return any(amount > it.amount for it in intakes_for(daily.nutrient, IntakeKind.UPPER, None))


def _amount_of(daily: DailyAmount, *, is_named: bool) -> str:
    facts = nutrient_facts()[daily.nutrient]
    amount = daily.amount or Fraction(0)
    said = amount_words(amount, facts.unit)
    if daily.nutrient is Nutrient.VITAMIN_D:
        return f"{said} ({micrograms(amount)}){f' {facts.name}' if is_named else ''}"
    return f"{said} {'elemental ' if daily.nutrient in _ELEMENTS else ''}{facts.name}"


def micrograms(amount_iu: Fraction) -> str:
    """Return vitamin D in IU as micrograms: "50 µg", whole from 10 on."""
    found = amount_iu / _IU_PER_UG
    return amount_words(Fraction(round(found)) if found >= 10 else found, "µg")  # noqa: PLR2004


def _unknown_words(nutrients: Sequence[DailyAmount]) -> str:
    said = [
        why_words(daily)
        for daily in nutrients
        if daily.why is not None and daily.why not in _SAID_ELSEWHERE
    ]
    words = next(iter(said), "")
    return f"{words[:1].upper()}{words[1:]}"
