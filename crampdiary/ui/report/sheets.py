"""All pages of the report, one below the other, drawn only where somebody looks."""

from collections import OrderedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.reports.raster import PageSize, Raster, rasterised
from crampdiary.tokens import GRID
from crampdiary.ui.report.preview import WAITING, PagePreview, image_of
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme

# A page as large as the window takes some ten megabytes.
_MOST_KEPT = 8


class _Sheet(QWidget):
    """One page with its number below."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self.page = PagePreview(theme=theme)
        # Words that wrap would have the height of hundreds of sheets asked again and again.
        self.number = QuietLabel(wraps=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.page)
        column.addWidget(self.number)


class Sheets(QWidget):
    """Shows the pages of a PDF; the words stand for all of them where nobody can see them."""

    def __init__(self, *, theme: Theme, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._runner = theme, runner
        self._pdf = b""
        self._sheets: list[_Sheet] = []
        self._under_way: dict[int, int] = {}
        self._kept: OrderedDict[int, None] = OrderedDict()
        self.setAccessibleName("Preview of the report")
        # For who cannot see it: a screen reader says the page in words where the keyboard is.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self.show_words(WAITING)

    @property
    def pages(self) -> list[PagePreview]:
        """Return the pages in order."""
        return [sheet.page for sheet in self._sheets]

    @property
    def has_file(self) -> bool:
        """Tell whether there is a report to show, not words alone."""
        return bool(self._pdf)

    @property
    def has_page(self) -> bool:
        """Tell whether the first page is shown as it is."""
        return bool(self._pdf) and self._sheets[0].page.is_complete

    @property
    def is_busy(self) -> bool:
        """Tell whether a picture is on its way."""
        return bool(self._under_way)

    def show_pages(self, pdf: bytes, sizes: tuple[PageSize, ...], words: str) -> None:
        """Show a file; what is seen already stays until its new picture is there."""
        self._forget()
        self._pdf = pdf
        self._have(len(sizes))
        for number, (sheet, size) in enumerate(zip(self._sheets, sizes, strict=True), start=1):
            said = f"Page {number} of {len(sizes)}"
            sheet.number.setText(said)
            sheet.number.setVisible(len(sizes) > 1)
            sheet.page.setAccessibleName(said)
            sheet.page.show_shape(size.height_pt / size.width_pt)
        self.setAccessibleDescription(words)

    def show_words(self, words: str = WAITING) -> None:
        """Say something in place of the pages."""
        self._forget()
        self._pdf = b""
        self._have(1)
        self._sheets[0].number.hide()
        self._sheets[0].page.setAccessibleName(words)
        self._sheets[0].page.show_words(words)
        self.setAccessibleDescription(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self._frame(has_focus=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._frame(has_focus=False)

    def _frame(self, *, has_focus: bool) -> None:
        for page in self.pages:
            page.show_focus(has_focus=has_focus)

    def _have(self, count: int) -> None:
        """Have so many sheets, those there are first."""
        while len(self._sheets) > count:
            sheet = self._sheets.pop()
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        while len(self._sheets) < count:
            sheet = _Sheet(theme=self._theme)
            number = len(self._sheets)
            sheet.page.wanted.connect(lambda number=number: self._draw(number))
            self._sheets.append(sheet)
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignTop)
        for gone in [number for number in self._kept if number >= count]:
            del self._kept[gone]

    def _forget(self) -> None:
        for work in self._under_way.values():
            self._runner.forget(work)
        self._under_way.clear()

    def _draw(self, number: int) -> None:
        """Have a page drawn in its present width, unless that is under way."""
        if not self._pdf or number in self._under_way:
            return
        pdf, width_px = self._pdf, self._sheets[number].page.width_px
        self._under_way[number] = self._runner.run(
            lambda: rasterised(pdf, number + 1, width_px=width_px),
            lambda raster: self._on_drawn(number, raster),
        )

    def _on_drawn(self, number: int, raster: Raster) -> None:
        del self._under_way[number]
        self._sheets[number].page.show_image(image_of(raster))
        self._kept[number] = None
        self._kept.move_to_end(number)
        for old in list(self._kept)[:-_MOST_KEPT]:
            if self._sheets[old].page.visibleRegion().isEmpty():
                del self._kept[old]
                self._sheets[old].page.drop()
