"""Pages of a PDF as pixels."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter

from crampdiary.reports.raster import Raster, page_sizes, rasterised


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return a PDF of a portrait and a landscape page, both empty."""
    writer, content = PdfWriter(), BytesIO()
    writer.add_blank_page(width=300, height=400)
    writer.add_blank_page(width=400, height=300)
    writer.write(content)
    return content.getvalue()


def picture(raster: Raster) -> Image.Image:
    size = raster.width, raster.height
    return Image.frombytes("RGB", size, raster.data, "raw", "BGRX")


def test_every_page_has_its_size(pdf: bytes) -> None:
    assert [(it.width_pt, it.height_pt) for it in page_sizes(pdf)] == [(300, 400), (400, 300)]


@pytest.mark.parametrize("width", [1, 99, 600, 601])
def test_page_is_as_wide_as_asked_and_white(pdf: bytes, width: int) -> None:
    for number, ratio in ((1, 4 / 3), (2, 3 / 4)):
        raster = rasterised(pdf, number, width_px=width)
        assert abs(raster.width - width) <= 1
        assert raster.height == pytest.approx(width * ratio, abs=1.01)
        assert len(raster.data) == 4 * raster.width * raster.height
        assert picture(raster).getextrema() == ((255, 255),) * 3


def test_threads_may_ask_at_once(pdf: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: rasterised(pdf, 1, width_px=200), range(16)))
    assert len({raster.data for raster in found}) == 1
