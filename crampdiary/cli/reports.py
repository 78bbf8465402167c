"""`report`: the page for the doctor as a PDF."""

from pathlib import Path

import click

from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.ranges import read_range, report_span
from crampdiary.domain.errors import FileProblemError
from crampdiary.domain.notation import read_day
from crampdiary.exchange.files import check_target, write_bytes
from crampdiary.services.preferences import preferences

_ENDING = ".pdf"


@command(
    "report",
    "crampdiary report -o doctor.pdf --visit 2026-11-26",
    'crampdiary report -o doctor.pdf --from 2026-03-01 --anonymous --question "Is it the statin?"',
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file: .pdf; one that exists is replaced.",
)
@range_options
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The size of the paper.",
)
@click.option("--visit", metavar="DATE", help="The day of the visit; today if left out.")
@click.option("--anonymous", is_flag=True, help="Leave out name and year of birth.")
@click.option(
    "--question",
    "questions",
    metavar="TEXT",
    multiple=True,
    help="What you want to ask; up to three, each with its own --question.",
)
def report(
    session: Session,
    output: Path,
    first: str | None,
    last: str | None,
    paper: str,
    visit: str | None,
    questions: tuple[str, ...],
    *,
    anonymous: bool,
) -> None:
    """Write the page for the doctor.

    Without --from and --to it is about the nine months up to the last recorded night (or as much of
    them as the diary knows).
    """
    from crampdiary.reports.render import render_pdf  # noqa: PLC0415 - only this command prints
    from crampdiary.services.report.making import make_report  # noqa: PLC0415 - as above
    from crampdiary.services.report.visit import Visit  # noqa: PLC0415 - as above

    if output.suffix.lower() != _ENDING:
        raise FileProblemError(path=output, reason="unknown_type", allowed=_ENDING)
    check_target(output, overwrite=True)
    span = read_range(first, last)
    day = session.clock.now().wall_clock.date() if visit is None else read_day(visit, "visit")
    with session.reading() as diary:
        begin, end = report_span(diary, session.clock, span)
        person = preferences(diary)
        made = make_report(
            diary,
            session.clock,
            Visit(
                first=begin,
                last=end,
                on=day,
                name=None if anonymous else person.person_name or None,
                birth_year=None if anonymous else person.birth_year,
                questions=questions,
            ),
        )
    rendered = render_pdf(made, paper=paper)
    write_bytes(output, rendered.content)
    session.say(
        {
            "file": str(output),
            "first_night": begin.isoformat(),
            "last_night": end.isoformat(),
            "notes": list(rendered.notes),
        },
        f"{output} is the page for the doctor about the nights {begin} to {end}.",
        *rendered.notes,
    )
