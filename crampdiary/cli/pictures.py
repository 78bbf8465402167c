"""`chart`: a chart as a file, or all of them."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crampdiary.charts.save import PICTURES
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.cli.frame import Session, command, range_options
from crampdiary.cli.ranges import read_range, recorded_span
from crampdiary.domain.errors import FileProblemError
from crampdiary.exchange.files import check_target, write_bytes
from crampdiary.services.charts.files import CSV, file_kind
from crampdiary.services.charts.names import CHART_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crampdiary.services.charts.leaving import Leaving

_STYLES = {"day": SCREEN_DAY, "night": SCREEN_NIGHT, "print": PRINT}
_ALL = "all"
_KINDS = (*PICTURES, CSV)


@command(
    "chart",
    "crampdiary chart timeline -o timeline.png",
    "crampdiary chart timeline -o timeline.pdf --from 2026-01-01 --to 2026-09-30",
    "crampdiary chart all -o charts --kind svg",
)
@click.argument("name", type=click.Choice([*CHART_NAMES, _ALL]))
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file: .png, .svg, .pdf or .csv; with `all` the folder, made where there is none. "
    "A file that exists is replaced.",
)
@range_options
@click.option(
    "--style",
    type=click.Choice(list(_STYLES)),
    default="print",
    show_default=True,
    help="As on paper, or as on the screen by day or by night.",
)
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    help="With `all`: what files to make, png if not told.",
)
def chart(
    session: Session,
    name: str,
    output: Path,
    first: str | None,
    last: str | None,
    style: str,
    kind: str | None,
) -> None:
    """Draw the chart NAME to a file, or `all` charts into a folder.

    Without --from and --to it shows all nights from the first to the last recorded one. Each says
    which days it shows, and none whose they are: the name in the settings is in none.
    """
    from crampdiary.services.charts.leaving import leaving  # noqa: PLC0415 - help needs none

    span = read_range(first, last)
    if name == _ALL:
        _make_folder(output)
    elif kind is not None:
        raise click.UsageError("--kind is for all charts; one chart goes by the file's ending.")
    else:
        check_target(output, overwrite=True)
        kind = file_kind(output)
    with session.reading() as diary:
        nights = recorded_span(diary, session.clock, span)
        names = CHART_NAMES if name == _ALL else (name,)
        charts = [leaving(one, diary, session.clock, nights) for one in names]
    if name == _ALL:
        _save_all(session, charts, output, kind or _KINDS[0], nights, _STYLES[style])
    else:
        _save_one(session, charts[0], output, nights, _STYLES[style])


def _save_one(
    session: Session, drawn: "Leaving", output: Path, nights: tuple[date, date], style: ChartStyle
) -> None:
    write_bytes(output, drawn.content(file_kind(output), style))
    begin, end = nights
    session.say(
        {"chart": drawn.drawn.chart.name, "file": str(output), **_days(nights)},
        f"{output} shows the nights {begin} to {end}.",
    )


def _save_all(
    session: Session,
    charts: "Sequence[Leaving]",
    folder: Path,
    kind: str,
    nights: tuple[date, date],
    style: ChartStyle,
) -> None:
    """Write every chart that has enough to show, and say which have not."""
    saved, left_out = [], []
    for drawn in charts:
        name = drawn.drawn.chart.name
        if not drawn.has(kind):
            left_out.append({"chart": name, "why": drawn.too_little})
            continue
        path = folder / drawn.name(kind)
        was_there = path.exists()
        write_bytes(path, drawn.content(kind, style))
        saved.append({"chart": name, "file": str(path), "replaced": was_there})
    begin, end = nights
    replaced = sum(bool(one["replaced"]) for one in saved)
    session.say(
        {
            "folder": str(folder),
            "kind": kind,
            "charts": saved,
            "too_little": left_out,
            **_days(nights),
        },
        f"{len(saved)} charts of the nights {begin} to {end} are in {folder}"
        f"{f', {replaced} in place of older files' if replaced else ''}.",
        *(f"{one['chart']}: {one['why']}" for one in left_out),
    )


def _days(nights: tuple[date, date]) -> dict[str, str]:
    first, last = nights
    return {"first_night": first.isoformat(), "last_night": last.isoformat()}


def _make_folder(folder: Path) -> None:
    """Make a folder where there is none; raise `FileProblemError` where it cannot be."""
    if not folder.parent.is_dir():
        raise FileProblemError(path=folder.parent, reason="no_folder")
    try:
        with suppress(FileExistsError):
            folder.mkdir()
    except (OSError, ValueError) as error:
        raise FileProblemError(path=folder, reason="denied") from error
    if not folder.is_dir():
        raise FileProblemError(path=folder, reason="no_folder")
