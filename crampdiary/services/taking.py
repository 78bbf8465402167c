"""What is taken, as every page tells it: treatments, each day in all, what is good to know.

Plain view models for window, command line and report alike. Sentences about amounts and notes come
from the catalogues and still have to be reviewed by a clinician.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import amount_words, nutrient_facts
from crampdiary.domain.catalogues.intakes_table import Intake, IntakeScope
from crampdiary.domain.catalogues.medicines import EVIDENCE_WORDS
from crampdiary.domain.catalogues.notes import note_rules
from crampdiary.domain.changes import Change
from crampdiary.domain.choices import DoseStatus, Nutrient
from crampdiary.domain.good_to_know import KnownThings, Note, notes_for
from crampdiary.domain.ids import dose_id
from crampdiary.domain.intake_words import (
    above_words,
    not_counted_words,
    recommended_words,
    upper_words,
)
from crampdiary.domain.intakes import DailyTotal, daily_totals
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Condition, Dose, LabResult, Phase, Treatment
from crampdiary.services.catalogues import Catalogues, catalogues_of
from crampdiary.services.doses import tell_dose
from crampdiary.services.entries import treatments
from crampdiary.services.equivalents import micrograms
from crampdiary.services.note_values import last_values, signs_of_late, value_beside
from crampdiary.services.preferences import preferences
from crampdiary.services.retest import retest, retest_words
from crampdiary.services.story import Story, stories

_ROOM = Fraction(23, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A recommended or an upper intake on the bar of a total, `at` between 0 and 1."""

    at: float
    is_upper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """All of a nutrient a day: "Vitamin D", "2,000 IU", and what a bar of it shows.

    `share` and the marks lie between 0 and 1 of the bar. `limits` is short, `sources` says the same
    in full with who sets each; `above` says what is above them, `not_counted` what is not in it.
    """

    nutrient: Nutrient
    name: str
    amount: str
    beside: str
    share: float
    marks: tuple[Mark, ...]
    limits: str
    sources: str
    above: str
    not_counted: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all that there is to say about it."""
        return tuple(filter(None, (self.above, *self.not_counted)))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """One note with its source; `value` tells the last lab value that belongs beside it."""

    note: Note
    value: str

    @property
    def text(self) -> str:
        """Return the sentences as a page shows them."""
        return f"{self.note.text} {self.value}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of something that is taken: "Thiazide-like diuretic", the text, the source."""

    counts_as: str
    text: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Everything about what is taken, as seen on `today`.

    `known` and `hints` (when a blood test tells most) are by the treatment's id.
    """

    today: date
    stories: tuple[Story, ...]
    totals: tuple[TotalView, ...]
    notes: tuple[NoteView, ...]
    known: dict[UUID, Known]
    hints: dict[UUID, str]
    conditions: tuple[Condition, ...]


def taking(diary: Diary, today: date) -> Taking:
    """Return what is taken, planned and ended on a day, with all that is derived from it."""
    catalogues, found = catalogues_of(diary), treatments(diary)
    results, birth_year = diary.records(LabResult), preferences(diary).birth_year
    doses: dict[UUID, list[Dose]] = {}
    for dose in diary.records(Dose):
        doses.setdefault(dose.treatment_id, []).append(dose)
    conditions = tuple(diary.records(Condition))
    totals = daily_totals(found, today, supplements=catalogues.supplements, birth_year=birth_year)
    notes = notes_for(
        found,
        on=today,
        known=KnownThings(
            supplements=catalogues.supplements,
            medicines=catalogues.medicines,
            conditions=catalogues.conditions,
            rules=note_rules(),
        ),
        conditions=conditions,
        labs=last_values(results, catalogues),
        tested={test.key for it in results if (test := catalogues.lab_tests.find(it.test))},
        signs=signs_of_late(diary, today),
        birth_year=birth_year,
    )
    told = stories(found, today, doses=doses, catalogue=catalogues.supplements)
    return Taking(
        today=today,
        stories=tuple(told),
        totals=tuple(total_view(total) for total in totals if total.parts or total.not_counted),
        notes=tuple(
            NoteView(note=note, value=value_beside(note, results, catalogues)) for note in notes
        ),
        known={
            treatment.id: known
            for treatment, _ in found
            if (known := known_of(treatment, catalogues)) is not None
        },
        hints=_hints(found, results, today, catalogues),
        conditions=conditions,
    )


def take_one(diary: Diary, clock: Clock, treatment_id: UUID, day: date) -> tuple[Change, ...]:
    """Note one more dose of something that is taken as needed; raises as `tell_dose` does."""
    told = diary.find(Dose, dose_id(treatment_id, day))
    is_extra = told is not None and told.status is DoseStatus.EXTRA
    count = (told.count or 1) + 1 if told is not None and is_extra else 1
    return tell_dose(diary, clock, treatment_id, day, DoseStatus.EXTRA, count)


def total_view(total: DailyTotal) -> TotalView:
    """Return a total as a bar with its marks, and in words."""
    facts = nutrient_facts()[total.nutrient]
    supplements = all(it.scope is IntakeScope.SUPPLEMENTS for it in total.upper) and total.upper
    name = f"{facts.name[:1].upper()}{facts.name[1:]}"
    recommended = [it.amount for it in total.recommended]
    upper = [it.amount for it in total.upper]
    full = max([total.amount, *map(Fraction, (*recommended, *upper))]) * _ROOM or Fraction(1)
    return TotalView(
        nutrient=total.nutrient,
        name=f"{name}, supplements" if supplements else name,
        amount=amount_words(total.amount, total.unit) if total.parts else "not known",
        beside=micrograms(total.amount) if total.amount_ug and total.parts else "",
        share=float(total.amount / full),
        marks=tuple(
            Mark(at=float(Fraction(amount) / full), is_upper=is_upper)
            for amounts, is_upper in ((recommended, False), (upper, True))
            for amount in sorted(set(amounts))
        ),
        limits=limits_words(total),
        sources="\n".join(filter(None, (recommended_words(total), upper_words(total)))),
        above=above_words(total),
        not_counted=not_counted_words(total),
    )


def limits_words(total: DailyTotal) -> str:
    """Return "recommended 600 to 800, upper intake 4,000 IU"; `TotalView.sources` is in full."""
    unit = total.unit
    recommended = _span_of(total.recommended)
    amounts = {it.amount for it in total.upper}
    upper = (
        _span_of(total.upper)
        if len(amounts) == 1
        else ", ".join(
            f"{amount_words(it.amount, '')} ({_short(it.authority)})"
            for it in sorted(total.upper, key=lambda it: -it.amount)
        )
    )
    is_narrower = {it.scope for it in total.upper} == {IntakeScope.SUPPLEMENTS}
    food = " food included;" if is_narrower else ""
    match bool(recommended), bool(upper):
        case True, True:
            return f"recommended {recommended},{food} upper intake {_with_unit(upper, unit)}"
        case True, False:
            return f"recommended {recommended} {unit}"
        case False, True:
            return f"upper intake {_with_unit(upper, unit)}"
        case _:
            return ""


def _with_unit(upper: str, unit: str) -> str:
    """Return "4,000 IU", and "350 mg (US), 250 mg (EU)" where there are several."""
    return upper.replace(" (", f" {unit} (") if "(" in upper else f"{upper} {unit}"


def known_of(treatment: Treatment, catalogues: Catalogues) -> Known | None:
    """Return what is known of a treatment, medicine or supplement, or None."""
    medicine = substance_of(treatment, catalogues.medicines)
    if medicine is not None:
        return Known(
            counts_as=medicine.name,
            text=medicine.known,
            evidence=EVIDENCE_WORDS[medicine.evidence],
            source=medicine.source,
        )
    supplement = substance_of(treatment, catalogues.supplements)
    if supplement is None:
        return None
    return Known(
        counts_as=supplement.name, text=supplement.about, evidence="", source=supplement.source
    )


def _hints(
    found: Sequence[tuple[Treatment, Sequence[Phase]]],
    results: Sequence[LabResult],
    today: date,
    catalogues: Catalogues,
) -> dict[UUID, str]:
    """Return the sentence about the next blood test, by the treatment that changed the dose."""
    hint = retest(
        found, results, today, supplements=catalogues.supplements, tests=catalogues.lab_tests
    )
    return {} if hint is None else {hint.treatment_id: retest_words(hint, today)}


def _span_of(intakes: Iterable[Intake]) -> str:
    """Return one amount, or from the smallest to the largest where they differ by age or sex."""
    found = sorted({amount for it in intakes for amount in (it.amount, it.amount_to or it.amount)})
    if not found:
        return ""
    ends = dict.fromkeys((found[0], found[-1]))
    return " to ".join(amount_words(amount, "") for amount in ends)


def _short(authority: str) -> str:
    return "EU" if authority.startswith("E") else "US" if authority.startswith("US") else authority
