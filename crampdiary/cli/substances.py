"""What a treatment counts as and contains, by the catalogues; and the questions that leaves."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from crampdiary.cli.lines import clean
from crampdiary.cli.treatment_fields import kind_fields
from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import is_measured, nutrient_facts, size_of
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.dose_text import read_amount
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.catalogues import Catalogues
from crampdiary.services.story import phase_words
from crampdiary.services.treatments import Overlap, same_substance_overlaps

_NOTHING = {"nothing", "none", ""}
_INGREDIENT = re.compile(r"(?P<name>.*?[^\W\d]\w*)[\s=:]+(?P<amount>[\d.,½¼].*)")


def treatment_fields(given: Mapping[str, Any], catalogues: Catalogues) -> dict[str, Any]:
    """Return the fields of a treatment that were given; raises `InvalidValueError`."""
    fields = kind_fields(given)
    if given["counts_as"] is not None:
        fields["substance"] = _substance(given["counts_as"], catalogues)
    if given["contains"]:
        fields["contents"] = tuple(_ingredient(text, catalogues) for text in given["contains"])
    return fields


def with_likely_kind(treatment: Treatment, catalogues: Catalogues) -> Treatment:
    """Return a new treatment as a medicine where the catalogues know it only as one."""
    is_medicine = substance_of(treatment, catalogues.medicines) is not None
    if not is_medicine or substance_of(treatment, catalogues.supplements) is not None:
        return treatment
    return replace(treatment, type=TreatmentKind.MEDICINE)


def check_units(treatment: Treatment, phases: Iterable[Phase], catalogues: Catalogues) -> None:
    """Raise `InvalidValueError` for a dose in a unit that its substance is not measured in."""
    substance = substance_of(treatment, catalogues.supplements)
    for phase in phases:
        if substance is None or phase.dose is None or not is_measured(phase.unit):
            continue
        if not substance.takes(phase.unit):
            units = [unit for unit in substance.units if is_measured(unit)]
            raise InvalidValueError(
                field="unit",
                problem="unit_of_other_kind",
                value=phase.unit,
                allowed=" or ".join(units),
            )


def check_beside(
    diary: Diary, treatment: Treatment, phases: Sequence[Phase], known: Iterable[Overlap] = ()
) -> None:
    """Refuse the same substance under another name on the same days, with what to do instead.

    `known` are overlaps that were there before, which nobody asks about again.
    """
    before = {overlap.treatment.id for overlap in known}
    for overlap in same_substance_overlaps(diary, treatment, phases):
        if overlap.treatment.id in before:
            continue
        other = clean(overlap.treatment.name)
        raise click.ClickException(
            f"{other} ({phase_words(overlap.other)}) is the same substance and shares a day with "
            f'it. For another dose of that: crampdiary add treatment "{other}". If you take '
            "both, add --beside. Nothing was changed."
        )


def _substance(text: str, catalogues: Catalogues) -> str:
    """Return the key of what a treatment counts as, by key or name."""
    wanted = text.strip()
    if wanted.casefold() in _NOTHING:
        return ""
    supplements, medicines = catalogues.supplements, catalogues.medicines
    found = supplements.get(wanted) or medicines.get(wanted)
    found = found or supplements.find(wanted) or medicines.find(wanted)
    if found is None:
        raise InvalidValueError(
            field="substance",
            problem="unknown_choice",
            value=clean(text),
            allowed="one that crampdiary list supplements or list medicines shows, or nothing",
        )
    return found.key


def _ingredient(text: str, catalogues: Catalogues) -> Ingredient:
    """Return what "vitamin D 400 IU" says."""
    match = _INGREDIENT.fullmatch(text.strip())
    amount = read_amount(match["amount"], "amount") if match else None
    if match is None or amount is None:
        raise InvalidValueError(
            field="contents", problem="unreadable", value=clean(text), allowed="vitamin D 400 IU"
        )
    known = catalogues.supplements.find(match["name"])
    if known is None or known.nutrient is None:
        names = ", ".join(facts.name for facts in nutrient_facts().values())
        raise InvalidValueError(
            field="contents", problem="unknown_choice", value=clean(match["name"]), allowed=names
        )
    facts = nutrient_facts()[known.nutrient]
    if size_of(amount.unit, facts.sizes) is None:
        raise InvalidValueError(
            field="unit",
            problem="unit_of_other_kind",
            value=amount.unit,
            allowed=" or ".join(facts.units),
        )
    return Ingredient(nutrient=known.nutrient, amount=amount.dose, unit=amount.unit)
