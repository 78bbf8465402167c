"""Prints the finished file through the system's dialog: the same pages that are previewed."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton, QWidget

from crampdiary.domain.errors import FileProblemError
from crampdiary.reports.raster import page_sizes, rasterised
from crampdiary.ui.report.preview import image_of

# Finer than eyes see in print; twice that takes four times the memory.
MOST_DPI = 400
_PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def has_printer() -> bool:
    """Tell whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(
    owner: QWidget,
    *,
    name: str,
    paper: str,
    pages: int,
    is_night: bool,
    on_chosen: Callable[[QPrinter], object],
) -> QPrintDialog:
    """Open the system's dialog for a file of so many `pages`; `name` is what the job is called."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCreator("")
    set_paper(printer, paper)
    dialog = QPrintDialog(printer, owner)
    dialog.setWindowTitle("Print the report")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.accepted.connect(lambda: on_chosen(printer))
    if is_night:
        # The desktop's title bar and the signs of Qt's own dialog are bright.
        dialog.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        for label in dialog.findChildren(QLabel):
            if not label.pixmap().isNull():
                label.hide()
        for plain in dialog.findChildren(QPushButton):
            plain.setIcon(QIcon())
        for button in dialog.findChildren(QToolButton):
            button.setAutoRaise(True)
    # The dialog has an `open` of its own, which calls back where this one tells by a signal.
    QDialog.open(dialog)
    return dialog


def set_paper(printer: QPrinter, paper: str) -> None:
    """Ask for the report's own paper, with no margins but its own."""
    printer.setPageLayout(
        QPageLayout(
            QPageSize(_PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    printer.setFullPage(True)


def print_pages(
    printer: QPrinter,
    pdf: bytes,
    *,
    is_grey: bool,
    is_stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Print what was chosen of a PDF; on other paper each page is as large as fits.

    Needs no window: it may run on any thread, and ends before the next page once `is_stopped`.
    Raises `FileProblemError` where the printer, or the file printed to, cannot be written.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise _unreachable(printer)
    try:
        for at, number in enumerate(_order(printer, len(page_sizes(pdf)))):
            if is_stopped():
                printer.abort()
                return
            if at and not printer.newPage():
                raise _unreachable(printer)
            _draw(painter, printer, pdf, number, is_grey=is_grey)
    finally:
        painter.end()


def _unreachable(printer: QPrinter) -> FileProblemError:
    path = Path(printer.outputFileName() or printer.printerName() or "the printer")
    return FileProblemError(path=path, reason="printer")


def _order(printer: QPrinter, count: int) -> Iterator[int]:
    """Yield the numbers of the pages in the order in which they leave the printer."""
    chosen = printer.pageRanges()  # "1, 3-5"; none stands for all
    is_range = printer.printRange() is QPrinter.PrintRange.PageRange and not chosen.isEmpty()
    numbers = [n for n in range(1, count + 1) if not is_range or chosen.contains(n)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        for _ in range(copies):
            yield from numbers
    else:
        for number in numbers:
            yield from [number] * copies


def _draw(painter: QPainter, printer: QPrinter, pdf: bytes, number: int, *, is_grey: bool) -> None:
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    inches = room.width() / printer.resolution()
    dpi = min(printer.resolution(), MOST_DPI)
    image = image_of(rasterised(pdf, number, width_px=round(inches * dpi)))
    if is_grey:
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    scale = min(room.width() / image.width(), room.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    left, top = (room.width() - width) / 2, (room.height() - height) / 2
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, top, width, height), image, QRectF(image.rect()))
