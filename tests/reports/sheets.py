"""A page with something in every place, and what its file says when it is read back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfReader

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import (
    Appendix,
    Block,
    DoctorPage,
    KeyFigure,
    LabRow,
    PeriodRow,
    Report,
)
from crampdiary.reports.raster import page_sizes, rasterised
from crampdiary.reports.render import RenderedPage, render_pdf


@dataclass(frozen=True)
class Drawn:
    """A chart of any size that says something."""

    def svg(self, width_in: float, height_in: float) -> bytes:
        """Return it in the size asked for."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_in}in" height="{height_in}in">'
            '<text x="20" y="40" font-family="Inter">drawn text</text></svg>'
        ).encode()


def period(number: int, name: str = "Vitamin D3") -> PeriodRow:
    """Return a treatment period; the higher its number, the earlier it starts."""
    return PeriodRow(
        starts_on=date(2026, 5, 11) - timedelta(days=number),
        treatment=f"{name} {number}",
        dose="2,000 IU daily",
        first="11 May 2026",
        last="ongoing",
        recorded="157 of 195",
        rate="1.7 (1.2 to 2.4)",
        overlaps="overlaps Magnesium citrate",
        note="= 2,000 IU a day",
        taken="92 %",
    )


def lab(number: int, test: str = "Potassium") -> LabRow:
    """Return a lab result of a day in July."""
    return LabRow(
        test=test,
        day=f"{number} Jul 2026",
        value="3.4 mmol/L",
        flag="low*",
        range="3.5 to 5.1",
        beside="= 13.3 mg/dL",
        taken_on=date(2026, 7, number),
    )


FIGURE = KeyFigure(label="Cramps per week", value="2.6", note="95 % interval", before="before: 5.0")
PAGE = DoctorPage(
    made_on=date(2026, 11, 24),
    visit="for a visit on 24 Nov 2026",
    author="Jordan Example",
    identity="Jordan Example, born 1961",
    period="1 Feb 2026 to 21 Nov 2026, 294 nights",
    coverage=("250 recorded (85 %)",),
    banner="",
    figures=(FIGURE,) * 5,
    remark="Before: the 294 nights from 13 Apr 2025 to 31 Jan 2026.",
    chart=Drawn(),
    chart_alt="92 cramps on 250 recorded of 294 nights",
    periods=(period(1),),
    periods_remark="Counted within the period.",
    labs=(lab(1),),
    labs_remark="* commonly used",
    medicines=("Hydrochlorothiazide 25 mg daily",),
    conditions=("Type 2 diabetes",),
    questions=("Could my water tablet be part of this?",),
    flags=("Potassium below 3.5: talk to a doctor within days.",),
    hours="Most cramps came between 02:00 and 05:00.",
    hours_svg=Drawn().svg(2, 1),
    footer="Kept by the patient.",
)


def appendix(*blocks: Block, part: ReportPart = ReportPart.LABS) -> Appendix:
    """Return an appendix; of all lab results, if no other part is said."""
    return Appendix(part=part, title=f"All {part}", blocks=blocks)


def pdf_of(page: DoctorPage, *appendices: Appendix, paper: str = "a4") -> RenderedPage:
    """Return a report's file."""
    return render_pdf(Report(page=page, appendices=appendices), paper=paper)


def pictures_of(content: bytes) -> list[Image.Image]:
    """Return each page in grey, about a pixel a point."""
    found = []
    for number, size in enumerate(page_sizes(content), start=1):
        raster = rasterised(content, number, width_px=round(size.width_pt))
        picture = Image.frombytes("RGBX", (raster.width, raster.height), raster.data)
        found.append(picture.convert("RGB").convert("L"))
    return found


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of all that is not white: left, top, right, bottom in pixels."""
    box = Image.eval(picture, lambda grey: 255 - grey).getbbox()
    assert box is not None
    return box


def sheets_of(content: bytes) -> list[str]:
    """Return the text of each sheet, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def text_of(content: bytes) -> str:
    """Return the text of the whole file, with single spaces."""
    return " ".join(sheets_of(content))


def tags_of(content: bytes) -> Counter[str]:
    """Return how often each kind of element stands in the file's structure: `/TH`, `/H1`..."""
    found: Counter[str] = Counter()

    def count(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                count(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found[str(node["/S"])] += 1
            count(node.get("/K"))

    count(PdfReader(BytesIO(content)).root_object["/StructTreeRoot"])
    return found
