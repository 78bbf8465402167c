"""Medicines and conditions in one line each, those first that are known beside cramps.

That something is known of a medicine and cramps does not say what brought on a person's own; the
words are the catalogue's and still have to be reviewed by a clinician.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from crampdiary.domain.catalogues.catalogue import Catalogue, substance_of
from crampdiary.domain.catalogues.conditions import KnownCondition
from crampdiary.domain.catalogues.medicines import Evidence, MedicineClass, Medicines
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.phrases import day_words, dose_words, month_words
from crampdiary.domain.records import Condition, Phase, Treatment
from crampdiary.services.report.directions import apart

# Short for a list; the catalogue has the published figures.
ASSOCIATED = {
    Evidence.POPULATION: "associated with cramps",
    Evidence.POPULATION_WEAK: "weakly associated with cramps",
    Evidence.TRIAL: "cramps seen in a trial",
    Evidence.TRIAL_HARM: "tried for cramps, can harm",
    Evidence.LABEL: "cramps named in its information",
    Evidence.LABEL_WEAK: "cramps named in its information",
    Evidence.REPORTED: "cramps reported",
}


def full_day(day: date) -> str:
    """Return "13 Oct 2022"."""
    return day_words(day, year=True)


def medicine_lines(
    courses: Iterable[tuple[Treatment, Sequence[Phase]]],
    first: date,
    last: date,
    known: Medicines,
    *,
    day: Callable[[date], str] = full_day,
) -> list[str]:
    """Return a line for each medicine taken from `first` to `last`: its latest dose, since when.

    Behind it stands what kind of medicine it is, and whether anything of it and cramps is known;
    those of which something is come first. `day` says how days are written.
    """
    lines: list[tuple[int, str]] = []
    for treatment, phases in courses:
        taken = [
            one for one in phases if one.start <= last and (one.end is None or one.end >= first)
        ]
        if treatment.type is not TreatmentKind.MEDICINE or not taken:
            continue
        latest = taken[-1]
        said = [f"{apart(treatment.name)} {dose_words(latest)}", f"since {day(latest.start)}"]
        if latest.end is not None:
            said.append(f"until {day(latest.end)}")
        if phases[0].start < latest.start:
            said.append(f"first taken {day(phases[0].start)}")
        found = substance_of(treatment, known)
        about = _about(treatment, found)
        lines.append((_rank(found), ", ".join(said) + (f" ({about})" if about else "")))
    # Stable: among those of one rank the diary's order stays.
    return [line for _, line in sorted(lines, key=lambda one: one[0])]


def condition_lines(
    conditions: Iterable[Condition],
    first: date,
    last: date,
    known: Catalogue[KnownCondition],
) -> list[str]:
    """Return a line for each condition that was there from `first` to `last`.

    Those of which the catalogue knows something beside cramps or medicines come first.
    """
    there = [
        one
        for one in conditions
        if (one.since is None or one.since <= last) and (one.until is None or one.until >= first)
    ]
    # Stable: among those of which as much is known the diary's order stays.
    there.sort(key=lambda one: _unknown(known.find(one.name)))
    return list(map(_condition, there))


def _unknown(found: KnownCondition | None) -> int:
    if found is None:
        return 2
    return 0 if found.is_on_file else 1


def _condition(condition: Condition) -> str:
    """Return "Pregnancy, since 2026, until Sep 2026": the end alone is new to a doctor."""
    since = f", since {condition.since.year}" if condition.since else ""
    until = f", until {month_words(condition.until)}" if condition.until else ""
    return f"{condition.name}{since}{until}"


def _rank(found: MedicineClass | None) -> int:
    """Return 0 for what is best known beside cramps, then more the less is known."""
    order = list(ASSOCIATED)
    is_told = found is not None and found.evidence in ASSOCIATED
    return order.index(found.evidence) if found is not None and is_told else len(order)


def _about(treatment: Treatment, found: MedicineClass | None) -> str:
    """Return "thiazide-like diuretic: associated with cramps", or what of it is known."""
    if found is None:
        return ""
    kind, _, _ = found.name.partition(" (")
    names = treatment.name.casefold(), kind.casefold()
    # "Metformin 500" needs no "metformin" behind it, nor Warfarin "warfarin or another ...".
    if found.is_own or names[0].startswith(names[1]) or names[1].startswith(names[0]):
        kind = ""
    elif not kind[1:2].isupper():
        kind = f"{kind[0].lower()}{kind[1:]}"
    return ": ".join(filter(None, (kind, ASSOCIATED.get(found.evidence, ""))))
