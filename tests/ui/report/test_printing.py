"""What is previewed is what is printed: pages, their order, paper, ink."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.errors import FileProblemError
from crampdiary.reports.raster import rasterised
from crampdiary.reports.render import render_pdf
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from crampdiary.services.words import sentence
from crampdiary.tokens import NIGHT
from crampdiary.ui.report.printing import ask_printer, print_pages, set_paper
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.diary_sessions import MORNING, click, show
from tests.ui.page_desk import demo_file
from tests.ui.pixels import colours, frame, too_blue_or_green

pytestmark = pytest.mark.usefixtures("qapp")  # a printer needs one

WIDTH_PX = 600


@pytest.fixture(scope="module")
def report() -> bytes:
    """Return a report of three pages or more."""
    last = MORNING.date()
    visit = Visit(
        first=last.replace(month=9),
        last=last,
        on=last,
        parts=frozenset({ReportPart.NIGHTS, ReportPart.METHOD}),
    )
    return render_pdf(make_report(demo_file(), StillClock(MORNING), visit)).content


def _printer(path: Path, *, paper: str = "a4", dpi: int = 300) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    set_paper(printer, paper)
    return printer


def _pictures(pdf: bytes) -> Iterator[Image.Image]:
    for number in range(1, len(PdfReader(BytesIO(pdf)).pages) + 1):
        raster = rasterised(pdf, number, width_px=WIDTH_PX)
        size = (raster.width, raster.height)
        yield Image.frombytes("RGB", size, raster.data, "raw", "BGRX")


def _apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are apart on average, 0 to 255, a pixel here or there."""
    blurred = [picture.filter(ImageFilter.GaussianBlur(4)) for picture in (one, other)]
    histogram = ImageChops.difference(*blurred).convert("L").histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def test_each_printed_page_has_the_pixels_of_its_preview(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    print_pages(_printer(path), report, is_grey=False)
    previewed, printed = list(_pictures(report)), list(_pictures(path.read_bytes()))
    assert len(printed) == len(previewed) > 2
    for number, (preview, paper) in enumerate(zip(previewed, printed, strict=True)):
        assert abs(preview.height - paper.height) <= 1  # Qt rounds A4 to whole points
        # How far is told by another page: the darker the ink, the more half a pixel makes.
        another = printed[number - 1].resize(preview.size)
        assert _apart(preview, paper.resize(preview.size)) < 0.2 * _apart(preview, another)


def test_only_the_chosen_pages_are_printed(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    printer = _printer(path, dpi=100)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3"))
    print_pages(printer, report, is_grey=False)
    first, third = _pictures(path.read_bytes())
    previewed = list(_pictures(report))
    assert _apart(first, previewed[0]) < _apart(first, previewed[2])
    assert _apart(third, previewed[2]) < _apart(third, previewed[0])


@pytest.mark.parametrize(("collates", "order"), [(True, "010101"), (False, "000111")])
def test_copies_come_one_after_the_other_or_page_by_page(
    report: bytes, tmp_path: Path, collates: bool, order: str
) -> None:
    path = tmp_path / "printed.pdf"
    printer = _printer(path, dpi=60)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    printer.setCopyCount(3)
    printer.setCollateCopies(collates)
    print_pages(printer, report, is_grey=False)
    previewed = list(_pictures(report))[:2]
    printed = [
        min(range(2), key=lambda number: _apart(page, previewed[number]))
        for page in _pictures(path.read_bytes())
    ]
    assert "".join(map(str, printed)) == order


def test_grey_ink_prints_no_colour(report: bytes, tmp_path: Path) -> None:
    for is_grey in (False, True):
        path = tmp_path / f"{is_grey}.pdf"
        print_pages(_printer(path, dpi=100), report, is_grey=is_grey)
        bands = next(_pictures(path.read_bytes())).split()
        spread = ImageChops.difference(bands[0], bands[2]).getextrema()
        assert (spread[1] < 8) is is_grey  # type: ignore[operator] # one band, one pair


def test_on_other_paper_the_page_is_as_large_as_fits(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    printer = _printer(path, dpi=100)
    layout = printer.pageLayout()
    layout.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    layout.setOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageLayout(layout)
    print_pages(printer, report, is_grey=False)
    page = PdfReader(path).pages[0].mediabox
    assert (round(page.width), round(page.height)) == (595, 420)
    picture = next(_pictures(path.read_bytes())).convert("L")
    left, top, right, bottom = ImageChops.invert(picture).getbbox() or (0, 0, 0, 0)
    assert 0.2 < left / picture.width < 0.35  # a narrow page in the middle of a wide one
    assert abs((left + right) / 2 - picture.width / 2) < 0.02 * picture.width
    assert bottom - top > 0.8 * picture.height


def test_printing_that_is_stopped_ends_before_the_next_page(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    asked: list[bool] = []

    def is_stopped() -> bool:
        asked.append(True)
        return len(asked) > 1

    print_pages(_printer(path, dpi=60), report, is_grey=False, is_stopped=is_stopped)
    assert len(asked) == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printer_that_cannot_be_written_to_is_told(report: bytes, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "no folder" / "printed.pdf")
    with pytest.raises(FileProblemError) as refused:
        print_pages(printer, report, is_grey=False)
    assert "printed.pdf" in sentence(refused.value)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    show(qtbot, window)
    return window


def _ask(
    qtbot: QtBot, window: QMainWindow, *, is_night: bool = False
) -> tuple[QPrintDialog, list[QPrinter]]:
    chosen: list[QPrinter] = []
    dialog = ask_printer(
        window,
        name="night cramps 2026-11-22",
        paper="letter",
        pages=3,
        is_night=is_night,
        on_chosen=chosen.append,
    )
    qtbot.waitUntil(dialog.isVisible)
    return dialog, chosen


def test_dialog_offers_the_reports_paper_and_pages(
    qtbot: QtBot, window: QMainWindow, tmp_path: Path
) -> None:
    dialog, chosen = _ask(qtbot, window)
    printer = dialog.printer()
    assert (dialog.minPage(), dialog.maxPage()) == (1, 3)
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Letter
    assert printer.docName() == "night cramps 2026-11-22"
    field = dialog.findChild(QLineEdit, "filename")
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    assert field is not None
    field.setText(str(tmp_path / "printed.pdf"))
    click(buttons.button(QDialogButtonBox.StandardButton.Ok))
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen[0].outputFileName() == str(tmp_path / "printed.pdf")


def test_dialog_that_is_left_prints_nothing(qtbot: QtBot, window: QMainWindow) -> None:
    dialog, chosen = _ask(qtbot, window)
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    click(buttons.button(QDialogButtonBox.StandardButton.Cancel))
    qtbot.waitUntil(lambda: bool(gone))
    assert not chosen


def test_at_night_the_dialog_is_red(
    qtbot: QtBot, qapp: QApplication, window: QMainWindow, tmp_path: Path
) -> None:
    Theme(palette=NIGHT, scale=1.0).apply(qapp)
    dialog, _ = _ask(qtbot, window, is_night=True)
    image = frame(dialog)
    dialog.reject()
    qapp.setStyleSheet("")
    assert colours(image) > 20
    assert too_blue_or_green(image) == 0
