"""The report as one HTML file for mail: it fetches nothing, and nothing in it can run.

Everything the patient wrote goes in as data and comes out escaped. Charts are pictures inside the
file.
"""

from base64 import b64encode
from dataclasses import asdict
from typing import Any

from crampdiary.assets import resource_path
from crampdiary.reports.flowing import flowing_page
from crampdiary.reports.page import Grid, Picture, Report, Section
from crampdiary.reports.pictures import PPI, PictureMaker
from crampdiary.reports.printable import clean
from crampdiary.tokens import DAY, FONT_FAMILY, PAGE, PAGE_GREY

# A browser counts 96 pixels an inch, whatever its screen has.
_BROWSER_PPI = 96


def render_html(report: Report) -> str:
    """Return the whole report as the text of one HTML file, to be written in UTF-8."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resource_path("report")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    maker = PictureMaker()
    environment.filters["drawn"] = lambda picture: _drawn(maker, picture)
    environment.tests |= {
        "grid": lambda block: isinstance(block, Grid),
        "picture": lambda block: isinstance(block, Picture),
        "section": lambda block: isinstance(block, Section),
    }
    page = report.page
    return environment.get_template("doctor.html").render(
        page=page,
        flowing=flowing_page(report),
        appendices=report.appendices,
        chart=_picture(page.chart_svg, page.chart_alt),
        hours=_picture(page.hours_svg, page.hours),
        colours=asdict(PAGE_GREY if report.is_grey else PAGE) | {"paper": DAY.card},
        font=FONT_FAMILY,
    )


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever a template puts out
    """Return a text without what HTML may not hold or what turns its direction; others as is."""
    return clean(value) if type(value) is str else value


def _picture(svg: bytes, alt: str) -> Picture | None:
    return Picture(svg=svg, alt=alt) if svg else None


def _drawn(maker: PictureMaker, picture: Picture) -> dict[str, str | int]:
    """Return a chart as what an `img` needs to hold it."""
    png = maker.png(picture.svg)
    # The header of every PNG: width and height stand at bytes 16 to 24.
    width, height = (
        round(int.from_bytes(png[at : at + 4]) * _BROWSER_PPI / PPI) for at in (16, 20)
    )
    return {
        "base64": b64encode(png).decode(),
        "width": width,
        "height": height,
        "alt": picture.alt,
    }
