"""Pages of a PDF as pixels: the very file that is saved is what is previewed and printed."""

from dataclasses import dataclass
from threading import Lock

# PDFium keeps state of its own that no two threads may touch at once.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """Pixels from the top left, rows without gaps; each is blue, green, red and an unused byte."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """How large a page is, in points (72 an inch)."""

    width_pt: float
    height_pt: float


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """Return the size of each page of a PDF."""
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME, PdfDocument(pdf) as document:
        return tuple(
            PageSize(width_pt=width, height_pt=height)
            for width, height in map(document.get_page_size, range(len(document)))
        )


def rasterised(pdf: bytes, number: int, *, width_px: int) -> Raster:
    """Return page `number` (from 1) of a PDF on white, so many pixels wide.

    An A4 page takes about 20 ms at 144 pixels an inch, seven times that at 600.
    """
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME, PdfDocument(pdf) as document:
        page = document[number - 1]
        bitmap = page.render(scale=width_px / page.get_width(), prefer_bgrx=True)
        stride, row = bitmap.stride, 4 * bitmap.width
        data = bytes(bitmap.buffer)
        if stride != row:
            data = b"".join(data[at * stride : at * stride + row] for at in range(bitmap.height))
        return Raster(width=bitmap.width, height=bitmap.height, data=data)
