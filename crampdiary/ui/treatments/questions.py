"""What is asked once before a treatment is saved: none of it is wrong, and it may be meant."""

from collections.abc import Iterator, Sequence

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.phrases import day_words
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import phases_of
from crampdiary.services.story import phase_words
from crampdiary.services.treatments import Overlap, far_ahead, same_substance_overlaps
from crampdiary.ui.shared.session import DiarySession


def questions_about(
    session: DiarySession, treatment: Treatment, phases: Sequence[Phase]
) -> Iterator[tuple[str, str]]:
    """Yield questions, each with what Save is called while it is asked.

    The same substance under another name on the same days is asked about where that is new, and a
    dose that begins far from now where it was typed anew.
    """
    diary = session.diary
    if diary is None:
        return
    today = session.clock.now().wall_clock.date()
    overlap = _new_overlap(diary, treatment, phases)
    if overlap is not None:
        name = _substance_name(diary, treatment)
        recorded = f"{overlap.treatment.name} ({phase_words(overlap.other, today)})"
        yield f"{name} is already recorded as {recorded}. Keep both?", "Keep both"
    stored = phases_of(diary, treatment.id)
    far = far_ahead([phase for phase in phases if phase not in stored], today)
    if far is not None:
        when = day_words(far.start, year=True)
        yield f"That begins more than a year from now, on {when}. Is the year right?", "Yes, save"


def _new_overlap(diary: Diary, treatment: Treatment, phases: Sequence[Phase]) -> Overlap | None:
    """Return the first overlap with another treatment that is not there already."""
    stored = diary.find(Treatment, treatment.id)
    before = (
        {
            it.treatment.id
            for it in same_substance_overlaps(diary, stored, phases_of(diary, stored.id))
        }
        if stored is not None
        else set()
    )
    found = same_substance_overlaps(diary, treatment, phases)
    return next((it for it in found if it.treatment.id not in before), None)


def _substance_name(diary: Diary, treatment: Treatment) -> str:
    """Return "Vitamin D" for whatever counts as it, else the name."""
    found = substance_of(treatment, catalogues_of(diary).supplements)
    if found is None or found.nutrient is None:
        return treatment.name
    name = nutrient_facts()[found.nutrient].name
    return f"{name[:1].upper()}{name[1:]}"
