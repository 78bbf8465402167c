"""What follows from a treatment that was stored, in a few calm lines."""

from collections.abc import Sequence
from datetime import date

from crampdiary.cli.lines import one_line, wrapped
from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.catalogues.medicines import EVIDENCE_WORDS, Evidence
from crampdiary.domain.intakes import NotCounted
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.story import TakenPhase, phase_words
from crampdiary.services.taking import Taking, taking

_INDENT = "    "
_OFFERED = 3
# One or two letters begin too many names to be any of them.
_TELLING_LETTERS = 3
# Supplements have no such grade; what is known of them stands in the catalogue.
_NOTHING_ON_FILE = {"", EVIDENCE_WORDS[Evidence.NONE], EVIDENCE_WORDS[Evidence.OWN]}


def after_lines(
    diary: Diary, treatment: Treatment, wished: Sequence[Phase], today: date
) -> list[str]:
    """Return the phases that were stored with what each gives a day, then what is good to know.

    For what begins later, that is said as for its first day.
    """
    day = max(today, min(phase.start for phase in wished))
    seen = taking(diary, day)
    story = next(it for it in seen.stories if it.treatment.id == treatment.id)
    ids = {phase.id for phase in wished}
    lines: list[str] = []
    for one in story.taken:
        if one.phase.id in ids:
            lines += [f"  {one_line(one.phase)}", *phase_lines(one)]
    known = seen.known.get(treatment.id)
    if known is None and treatment.substance is None:
        lines += _unknown_lines(diary, treatment)
    elif known is not None and known.counts_as.casefold() != treatment.name.casefold():
        lines.append(f"  Counts as: {known.counts_as}")
    return [*lines, *_good_to_know(seen, treatment)]


def _unknown_lines(diary: Diary, treatment: Treatment) -> list[str]:
    """Return what a name that no catalogue knows may have been meant for; nothing for no idea."""
    if len(treatment.name) < _TELLING_LETTERS:
        return []
    catalogues = catalogues_of(diary)
    alike = [it.name for it in catalogues.supplements.offers(treatment.name, _OFFERED)]
    alike += [it.name for it in catalogues.medicines.offers(treatment.name, _OFFERED)]
    if not alike:
        return []
    edit = f"crampdiary edit {str(treatment.id)[:8]} --counts-as"
    return [f'  If it is {" or ".join(alike[:_OFFERED])}: {edit} "{alike[0]}"']


def phase_lines(one: TakenPhase) -> list[str]:
    """Return what a phase gives a day, and how to say what its label leaves open."""
    lines = [one.equivalent] if one.equivalent else []
    edit = f"crampdiary edit {str(one.phase.id)[:8]}"
    for daily in one.nutrients:
        name = nutrient_facts()[daily.nutrient].name
        if daily.why is NotCounted.SALT_OR_ELEMENT:
            ways = f"If it is the {name}: {edit} --elemental; if the whole salt: {edit} --salt"
            lines.append(f"Not counted yet. {ways}")
        if daily.why is NotCounted.CONTENTS:
            unit = nutrient_facts()[daily.nutrient].unit
            lines.append(f'To say what one has: {edit} --contains "{name} 100 {unit}"')
            break
    return [f"{_INDENT}{line}" for line in lines]


def closed_line(before: Phase, now: Phase | None) -> str:
    """Return what became of a dose that gave way to a new one."""
    if now is None:
        return f"  In place of: {phase_words(before)}"
    return f"  Ended on {now.end}: {phase_words(now)}"


def _good_to_know(seen: Taking, treatment: Treatment) -> list[str]:
    """Return the sentences about a treatment: amounts, notes, the next test, what is known."""
    story = next(it for it in seen.stories if it.treatment.id == treatment.id)
    nutrients = {daily.nutrient for one in story.taken for daily in one.nutrients}
    lines = [
        sentence
        for total in seen.totals
        if total.nutrient in nutrients
        for sentence in total.sentences
        if not sentence.startswith("Not counted")
    ]
    lines += [
        f"{view.text} (Source: {view.note.source})"
        for view in seen.notes
        if any(it.id == treatment.id for it in view.note.treatments)
    ]
    hint = seen.hints.get(treatment.id)
    lines += [hint] if hint else []
    known = seen.known.get(treatment.id)
    if known is not None and known.evidence not in _NOTHING_ON_FILE:
        lines.append(f"{known.text} (Source: {known.source})")
    return [part for line in lines for part in wrapped(line, 2)]
