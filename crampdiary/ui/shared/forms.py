"""The sheet on which an entry is written: fields, what is wrong beside each, Save and Cancel."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton, SecondaryButton
from crampdiary.ui.shared.dialog import Dialog
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel, KeyHint, PageTitle
from crampdiary.ui.shared.link_edges import LINK_ROOM, StickingOut
from crampdiary.ui.shared.marking import mark
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.tab_order import chain_tabs

WIDTH = 520
ROOM_SHARE = 0.94
_MARGIN = 3 * GRID


class FormDialog(Dialog):
    """The base of every form. A subclass adds its fields and says how to `submit`.

    Open it with `open()`, never `exec()`; it deletes itself when closed. Ctrl+Enter saves, Esc
    cancels. An error is shown at its field, and everything typed stays. `saved` is emitted after a
    successful save.
    """

    saved = Signal()

    def __init__(self, title: str, *, save: str = "Save", parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._fields: dict[str, tuple[QWidget, ErrorLabel]] = {}
        self._labels: dict[str, FieldLabel] = {}
        self._general_error = ErrorLabel()
        self._rows, self._foot = QVBoxLayout(), QVBoxLayout()
        self.save_button = PrimaryButton(save)
        self.save_button.setDefault(True)
        self.cancel_button = SecondaryButton("Cancel")
        self._build(title)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_save_clicked)

    def add_field(
        self, key: str, label: str, field: QWidget, *, aliases: tuple[str, ...] = ()
    ) -> None:
        """Add a field below its label. `key` (and `aliases`) is what errors call the field."""
        error = ErrorLabel()
        column = QVBoxLayout()
        column.setSpacing(4)
        if label:
            self._labels[key] = FieldLabel(label, buddy=field)
            column.addWidget(self._labels[key])
        column.addWidget(field)
        column.addWidget(error)
        self._rows.addLayout(column)
        for name in (key, *aliases):
            self._fields[name] = (field, error)

    def show_field(self, key: str, *, visible: bool, label: str = "") -> None:
        """Show a field with its label, or hide both; `label` says something else from now on."""
        field, error = self._fields[key]
        if not visible:
            error.show_text("")
        field.setVisible(visible)
        if key in self._labels:
            self._labels[key].setVisible(visible)
            self._labels[key].setText(label or self._labels[key].text())
        self._rows.activate()
        if self.isVisible():
            self._fit()

    def add_side_by_side(self, *fields: tuple[str, str, QWidget]) -> None:
        """Add fields (key, label, widget) in one row."""
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        outer, self._rows = self._rows, QVBoxLayout()
        for key, label, field in fields:
            self._rows = QVBoxLayout()
            self.add_field(key, label, field)
            self._rows.addStretch(1)
            row.addLayout(self._rows, 1)
        self._rows = outer
        self._rows.addLayout(row)

    def add_row(self, widget: QWidget) -> None:
        """Add anything over the whole width."""
        self._rows.addWidget(widget)

    def add_link(self, link: LinkButton) -> None:
        """Add a link whose words begin where fields and labels do."""
        self._rows.addLayout(StickingOut(FlowRow(link), left=True))

    def add_foot(self, widget: QWidget) -> None:
        """Add something above the buttons, in sight also where the fields scroll."""
        self._foot.addWidget(widget)

    def submit(self) -> None:
        """Build what was typed and store it; raise a `DiaryError` to stay open with a word."""
        raise NotImplementedError

    def show_error(self, error: DiaryError) -> None:
        """Say what is wrong at the field it is about, or above the buttons, and go there."""
        self.clear_errors()
        field, label = self._fields.get(
            error.field if isinstance(error, InvalidValueError) else "", (None, self._general_error)
        )
        label.show_text(sentence(error))
        self._rows.activate()
        self._fit()
        if field is None:
            return
        mark(field, label.text())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(label)

    def clear_errors(self) -> None:
        """Take all errors away."""
        self._general_error.show_text("")
        for field, label in self._fields.values():
            label.show_text("")
            mark(field, "")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads."""
        chain_tabs(self)
        return super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the form needs, where the screen allows it."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        self._scroll.updateGeometry()
        room = self.screen().availableGeometry().size() * ROOM_SHARE
        self.resize(self.sizeHint().expandedTo(self.minimumSize()).boundedTo(room))

    def _build(self, title: str) -> None:
        content = QWidget()
        content.setLayout(self._rows)
        self._rows.setContentsMargins(2 + LINK_ROOM, 0, GRID, GRID)
        self._rows.setSpacing(2 * GRID)
        self._scroll = _FittingScroll()
        self._scroll.setWidget(content)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.save_button)
        buttons.addWidget(KeyHint("Ctrl+Enter"))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(KeyHint("Esc"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(2 * GRID)
        outer.addWidget(PageTitle(title))
        outer.addLayout(StickingOut(self._scroll, left=True), 1)
        outer.addLayout(self._foot)
        outer.addWidget(self._general_error)
        outer.addLayout(buttons)
        self.setMinimumWidth(WIDTH)

    def _on_save_clicked(self) -> None:
        try:
            self.submit()
        except DiaryError as error:
            self.show_error(error)
            return
        self.saved.emit()
        self.accept()


class _FittingScroll(QScrollArea):
    """As high as its content where the screen allows, and scrolling where it does not."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Wish for the whole content at the width there is."""
        content = self.widget()
        if content is None:
            return super().sizeHint()
        wished = content.sizeHint()
        width = max(self.width(), wished.width()) if self.isVisible() else WIDTH
        width = min(width, self.window().maximumWidth() - 2 * _MARGIN)
        return QSize(wished.width(), max(wished.height(), content.heightForWidth(width)))
