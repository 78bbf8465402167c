"""What other programs get of a chart: on the clipboard, or where it is dropped."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from crampdiary.charts.style import PX_PER_INCH
from crampdiary.services.charts.files import CSV, table_text
from crampdiary.services.charts.leaving import Leaving

PNG, SVG, PDF = "png", "svg", "pdf"
_TYPES = {SVG: "image/svg+xml", PDF: "application/pdf", CSV: "text/csv"}
_PIXELS_A_PIXEL = 2
_PER_METRE = round(_PIXELS_A_PIXEL * PX_PER_INCH / 0.0254)

Contents = Mapping[str, bytes | str]


def packed(drawn: Leaving, kind: str) -> dict[str, bytes | str]:
    """Return what is to be put on the clipboard by its type (for a worker: it draws).

    Beside a drawing or a document lies the picture, for programs that take neither.
    """
    if kind == CSV:
        table = drawn.drawn.chart.table(drawn.data)
        return {_TYPES[CSV]: drawn.content(CSV), "text/plain": table_text(table)}
    found: dict[str, bytes | str] = {"image/png": drawn.content(PNG)}
    if kind != PNG:
        found[_TYPES[kind]] = drawn.content(kind)
    return found


def mime_data(contents: Contents, path: Path | None = None) -> QMimeData:
    """Return it as Qt takes it, and with it the file at `path`, for who takes files."""
    data = QMimeData()
    if path is not None:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    for kind, content in contents.items():
        if isinstance(content, str):
            data.setText(content)
        elif kind == "image/png":
            data.setImageData(_image(content))
        else:
            data.setData(kind, content)
    return data


def _image(content: bytes) -> QImage:
    """Return a picture that is pasted as large as it is on a screen, twice as sharp."""
    image = QImage.fromData(content)
    image.setDotsPerMeterX(_PER_METRE)
    image.setDotsPerMeterY(_PER_METRE)
    return image
