"""Notes where they matter: what a person takes beside medicines, conditions, lab values and signs.

They are information, with the source; nothing here says what brought on a person's cramps. The
sentences are in the catalogues and still have to be reviewed by a clinician.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.catalogues.catalogue import Catalogue, substance_of
from crampdiary.domain.catalogues.conditions import KnownCondition
from crampdiary.domain.catalogues.medicines import MedicineClass, Medicines
from crampdiary.domain.catalogues.notes import NoteRule
from crampdiary.domain.catalogues.reading import Status
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.choices import Nutrient, Sign
from crampdiary.domain.intakes import DailyTotal, daily_totals, nutrients_of
from crampdiary.domain.records import Condition, Phase, Treatment
from crampdiary.domain.regimens import covers

Taken = tuple[Treatment, Sequence[Phase]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownThings:
    """The catalogues that notes are read from, with the person's own entries in them."""

    supplements: Supplements
    medicines: Medicines
    conditions: Catalogue[KnownCondition]
    rules: tuple[NoteRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One sentence that is good to know, which treatments it is about, and where it is from.

    `test` is the key of the lab test whose last value belongs beside it, or empty. One that
    `is_of_a_limit` is there because an amount a day is above it.
    """

    key: str
    text: str
    treatments: tuple[Treatment, ...]
    source: str
    status: Status
    test: str = ""
    is_of_a_limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One treatment that is being taken, and what it counts as."""

    treatment: Treatment
    nutrients: frozenset[Nutrient]
    substance: str
    classes: frozenset[str]
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Situation:
    """Everything that rules look at on one day."""

    items: tuple[_Item, ...]
    totals: Mapping[Nutrient, DailyTotal]
    marks: frozenset[str]
    labs: Mapping[str, Fraction | Decimal]
    tested: Collection[str] = ()
    signs: Collection[Sign] = field(default_factory=frozenset)


def notes_for(
    taken: Iterable[Taken],
    *,
    on: date,
    known: KnownThings,
    conditions: Iterable[Condition] = (),
    labs: Mapping[str, Fraction | Decimal] | None = None,
    tested: Collection[str] = (),
    signs: Collection[Sign] = (),
    birth_year: int | None = None,
) -> tuple[Note, ...]:
    """Return the notes for what is taken on a day, in the order of the rules.

    `labs` are the last values by the test's key, in the test's first unit; `tested` the keys of
    all tests that have any result; `signs` those logged of late. A treatment that is only planned
    counts on the days of its phases, so that a form can ask for the notes of the first day.
    """
    pairs = [(treatment, tuple(phases)) for treatment, phases in taken]
    totals = daily_totals(pairs, on, supplements=known.supplements, birth_year=birth_year)
    situation = _Situation(
        items=tuple(
            _item(treatment, phases, on, known)
            for treatment, phases in pairs
            if any(covers(phase, on) for phase in phases)
        ),
        totals={total.nutrient: total for total in totals},
        marks=_marks(conditions, on, known.conditions),
        labs=labs or {},
        tested=tested,
        signs=signs,
    )
    return tuple(
        Note(
            key=rule.key,
            text=rule.text,
            treatments=about,
            source=rule.source,
            status=rule.status,
            test=rule.shows_lab,
            is_of_a_limit=rule.above is not None,
        )
        for rule in known.rules
        if (about := _about(rule, situation)) is not None
    )


def known_of(treatment: Treatment, medicines: Medicines) -> MedicineClass | None:
    """Return the class whose published figure belongs beside a medicine, or None."""
    found = substance_of(treatment, medicines)
    return found if found is not None and found.is_associated and found.known else None


def _item(treatment: Treatment, phases: Sequence[Phase], on: date, known: KnownThings) -> _Item:
    supplement = substance_of(treatment, known.supplements)
    medicine = substance_of(treatment, known.medicines)
    active = [phase for phase in phases if covers(phase, on)]
    return _Item(
        treatment=treatment,
        nutrients=frozenset(
            daily.nutrient
            for phase in active
            for daily in nutrients_of(treatment, phase, known.supplements)
        ),
        substance=supplement.key if supplement is not None else "",
        classes=medicine.classes if medicine is not None else frozenset(),
        days=_days_taken(phases, on),
    )


def _days_taken(phases: Iterable[Phase], on: date) -> int:
    """Return for how many days up to a day something has been taken; gaps do not count."""
    return sum(
        (min(phase.end or on, on) - phase.start).days + 1 for phase in phases if phase.start <= on
    )


def _marks(
    conditions: Iterable[Condition], on: date, catalogue: Catalogue[KnownCondition]
) -> frozenset[str]:
    """Return the marks of the conditions a person has on a day."""
    found = (
        catalogue.find(condition.name)
        for condition in conditions
        if (condition.since is None or condition.since <= on)
        and (condition.until is None or on <= condition.until)
    )
    return frozenset(mark for it in found if it is not None for mark in it.marks)


def _about(rule: NoteRule, situation: _Situation) -> tuple[Treatment, ...] | None:
    """Return the treatments a rule speaks about, or None where it does not apply."""
    if rule.without_lab and rule.without_lab in situation.tested:
        return None
    if not rule.is_about_what_is_taken:
        return () if _is_beside(rule, situation) else None
    taken = [item for item in situation.items if _is_taken(rule, item)]
    if not taken or not _is_enough(rule, situation):
        return None
    beside = [item for item in situation.items if item.classes & rule.with_medicines]
    # A product that is both, such as one tablet of two, is beside itself only by its second part.
    if beside or rule.is_alone or _is_beside(rule, situation):
        return tuple(item.treatment for item in situation.items if item in taken or item in beside)
    return None


def _is_taken(rule: NoteRule, item: _Item) -> bool:
    return item.days >= rule.for_days and bool(
        item.nutrients & rule.nutrients
        or item.substance in rule.substances
        or item.classes & rule.medicines
    )


def _is_enough(rule: NoteRule, situation: _Situation) -> bool:
    """Tell whether the total a day lies where a rule says, where it says so."""
    if rule.above is None:
        return True
    totals = [total for it, total in situation.totals.items() if it in rule.nutrients]
    return any(
        total.amount > rule.above
        and (rule.up_to is None or total.amount <= rule.up_to)
        and not (rule.not_prescribed and total.is_prescribed_course)
        for total in totals
    )


def _is_beside(rule: NoteRule, situation: _Situation) -> bool:
    """Tell whether a condition, a sign or a lab value that a rule names is there."""
    value = situation.labs.get(rule.with_lab) if rule.with_lab else None
    is_low = value is not None and rule.lab_below is not None and value < rule.lab_below
    has_sign = any(sign in rule.with_signs for sign in situation.signs)
    return is_low or has_sign or bool(situation.marks & rule.with_conditions)
