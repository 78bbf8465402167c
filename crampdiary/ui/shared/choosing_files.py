"""Asking where a file is or is to go, by night in red alone."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QFileInfo, QObject, QRect, QSize, QStandardPaths, Qt
from PySide6.QtGui import (
    QAbstractFileIconProvider,
    QColor,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFileIconProvider,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from crampdiary.ui.shared.caret import CARET_WIDTH, RECT_MARGIN
from crampdiary.ui.shared.theme import Theme

_ICON_PX = 20
# The other buttons of Qt's dialog change how files are listed, with a white edge where pressed.
_NEEDED = {"backButton", "forwardButton", "toParentButton"}
_USUAL_PLACES = (
    QStandardPaths.StandardLocation.DocumentsLocation,
    QStandardPaths.StandardLocation.HomeLocation,
)
Kind = tuple[str, str]


def usual_folder() -> Path:
    """Return the documents, or the home folder where there are none."""
    for place in _USUAL_PLACES:
        folder = Path(QStandardPaths.writableLocation(place))
        if folder.is_dir():
            return folder
    return Path(QDir.homePath())


def free_path(path: Path) -> Path:
    """Return the path, or "name (2)" and so on where something has that name already."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free


class FileChooser:
    """Opens the system's file dialogs; by night Qt's own, which can be kept red."""

    def __init__(self, *, theme: Theme, owner: QWidget) -> None:
        """`owner` is the widget whose window the dialogs belong to."""
        self._theme = theme
        self._owner = owner
        self._folder: Path | None = None

    def ask_save(
        self, title: str, name: str, kinds: Sequence[Kind], on_chosen: Callable[[Path], object]
    ) -> QFileDialog:
        """Ask where to save; `kinds` are (words, ending), the first is usual.

        What the person agreed to replace is replaced; otherwise a name that exists gets a number.
        """
        dialog = self._dialog(title, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        confirms = not self._theme.is_night
        # Qt's own question comes with a yellow sign.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not confirms)
        dialog.selectFile(free_path(Path(dialog.directory().absolutePath()) / name).name)

        def chosen(text: str) -> None:
            asked = Path(text)
            self._folder = asked.parent
            path = _with_ending(asked, kinds, dialog.selectedNameFilter())
            on_chosen(path if confirms and path == asked else free_path(path))

        dialog.fileSelected.connect(chosen)
        self._open(dialog)
        return dialog

    def ask_open(
        self, title: str, kinds: Sequence[Kind], on_chosen: Callable[[Path], object]
    ) -> QFileDialog:
        """Ask for a file that exists; all `kinds` are shown together."""
        dialog = self._dialog(title, kinds)
        together = " ".join(f"*{ending}" for _, ending in kinds)
        dialog.setNameFilters([f"Files to import ({together})", "All files (*)"])
        mode = QFileDialog.FileMode
        # Qt's own word on a file that does not exist comes with a yellow sign; we have ours.
        dialog.setFileMode(mode.AnyFile if self._theme.is_night else mode.ExistingFile)

        def chosen(text: str) -> None:
            self._folder = Path(text).parent
            on_chosen(Path(text))

        dialog.fileSelected.connect(chosen)
        self._open(dialog)
        return dialog

    def ask_folder(self, title: str, on_chosen: Callable[[Path], object]) -> QFileDialog:
        """Ask for a folder that exists."""
        dialog = self._dialog(title, ())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)

        def chosen(text: str) -> None:
            self._folder = Path(text)
            on_chosen(Path(text))

        dialog.fileSelected.connect(chosen)
        self._open(dialog)
        return dialog

    def _dialog(self, title: str, kinds: Sequence[Kind]) -> QFileDialog:
        dialog = QFileDialog(self._owner.window(), title, str(self._folder or usual_folder()))
        if kinds:
            dialog.setNameFilters([f"{words} (*{ending})" for words, ending in kinds])
            dialog.setDefaultSuffix(kinds[0][1].removeprefix("."))
            # A name without an ending gets that of the kind that was chosen, not of the first.
            endings = dict(zip(dialog.nameFilters(), kinds, strict=True))
            dialog.filterSelected.connect(
                lambda words: dialog.setDefaultSuffix(
                    endings.get(words, kinds[0])[1].removeprefix(".")
                )
            )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, self._theme.is_night)
        # The desktop's own title bar is bright.
        dialog.setWindowFlag(Qt.WindowType.FramelessWindowHint, self._theme.is_night)
        return dialog

    def _open(self, dialog: QFileDialog) -> None:
        if self._theme.is_night:
            _redden(dialog, self._theme.color("ink"))
        dialog.open()


def _redden(dialog: QFileDialog, ink: QColor) -> None:
    """Take the platform's colours out of a dialog of Qt's own."""
    # Making and deleting folders asks back with coloured signs.
    dialog.setOption(QFileDialog.Option.ReadOnly)
    dialog.setSizeGripEnabled(False)
    provider = _InkIcons(ink)
    dialog.setIconProvider(provider)
    # Qt does not keep it alive as long as the dialog.
    dialog.setProperty("icons", provider)
    for button in dialog.findChildren(QToolButton):
        button.setIcon(_inked(button.icon(), ink))
        button.setVisible(button.objectName() in _NEEDED)
    for places in dialog.findChildren(QComboBox):
        places.setIconSize(QSize(0, 0))  # its signs may be older than the provider
    for plain in dialog.findChildren(QPushButton):
        plain.setIcon(QIcon())
    for field in dialog.findChildren(QLineEdit):
        _InkCaret(field)


class _InkCaret(QWidget):
    """Covers the caret of a field that Qt made, which is white on black."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.cursorPositionChanged.connect(self._follow)
        field.textChanged.connect(self._follow)
        field.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move before the field paints itself."""
        if event.type() in {QEvent.Type.Paint, QEvent.Type.Resize, QEvent.Type.FocusIn}:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caret in the ink of the text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Text))
        painter.end()

    def _follow(self) -> None:
        around: QRect = self._field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        self.setGeometry(around.x() + RECT_MARGIN, around.y(), CARET_WIDTH, around.height())
        self.setVisible(self._field.hasFocus())


class _InkIcons(QAbstractFileIconProvider):
    """Files and folders as shapes in one ink."""

    def __init__(self, ink: QColor) -> None:
        super().__init__()
        self._ink = ink
        self._usual = QFileIconProvider()

    def icon(self, what: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Return the usual sign in the ink."""
        return _inked(self._usual.icon(what), self._ink)


def _inked(icon: QIcon, ink: QColor) -> QIcon:
    """Return an icon as a shape in one colour."""
    picture = icon.pixmap(_ICON_PX)
    if picture.isNull():
        return QIcon()
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), ink)
    painter.end()
    inked = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled, QIcon.Mode.Active, QIcon.Mode.Selected):
        inked.addPixmap(picture, mode)
    return inked


def _with_ending(path: Path, kinds: Sequence[Kind], chosen_filter: str) -> Path:
    """Return the path with the ending of the chosen kind, unless it has one that will do."""
    endings = [ending for _, ending in kinds]
    if path.suffix.lower() in endings:
        return path
    wished = next((ending for ending in endings if f"(*{ending})" in chosen_filter), endings[0])
    return path.with_name(path.name + wished)
