"""Daily amounts in calm sentences: what they come to, what is not counted, what to ask about.

The wording still has to be reviewed by a clinician.
"""

from collections.abc import Iterable, Sequence

from crampdiary.domain.catalogues.dose_units import amount_words, nutrient_facts, plain_unit
from crampdiary.domain.catalogues.intakes_table import Intake, IntakeScope
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.intakes import DailyAmount, DailyPart, DailyTotal, NotCounted
from crampdiary.domain.phrases import dose_words

_ASK = "Please talk to your doctor or pharmacist."
# A weekly dose entered as a daily one lies above it, the usual courses below. The highest intake at
# which the IOM (2011, from memory) saw no harm; only the entry is asked about by it.
_UNUSUAL_IU = 10_000
_WHY: dict[NotCounted, str] = {
    NotCounted.AS_NEEDED: "it is taken as needed",
    NotCounted.NO_DOSE: "its dose is not recorded",
    NotCounted.UNIT: "its unit does not say how much {name} that is",
    NotCounted.CONTENTS: "its contents are not recorded",
    NotCounted.SALT_OR_ELEMENT: "the weight on the label may be the salt or the {name} in it",
    NotCounted.SALT_UNKNOWN: "it is not recorded which salt of {name} it is",
    NotCounted.UNIT_SIZE: "it is not recorded whether it is natural or synthetic",
}


def total_words(total: DailyTotal) -> str:
    """Return "2,000 IU a day (50 µg)", "225 mg a day", or that none of it is counted."""
    if not total.parts:
        return "amount not recorded"
    micrograms = f" ({amount_words(total.amount_ug, 'µg')})" if total.amount_ug is not None else ""
    return f"{amount_words(total.amount, total.unit)} a day{micrograms}"


def why_words(daily: DailyAmount) -> str:
    """Return why an amount is not counted, with both readings where there are two."""
    if daily.why is None:
        return ""
    facts = nutrient_facts()[daily.nutrient]
    said = _WHY[daily.why].format(name=facts.name)
    if daily.low is not None and daily.high is not None:
        low, high = amount_words(daily.low, facts.unit), amount_words(daily.high, facts.unit)
        return f"{said} ({low} or {high} a day)"
    return said


def recommended_words(total: DailyTotal) -> str:
    """Return "Recommended: 600 IU for people up to 70, from food as well (...)", or nothing."""
    return _intake_line("Recommended", total.recommended)


def upper_words(total: DailyTotal) -> str:
    """Return "Upper intake: 4,000 IU (US National Academies; ...)", or nothing."""
    return _intake_line("Upper intake", total.upper)


def above_words(total: DailyTotal) -> str:
    """Return the sentence about being above upper intakes, or nothing.

    A prescribed course is named as such, with what it comes to a day, and not as a breach.
    """
    return _course_sentence(total) if total.is_prescribed_course else _above_sentence(total)


def not_counted_words(total: DailyTotal) -> tuple[str, ...]:
    """Return a sentence for each treatment that is not in the total, with the reason."""
    name = nutrient_facts()[total.nutrient].name
    return tuple(
        f"Not counted for {name}: {part.treatment.name}, because {why_words(part.daily)}."
        for part in total.not_counted
    )


def _above_sentence(total: DailyTotal) -> str:
    """Return the one sentence about being above upper intakes, with who sets them."""
    if not total.above:
        return ""
    facts = nutrient_facts()[total.nutrient]
    amount = amount_words(total.amount, total.unit)
    is_supplements = all(it.scope is IntakeScope.SUPPLEMENTS for it in total.above)
    supplements = " from supplements" if is_supplements else ""
    plural = "s" if len(_grouped(total.above)) > 1 else ""
    return (
        f"{amount} of {facts.name} a day{supplements} is above the upper intake{plural} of "
        f"{_listed(total.above)}. {_prescribed_part(total)}{_ASK}"
    )


def _prescribed_part(total: DailyTotal) -> str:
    """Return "7,143 IU of it a day is prescribed. " where that is a part of the total."""
    ordered = sum((part.daily.amount or 0 for part in total.parts if part.phase.prescribed), 0)
    if not 0 < ordered < total.amount:
        return ""
    return f"{amount_words(ordered, total.unit)} of it a day is prescribed. "


def _course_sentence(total: DailyTotal) -> str:
    """Return what a prescribed course comes to a day, and all of it where there is more."""
    facts = nutrient_facts()[total.nutrient]
    courses = [part for part in total.parts if part.phase.prescribed]
    said = " and ".join(_course(part, total.unit) for part in courses)
    tests = "blood tests and " if total.nutrient is Nutrient.VITAMIN_D else ""
    sentence = f"{said}: a prescribed course, to go with {tests}the advice of who prescribed it."
    if len(total.parts) > 1:
        sentence += f" In all it is {amount_words(total.amount, total.unit)} of {facts.name} a day."
    if total.nutrient is Nutrient.VITAMIN_D and total.amount > _UNUSUAL_IU:
        sentence += " Please check that dose and rhythm stand here as prescribed."
    return sentence


def _course(part: DailyPart, unit: str) -> str:
    """Return "50,000 IU weekly is 7,143 IU a day on average", or the dose where that is all."""
    phase, amount = part.phase, part.daily.amount
    if phase.every_days != 1:
        return f"{dose_words(phase)} is {amount_words(amount or 0, unit)} a day on average"
    if plain_unit(phase.unit) == unit and amount == phase.dose:
        return dose_words(phase)
    return f"{dose_words(phase)} is {amount_words(amount or 0, unit)} a day"


def _intake_line(title: str, intakes: Sequence[Intake]) -> str:
    if not intakes:
        return ""
    scopes = {it.scope for it in intakes}
    scope = {IntakeScope.ALL_SOURCES: ", food included", IntakeScope.SUPPLEMENTS: ""}
    ending = scope[scopes.pop()] if len(scopes) == 1 else ""
    return f"{title}: {_listed(intakes)}{ending}"


def _grouped(intakes: Iterable[Intake]) -> dict[str, list[str]]:
    """Return who sets each amount, by the amount with for whom and of what it is."""
    grouped: dict[str, list[str]] = {}
    for it in sorted(intakes, key=lambda it: (it.amount, it.authority)):
        amount = amount_words(it.amount, it.unit)
        if it.amount_to is not None:
            amount = f"{amount_words(it.amount, '')} to {amount_words(it.amount_to, it.unit)}"
        grouped.setdefault(f"{amount} for {it.whom}" if it.whom else amount, []).append(
            it.authority
        )
    return grouped


def _listed(intakes: Iterable[Intake]) -> str:
    """Return amounts with who sets them: "250 mg (X) and 350 mg (Y)"."""
    said = [
        f"{amount} ({'; '.join(dict.fromkeys(authorities))})"
        for amount, authorities in _grouped(intakes).items()
    ]
    return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
