"""Treatments and daily totals as JSON documents and as lines for people."""

from collections.abc import Iterable
from fractions import Fraction

from crampdiary.cli.catalogue_documents import intake_document
from crampdiary.cli.documents import Document, record_document, treatment_document
from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.intakes import DailyAmount, DailyPart, DailyTotal
from crampdiary.domain.regimen_text import regimen_words
from crampdiary.services.story import Story, TakenPhase
from crampdiary.services.taking import NoteView, Taking, total_view

_IU_PER_UG = 40


def story_document(story: Story, taking: Taking) -> Document:
    """Return a treatment with its phases, what came of them, and what is good to know."""
    known = taking.known.get(story.treatment.id)
    return {
        **treatment_document(story.treatment, story.phases),
        "phases": [_phase_document(one) for one in story.taken],
        "stage": story.stage.name.lower(),
        "summary": story.line,
        "regimen": regimen_words(story.phases),
        "counts_as": None if known is None else known.counts_as,
        "known": None
        if known is None
        else {"text": known.text, "evidence": known.evidence or None, "source": known.source},
        "notes": [note_document(note) for note in notes_of(story, taking)],
        "retest_hint": taking.hints.get(story.treatment.id),
    }


def notes_of(story: Story, taking: Taking) -> list[NoteView]:
    """Return the notes that are about a treatment."""
    wanted = story.treatment.id
    return [it for it in taking.notes if any(one.id == wanted for one in it.note.treatments)]


def note_document(view: NoteView) -> Document:
    """Return a note with its source, and how sure that is."""
    note = view.note
    names = [treatment.name for treatment in note.treatments]
    return {
        "key": note.key,
        "text": view.text,
        "treatments": names,
        "source": note.source,
        "status": note.status,
    }


def _phase_document(one: TakenPhase) -> Document:
    found = one.adherence
    return {
        **record_document(one.phase),
        "adherence": {
            "planned": found.planned,
            "taken": found.taken,
            "missed": found.missed,
            "extra": found.extra,
            "late": found.late,
            "share": None if found.share is None else float(found.share),
        },
        "daily": [_daily_document(daily) for daily in one.nutrients],
        "daily_words": one.equivalent or None,
    }


def _daily_document(daily: DailyAmount) -> Document:
    return {
        "nutrient": daily.nutrient,
        "unit": nutrient_facts()[daily.nutrient].unit,
        "amount": _number(daily.amount),
        "amount_ug": _micrograms(daily),
        "low": _number(daily.low),
        "high": _number(daily.high),
        "not_counted": daily.why,
    }


def _micrograms(daily: DailyAmount) -> float | None:
    """Return vitamin D in micrograms; null for anything else."""
    if daily.nutrient is not Nutrient.VITAMIN_D or daily.amount is None:
        return None
    return float(daily.amount / _IU_PER_UG)


def _number(amount: Fraction | None) -> float | None:
    return None if amount is None else float(amount)


def total_document(total: DailyTotal) -> Document:
    """Return all of a nutrient a day, what it is set against, and the sentences about it."""
    return {
        "nutrient": total.nutrient,
        "name": nutrient_facts()[total.nutrient].name,
        "unit": total.unit,
        "amount": _number(total.amount) if total.parts else None,
        "amount_ug": _number(total.amount_ug) if total.parts else None,
        "recommended": [intake_document(it) for it in total.recommended],
        "upper": [intake_document(it) for it in total.upper],
        "above_upper": total.is_above_upper,
        "prescribed_course": total.is_prescribed_course,
        "sentences": list(total_view(total).sentences),
        "parts": _parts(total.parts),
        "not_counted": _parts(total.not_counted),
    }


def _parts(parts: Iterable[DailyPart]) -> list[Document]:
    return [
        {
            **_daily_document(part.daily),
            "treatment": part.treatment.name,
            "treatment_id": str(part.treatment.id),
            "phase_id": str(part.phase.id),
        }
        for part in parts
    ]
