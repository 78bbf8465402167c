"""`chart`: a chart as a file."""

from pathlib import Path

import click

from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.ranges import read_range, recorded_span
from crampdiary.exchange.files import check_target, write_bytes
from crampdiary.services.charts.files import chart_bytes, file_kind
from crampdiary.services.charts.names import CHART_NAMES

_STYLES = {"day": SCREEN_DAY, "night": SCREEN_NIGHT, "print": PRINT}


@command(
    "chart",
    "crampdiary chart timeline -o timeline.png",
    "crampdiary chart timeline -o timeline.pdf --from 2026-01-01 --to 2026-09-30",
)
@click.argument("name", type=click.Choice(CHART_NAMES))
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file: .png, .svg, .pdf or .csv; one that exists is replaced.",
)
@range_options
@click.option(
    "--style",
    type=click.Choice(list(_STYLES)),
    default="print",
    show_default=True,
    help="As on paper, or as on the screen by day or by night.",
)
def chart(
    session: Session, name: str, output: Path, first: str | None, last: str | None, style: str
) -> None:
    """Draw the chart NAME to a file.

    Without --from and --to it shows all nights from the first to the last recorded one.
    """
    from crampdiary.services.charts.catalogue import CHARTS  # noqa: PLC0415 - help needs none

    span = read_range(first, last)
    check_target(output, overwrite=True)
    kind = file_kind(output)
    with session.reading() as diary:
        begin, end = recorded_span(diary, session.clock, span)
        data = CHARTS[name].read(diary, session.clock, begin, end)
    write_bytes(output, chart_bytes(CHARTS[name].chart, data, kind, _STYLES[style]))
    session.say(
        {
            "chart": name,
            "file": str(output),
            "first_night": begin.isoformat(),
            "last_night": end.isoformat(),
        },
        f"{output} shows the nights {begin} to {end}.",
    )
