"""`import`, `export` and `demo`: the diary and other files."""

from dataclasses import asdict
from pathlib import Path

import click

from crampdiary.cli.frame import Session, command
from crampdiary.exchange.files import replacing
from crampdiary.services.demo import fill_demo
from crampdiary.services.exporting import export_file
from crampdiary.services.importing import ImportOutcome, PeriodColumn, import_file

_FILE = click.Path(path_type=Path)
_GROUP_WORDS = {
    "lab_results": "Lab results",
    "own_entries": "Own entries",
    "phases": "Periods of treatment",
    "preferences": "Settings",
    "report_choices": "Choices for the report",
}


@command(
    "import",
    "crampdiary import nights.csv",
    'crampdiary import nights.csv --period-column on_supplement --treatment "Vitamin D3"',
    "crampdiary import diary.json",
)
@click.argument("file", type=_FILE)
@click.option("--period-column", metavar="COLUMN", help="A column of 1 and 0 in a CSV of nights.")
@click.option("--treatment", metavar="NAME", help="What its runs of 1 are periods of.")
def import_(session: Session, file: Path, period_column: str | None, treatment: str | None) -> None:
    """Take in a CSV of nights, a CSV of cramps, or a JSON export.

    A CSV of nights has the columns night_of, logged (0 is a night without an entry: unknown, never
    zero) and cramps (or episodes); fluids_ml, sleep_disturbance and note if there. A CSV of cramps
    has night or start_local, and the other columns that `export --cramps` writes. Other columns are
    passed over.

    What the diary already says about a night stays as it is, so importing a file twice changes
    nothing. A file with a bad row is not imported at all, and each bad row is listed.
    """
    if (period_column is None) != (treatment is None):
        raise click.UsageError("--period-column and --treatment go together.")
    period = None
    if period_column is not None and treatment is not None:
        if not treatment.strip():
            raise click.UsageError("--treatment needs a name.")
        period = PeriodColumn(column=period_column, treatment=treatment)
    with session.writing() as diary:
        outcome = import_file(diary, session.clock, file, period=period)
    document = {name: asdict(tally) for name, tally in outcome.tallies.items()}
    session.say(document, *_lines(outcome))


def _lines(outcome: ImportOutcome) -> list[str]:
    if not outcome.tallies:
        return ["The file has no entries; the diary is as it was."]
    lines = []
    for name, tally in outcome.tallies.items():
        counts = [f"{tally.added} added"]
        counts += [f"{tally.unchanged} known already"] if tally.unchanged else []
        counts += [f"{tally.left_as_is} left as the diary has them"] if tally.left_as_is else []
        lines.append(f"{_GROUP_WORDS.get(name, name.capitalize())}: {', '.join(counts)}.")
    if outcome.changes:
        return [*lines, "To take it back: crampdiary undo"]
    return [*lines, "The diary is as it was."]


@command(
    "export",
    "crampdiary export -o diary.json",
    "crampdiary export -o nights.csv",
    "crampdiary export -o cramps.csv --cramps",
)
@click.option("-o", "output", type=_FILE, required=True, help="The file: .json or .csv.")
@click.option("--cramps", is_flag=True, help="The cramps instead of the nights, as .csv.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def export(session: Session, output: Path, *, cramps: bool, force: bool) -> None:
    """Write everything to a .json file, or the nights (or cramps) to a .csv file.

    The JSON holds all there is and can be imported again without loss.
    """
    with session.reading() as diary:
        outcome = export_file(diary, output, cramps=cramps, overwrite=force)
    session.say(
        {"content": outcome.content, "entries": outcome.entries, "file": str(output)},
        f"{output} holds the {outcome.content} ({outcome.entries} entries).",
    )


@command(
    "demo",
    "crampdiary demo -o demo.crampdiary",
    "crampdiary demo -o long.crampdiary --years 20 --seed 3",
)
@click.option("-o", "output", type=_FILE, required=True, help="The new diary's file.")
@click.option("--years", type=int, default=1, show_default=True, help="How many years of nights.")
@click.option("--seed", type=int, default=7, show_default=True, help="What chance begins with.")
def demo(session: Session, output: Path, years: int, seed: int) -> None:
    """Make a new diary with a made-up year (or more), to look around in.

    The same seed on the same day gives the same diary.
    """
    with (
        replacing(output, overwrite=False, private=True) as fresh,
        session.wiring.open_diary(fresh, create=True) as diary,
    ):
        fill_demo(diary, session.clock, years=years, seed=seed)
        span = diary.recorded_range()
    first, last = map(str, span or ("", ""))
    session.say(
        {"file": str(output), "first_night": first, "last_night": last},
        f"{output} is a demo diary of the nights {first} to {last}.",
        f"Open it: crampdiary --diary {output}",
    )
