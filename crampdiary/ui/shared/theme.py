"""The tokens as Qt understands them: palette, stylesheet, fonts; and word when they change."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip

from crampdiary.tokens import DAY, NIGHT, TEXT_BODY, Palette
from crampdiary.ui.shared.fonts import load_fonts, make_font, system_scale
from crampdiary.ui.shared.stylesheet import stylesheet

_ROLES = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "field",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "strong",
    QPalette.ColorRole.HighlightedText: "on_strong",
    QPalette.ColorRole.Accent: "focus",
    QPalette.ColorRole.Link: "focus",
    QPalette.ColorRole.LinkVisited: "focus",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Mid: "hairline",
    QPalette.ColorRole.Dark: "hatch",
    QPalette.ColorRole.Shadow: "paper",
}
STYLE = "fusion"
_DISABLED_TEXT = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def qt_palette(palette: Palette) -> QPalette:
    """Return all roles of Qt's palette from the tokens: nothing is left to the platform."""
    result = QPalette()
    for role, token in _ROLES.items():
        result.setColor(QPalette.ColorGroup.All, role, QColor(getattr(palette, token)))
    for role in _DISABLED_TEXT:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.quiet))
    return result


_NIGHT_PROPERTY = "crampdiary_night"


def wears_night() -> bool:
    """Tell whether the application wears its night colours, to whoever has no theme at hand."""
    app = QApplication.instance()
    return app is not None and bool(app.property(_NIGHT_PROPERTY))


class Theme(QObject):
    """The colours and sizes in use. Custom-painted widgets get it and repaint on `changed`.

    `palette` holds the tokens (`theme.palette.ink` is "#22303F"); `scale` is how much larger than
    usual text is (1.0 to 2.0); `is_night` tells whether only red light may be shown.
    """

    changed = Signal()

    def __init__(
        self, *, palette: Palette = DAY, scale: float | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._palette = palette
        self._scale = system_scale() if scale is None else scale
        self._points_red = False

    @property
    def palette(self) -> Palette:
        """Return the tokens in use."""
        return self._palette

    @property
    def is_night(self) -> bool:
        """Tell whether only red light may be shown."""
        return self._palette is NIGHT

    @property
    def scale(self) -> float:
        """Return how much larger than usual text is drawn."""
        return self._scale

    def px(self, length: float) -> int:
        """Return a length that grows with the text, in pixels."""
        return round(length * self._scale)

    def color(self, token: str) -> QColor:
        """Return a token of the palette, such as `ink` or `cramp`, as a colour to paint with."""
        return QColor(getattr(self._palette, token))

    def font(self, size: int = TEXT_BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the app's font at a size of the tokens, grown with the system's."""
        return make_font(size * self._scale, weight)

    def apply(self, app: QApplication) -> None:
        """Dress the whole application. Call once before the first window is shown."""
        load_fonts()
        if app.style().name() != STYLE:
            app.setStyle(QStyleFactory.create(STYLE))
        app.setFont(self.font())
        self._dress(app)

    def use(self, palette: Palette) -> None:
        """Change to other colours, everywhere at once."""
        if palette is self._palette:
            return
        self._palette = palette
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._dress(app)
        self.changed.emit()

    def _dress(self, app: QApplication) -> None:
        colours = qt_palette(self._palette)
        app.setProperty(_NIGHT_PROPERTY, self.is_night)
        app.setPalette(colours)
        QToolTip.setPalette(colours)
        QToolTip.setFont(self.font())
        app.setStyleSheet(stylesheet(self._palette, self._scale))
        self._point(app)

    def _point(self, app: QApplication) -> None:
        """At night point with a red arrow: the desktop's own is white."""
        if self.is_night and not self._points_red:
            from crampdiary.ui.shared.pointer import red_arrow  # noqa: PLC0415 - not by day

            app.setOverrideCursor(red_arrow(self.color("strong"), self._scale))
        elif self._points_red and not self.is_night:
            app.restoreOverrideCursor()
        self._points_red = self.is_night
