"""`totals`: what everything that is taken comes to a day."""

import click

from crampdiary.cli.frame import Session, command
from crampdiary.cli.lines import wrapped
from crampdiary.cli.treatment_documents import note_document, total_document
from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.intake_words import recommended_words, total_words, upper_words
from crampdiary.domain.intakes import DailyTotal, daily_totals
from crampdiary.domain.notation import read_day
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import treatments
from crampdiary.services.preferences import preferences
from crampdiary.services.taking import taking, total_view


@command("totals", "crampdiary totals", "crampdiary totals --on 2026-04-01 --json")
@click.option("--on", "day", metavar="DATE", help="The day; today if left out.")
def totals(session: Session, day: str | None) -> None:
    """Say what all that is taken comes to a day.

    On average, nutrient by nutrient, beside what is recommended and the upper intakes, with who
    sets them; and what is good to know about what is taken. Information, no advice: please talk to
    your doctor or pharmacist.
    """
    when = session.clock.now().wall_clock.date() if day is None else read_day(day, "on")
    with session.reading() as diary:
        found = daily_totals(
            treatments(diary),
            when,
            supplements=catalogues_of(diary).supplements,
            birth_year=preferences(diary).birth_year,
        )
        notes = taking(diary, when).notes
    document = {
        "day": when.isoformat(),
        "totals": [total_document(total) for total in found],
        "notes": [note_document(view) for view in notes],
    }
    lines = [line for total in found for line in _lines(total)]
    for view in notes:
        lines += ["", *wrapped(view.text), *wrapped(f"Source: {view.note.source}", 2)]
    session.say(document, *(lines or [f"Nothing that is added up here is taken on {when}."]))


def _lines(total: DailyTotal) -> list[str]:
    name = nutrient_facts()[total.nutrient].name
    said = [recommended_words(total), upper_words(total), *total_view(total).sentences]
    title = f"{name[:1].upper()}{name[1:]}: {total_words(total)}"
    return [title, *(part for line in said for part in wrapped(line, 2))]
