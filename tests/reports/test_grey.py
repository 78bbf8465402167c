"""A grey report has no colour, and outlives a fax: one bit a pixel, 100 dots an inch."""

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.render import render_pdf
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from tests.charts.odd_diaries import CLOCK, LAST, NINE_MONTHS, ago, odd_diary

FAX_DPI, FINE_DPI = 100, 300
# What is darker than half is black on a fax.
BLACK_BELOW = 128
# Letters with less of the ink that they have on fine paper are broken: next to none of the text,
# and few of what stands small beside it. (Tesseract reads such a page, small print with mistakes.)
BROKEN = 0.3
TEXT_PT = 9


@cache
def pages(diary: str) -> pypdfium2.PdfDocument:
    visit = Visit(
        first=ago(NINE_MONTHS - 1),
        last=LAST,
        on=date(2026, 11, 24),
        questions=("Should I stay on 2,000 IU over the winter?",),
        parts=frozenset({ReportPart.NIGHTS, ReportPart.ADHERENCE, ReportPart.CHARTS}),
        is_grey=True,
    )
    report = make_report(odd_diary(diary).diary, CLOCK, visit)
    return pypdfium2.PdfDocument(render_pdf(report).content)


def pixels(page: pypdfium2.PdfPage, dpi: int) -> "np.ndarray[Any, Any]":
    """Return the page as rows of red, green and blue."""
    return np.asarray(page.render(scale=dpi / 72).to_numpy())[..., :3].astype(int)


def black(page: pypdfium2.PdfPage, dpi: int) -> "np.ndarray[Any, Any]":
    """Return which dots a fax makes black."""
    dots: np.ndarray[Any, Any] = pixels(page, dpi).mean(axis=2) < BLACK_BELOW
    return dots


@pytest.mark.parametrize("diary", ["demo", "lab_extremes"])
def test_no_pixel_of_a_grey_report_has_a_colour(diary: str) -> None:
    for page in pages(diary):
        found = pixels(page, 50)
        assert (found.max(axis=2) - found.min(axis=2)).max() <= 1


@pytest.mark.parametrize("diary", ["demo", "lab_extremes"])
def test_letters_keep_their_ink_on_a_fax(diary: str) -> None:
    page = pages(diary)[0]
    text = page.get_textpage()
    fax, fine = black(page, FAX_DPI), black(page, FINE_DPI)
    large: list[float] = []
    small: list[float] = []
    for index in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text, index)).isalnum():
            box = np.array(text.get_charbox(index))
            kept = _ink(fax, box, page, FAX_DPI) / _ink(fine, box, page, FINE_DPI)
            is_large = pdfium.FPDFText_GetFontSize(text, index) >= TEXT_PT
            (large if is_large else small).append(kept)
    assert len(large) > 500
    assert np.median(large) > 0.9
    assert np.mean(np.array(large) < BROKEN) < 0.005
    assert np.median(small) > 0.7
    assert np.mean(np.array(small) < BROKEN) < 0.08


def _ink(
    dots: "np.ndarray[Any, Any]", box: "np.ndarray[Any, Any]", page: pypdfium2.PdfPage, dpi: int
) -> float:
    """Return the black part of a letter's box, in square points."""
    scale = dpi / 72
    left, bottom, right, top = box * scale
    height = page.get_height() * scale
    rows = slice(int(height - top), int(np.ceil(height - bottom)))
    return float(dots[rows, int(left) : int(np.ceil(right))].sum()) / scale**2
