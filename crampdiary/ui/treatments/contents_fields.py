"""What one tablet of a product contains: a row for each nutrient, as its label says."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.catalogues.dose_units import nutrient_facts, size_of
from crampdiary.domain.catalogues.supplements import Supplement
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ingredients import Ingredient, check_contents
from crampdiary.domain.phrases import number_words
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.fields import Dropdown, TextField
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel
from crampdiary.ui.shared.link_edges import LINK_ROOM
from crampdiary.ui.shared.marking import mark
from crampdiary.ui.treatments.reading import read_dose

CONTENTS = "contents"
_OFFERED = 3
_EXAMPLES = {Nutrient.VITAMIN_D: "400 IU", Nutrient.VITAMIN_K: "75 µg"}


class _Row(QWidget):
    """One nutrient with its amount in one unit of the product."""

    removed = Signal()
    edited = Signal()

    def __init__(self, *, number: int, nutrient: Nutrient) -> None:
        super().__init__()
        self._stored: dict[str, tuple[Decimal, str]] = {}
        self.nutrient = Dropdown(name=f"Content {number}: what")
        for known, facts in nutrient_facts().items():
            self.nutrient.addItem(f"{facts.name[:1].upper()}{facts.name[1:]}", known)
        self.nutrient.setCurrentIndex(self.nutrient.findData(nutrient))
        self.amount = TextField(name=f"Content {number}: how much in one")
        self.remove_button = LinkButton("Remove")
        self.remove_button.setAccessibleName(f"Content {number}: remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.nutrient)
        row.addWidget(self.amount, 1)
        row.addWidget(self.remove_button)
        self._show_example()
        self.nutrient.currentIndexChanged.connect(self._on_nutrient_changed)
        self.amount.textEdited.connect(self.edited)
        self.remove_button.clicked.connect(self.removed)

    @property
    def chosen(self) -> Nutrient:
        """Return the nutrient that is chosen."""
        return Nutrient(self.nutrient.currentData())

    def show_item(self, item: Ingredient) -> None:
        """Show what is stored; left alone, its digits stay as they are."""
        text = f"{number_words(item.amount)} {item.unit}"
        self._stored[text] = (item.amount, item.unit)
        self.amount.setText(text)

    def read(self) -> Ingredient | None:
        """Return what is typed, None where nothing is; raise `InvalidValueError` for `dose`."""
        nutrient = self.chosen
        stored = self._stored.get(self.amount.text())
        if stored is not None:
            return Ingredient(nutrient=nutrient, amount=stored[0], unit=stored[1])
        found = read_dose(self.amount.text())
        if found is None:
            return None
        facts = nutrient_facts()[nutrient]
        if size_of(found.unit, facts.sizes) is None:
            raise InvalidValueError(
                field=CONTENTS,
                problem="unit_of_other_kind",
                value=f"{facts.name} in {found.unit}",
                allowed=" or ".join(facts.units),
            )
        return Ingredient(nutrient=nutrient, amount=found.dose, unit=found.unit)

    def _on_nutrient_changed(self) -> None:
        self._show_example()
        self.edited.emit()

    def _show_example(self) -> None:
        nutrient = self.chosen
        self.amount.setPlaceholderText(_EXAMPLES.get(nutrient, "100 mg"))


class ContentsFields(QWidget):
    """Rows of nutrients, or a quiet way to them; rows left empty count for nothing.

    `changed` is emitted on every edit by hand, and where rows came into sight.
    """

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []
        self._wrong: _Row | None = None
        self._is_filled = False
        self.open_button = LinkButton("+ Say what one tablet contains")
        self.add_button = LinkButton("+ Add a nutrient")
        self._title = FieldLabel("What one tablet, capsule or sachet contains, as its label says")
        self._error = ErrorLabel()
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        fields = QVBoxLayout()
        fields.setContentsMargins(LINK_ROOM, 0, 0, 0)
        fields.setSpacing(GRID // 2)
        fields.addWidget(self._title)
        fields.addLayout(self._list)
        fields.addWidget(self._error)
        column.addLayout(fields)
        for button in (self.add_button, self.open_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.open_button.clicked.connect(self._on_open_clicked)
        self._show(is_open=False, may_open=False)

    @property
    def is_open(self) -> bool:
        """Tell whether the rows are shown."""
        return not self.isHidden() and not self._title.isHidden()

    def settle(self, supplement: Supplement | None, *, may_open: bool, asks: bool) -> None:
        """Show the rows where a product asks for them or has some; else perhaps the way to them.

        `asks` lets a product that usually has several offer rows; `may_open` allows the way.
        """
        asks = asks and supplement is not None and supplement.asks_contents
        if asks and supplement is not None:
            self._offer(supplement.may_contain[:_OFFERED])
        is_known = supplement is not None and not supplement.asks_contents
        self._show(is_open=asks or not self._is_untouched, may_open=may_open and not is_known)

    def show_contents(self, contents: Sequence[Ingredient]) -> None:
        """Show what is stored."""
        for item in contents:
            self._append(item.nutrient).show_item(item)

    def fill(self, contents: Sequence[Ingredient]) -> None:
        """Show what is known of a product, where nothing was typed; and no longer of another."""
        if self._is_filled:
            self._clear()
        if self._is_untouched and contents:
            self._clear()
            self.show_contents(contents)
            self._is_filled = True

    def read(self) -> tuple[Ingredient, ...]:
        """Return the contents; raise `InvalidValueError` for `contents`."""
        found = []
        for row in self.rows:
            self._wrong = row
            try:
                item = row.read()
            except InvalidValueError as error:
                raise InvalidValueError(
                    field=CONTENTS,
                    problem=error.problem,
                    value=error.value,
                    allowed=error.allowed,
                ) from error
            found += [] if item is None else [item]
        check_contents(found)
        self._wrong = None
        return tuple(found)

    def show_error(self, error: InvalidValueError) -> bool:
        """Say what is wrong here and go there; False for other fields."""
        if error.field not in {CONTENTS, "amount"} or self._wrong is None:
            return False
        words = sentence(error)
        self._error.show_text(words)
        mark(self._wrong.amount, words)
        self._wrong.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Take all errors away."""
        self._error.show_text("")
        for row in self.rows:
            mark(row.amount, "")

    def _offer(self, nutrients: Sequence[Nutrient]) -> None:
        """Offer rows for what such a product usually contains, where nothing is typed yet."""
        if self._is_untouched and [row.chosen for row in self.rows] != list(nutrients):
            self._clear()
            for nutrient in nutrients:
                self._append(nutrient)

    def _show(self, *, is_open: bool, may_open: bool) -> None:
        for part in (self._title, self.add_button):
            part.setVisible(is_open)
        for row in self.rows:
            row.setVisible(is_open)
        self.open_button.setVisible(not is_open and may_open)
        self.setVisible(is_open or may_open)

    def _on_open_clicked(self) -> None:
        row = self.rows[0] if self.rows else self._append(Nutrient.VITAMIN_D)
        self._show(is_open=True, may_open=True)
        self.changed.emit()
        row.nutrient.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _is_untouched(self) -> bool:
        return not any(row.amount.text().strip() for row in self.rows)

    def _clear(self) -> None:
        self._is_filled = False
        for row in tuple(self.rows):
            self._take_out(row)

    def _append(self, nutrient: Nutrient) -> _Row:
        row = _Row(number=len(self.rows) + 1, nutrient=nutrient)
        row.removed.connect(lambda: self._on_row_removed(row))
        row.edited.connect(self._on_edited)
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()  # at once, so that it can have the focus
        return row

    def _take_out(self, row: _Row) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_edited(self) -> None:
        self._is_filled = False
        self.changed.emit()

    def _on_add_clicked(self) -> None:
        taken = {row.chosen for row in self.rows}
        free = next((it for it in Nutrient if it not in taken), Nutrient.VITAMIN_D)
        row = self._append(free)
        self.changed.emit()
        row.nutrient.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_removed(self, row: _Row) -> None:
        self._take_out(row)
        self.changed.emit()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
