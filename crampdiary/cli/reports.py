"""`report`: the page for the doctor as a PDF, as HTML for mail, or as plain text."""

from datetime import date
from pathlib import Path

import click

from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.ranges import read_range, report_span
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_day
from crampdiary.domain.ports import Diary
from crampdiary.domain.report_choices import PAPERS
from crampdiary.exchange.files import check_target, write_bytes
from crampdiary.services.entries import phases_of
from crampdiary.services.preferences import preferences

_ALL = "all"
_PARTS = tuple(part.value for part in ReportPart)


class _Parts(click.ParamType[frozenset[ReportPart]]):
    """Parts of the report by name, separated by commas."""

    name = "parts"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[ReportPart]:
        """Return the parts; say which there are where one is not among them."""
        words = {word.strip().casefold() for word in str(value).split(",")} - {""}
        unknown = sorted(words - {*_PARTS, _ALL})
        if unknown or not words:
            named = (
                f"{', '.join(unknown)!r} is no part of the report" if unknown else "names no part"
            )
            self.fail(f"{named}. Choose from {', '.join(_PARTS)}, or {_ALL}.", param, ctx)
        return frozenset(ReportPart) if _ALL in words else frozenset(map(ReportPart, words))


@command(
    "report",
    "crampdiary report -o doctor.pdf --visit 2026-11-26",
    'crampdiary report -o doctor.pdf --from 2026-03-01 --anonymous --question "Is it the statin?"',
    'crampdiary report -o doctor.pdf --since "Vitamin D3" --grey --with cramps,labs,method',
    "crampdiary report -o mail.html --with all",
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file: .pdf, .html or .txt; one that exists is replaced.",
)
@range_options
@click.option(
    "--since", metavar="TREATMENT", help="From the first day of a treatment, by its name."
)
@click.option(
    "--paper",
    type=click.Choice(PAPERS),
    default="a4",
    show_default=True,
    help="The size of the paper of a .pdf.",
)
@click.option("--visit", metavar="DATE", help="The day of the visit; today if left out.")
@click.option("--anonymous", is_flag=True, help="Leave out name and year of birth.")
@click.option("--grey", is_flag=True, help="Without colours, for a grey printer or a fax.")
@click.option(
    "--with",
    "parts",
    type=_Parts(),
    multiple=True,
    metavar="PARTS",
    help=f"What follows the page, separated by commas: {', '.join(_PARTS)}, or {_ALL}.",
)
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
    since: str | None,
    paper: str,
    visit: str | None,
    parts: tuple[frozenset[ReportPart], ...],
    questions: tuple[str, ...],
    *,
    anonymous: bool,
    grey: bool,
) -> None:
    """Write the page for the doctor, and behind it what --with asks for.

    Without --from, --to and --since it is about the nine months up to the last recorded night (or
    as much of them as the diary knows). A .pdf is for paper, a .html is one file for mail, a .txt
    has the same as plain text. What you chose in the window is left as it is, and not used here.
    """
    from crampdiary.services.report.files import report_bytes, report_kind  # noqa: PLC0415 - help needs none
    from crampdiary.services.report.making import make_report  # noqa: PLC0415 - as above
    from crampdiary.services.report.visit import Visit  # noqa: PLC0415 - as above

    if since is not None and first is not None:
        raise click.UsageError("--since and --from both say where to begin; give one of them.")
    kind = report_kind(output)
    check_target(output, overwrite=True)
    span = read_range(first, last)
    day = session.clock.now().wall_clock.date() if visit is None else read_day(visit, "visit")
    asked = frozenset().union(*parts)
    with session.reading() as diary:
        begin, end = report_span(diary, session.clock, span)
        if since is not None:
            begin = _start_of(diary, since, end)
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
                parts=asked,
                is_grey=grey,
            ),
        )
    rendered = report_bytes(made, kind, paper=paper)
    write_bytes(output, rendered.content)
    session.say(
        {
            "file": str(output),
            "first_night": begin.isoformat(),
            "last_night": end.isoformat(),
            "parts": [part.value for part in ReportPart if part in asked],
            "pages": rendered.pages,
            "notes": list(rendered.notes),
        },
        f"{output} is the page for the doctor about the nights {begin} to {end}"
        f"{_following(rendered.pages)}.",
        *rendered.notes,
    )


def _following(pages: int | None) -> str:
    return f", {pages} pages in all" if pages is not None and pages > 1 else ""


def _start_of(diary: Diary, name: str, last: date) -> date:
    """Return the first day of a treatment, which must not come after the last night."""
    from crampdiary.cli.named import treatment_meant  # noqa: PLC0415 - reads the catalogues

    treatment = treatment_meant(diary, name)
    phases = phases_of(diary, treatment.id)
    if not phases:
        raise InvalidValueError(field="treatment", problem="has_no_start", value=treatment.name)
    start = min(phase.start for phase in phases)
    if start > last:
        raise InvalidValueError(
            field="treatment",
            problem="begins_after_nights",
            value=f"{treatment.name}, from {start}",
        )
    return start
