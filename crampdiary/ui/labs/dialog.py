"""The form for the results of one blood test, or for one result that is there."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crampdiary.domain.checks import EARLIEST
from crampdiary.domain.errors import AlreadyRecordedError, DiaryError, InvalidValueError
from crampdiary.domain.phrases import day_words, range_words
from crampdiary.domain.records import LabResult
from crampdiary.services import entries
from crampdiary.services.labs import add_results, change_result
from crampdiary.tokens import GRID, TEXT_BODY
from crampdiary.ui.labs.doubles import Doubles
from crampdiary.ui.labs.known import Known
from crampdiary.ui.labs.panel_chips import LAST, PanelChips
from crampdiary.ui.labs.result_fields import ResultFields
from crampdiary.ui.labs.row_reader import BloodTest
from crampdiary.ui.labs.row_widgets import LINES
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import NoteField
from crampdiary.ui.shared.forms import ROOM_SHARE, FormDialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.labels import FieldLabel, QuietLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.type_ahead import TypeAhead

_TITLES = ("Test", "Value", "Unit", "Lab's range, as printed")
_STRETCHES = (7, 3, 4, 4)
_WIDTH = 930
_FASTING = ((True, "Yes"), (False, "No"))
# A slip of the year is kept as typed and told, where Qt would quietly take another year.
_FIRST_DAY, _LAST_DAY = QDate(1000, 1, 1), QDate(9999, 12, 31)


class ResultsDialog(FormDialog):
    """Day, fasting and laboratory once, then a row for each test.

    A panel fills rows in; Enter goes from value to value. A new row appears as the last is begun.
    """

    def __init__(
        self,
        *,
        session: DiarySession,
        known: Known,
        result: LabResult | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Add results, or change `result`; the form learns from what is `known`."""
        super().__init__("Add results" if result is None else "Change result", parent=parent)
        self._session = session
        self._known = known
        self._result = result
        self._today = session.clock.now().wall_clock.date()
        self._wrong_row: ResultFields | None = None
        self._read: list[tuple[ResultFields, LabResult]] = []
        self._doubles = Doubles(answered=self._on_doubles_answered)
        self.rows: list[ResultFields] = []
        self._make_fields()
        if result is not None:
            self._add_rest(result)
        self._rows.addStretch(1)
        self._append_row()
        self.setFixedWidth(self._wished_width())
        if result is None:
            self.day.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.rows[0].value.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store all results together, or none."""
        self._wrong_row = None
        self._check_day()
        self._read = self._read_rows()
        results = [result for _, result in self._read]
        before = self._result
        if before is not None:
            self._session.perform(
                lambda diary, clock: change_result(
                    diary, clock, before, results[0], confirmed=self.rows[0].is_confirmed
                ),
                said=f"{results[0].test} changed.",
            )
            return
        again = {result.id for result in results if self._doubles.is_wanted(result)}
        confirmed = again | {row.reader.result_id for row in self.rows if row.is_confirmed}
        count = "Result" if len(results) == 1 else f"{len(results)} results"
        self._session.perform(
            lambda diary, clock: add_results(diary, clock, results, confirmed=confirmed),
            said=f"{count} added.",
        )

    def show_error(self, error: DiaryError) -> None:
        """Ask or say what is wrong below the row it is about, or at the other fields.

        What is told below other rows stays.
        """
        row = self._wrong_row
        if isinstance(error, AlreadyRecordedError):
            row = self._doubles.ask(error, self._read)
        elif row is None or not row.show_problem(error):
            super().show_error(error)
            return
        super().clear_errors()
        self._on_row_resized()
        self._scroll.ensureWidgetVisible(row.widgets.words)

    def _wished_width(self) -> int:
        """Return a width at which the panels stand in one line, where the window has the room.

        The fields are never cut, unless the screen itself is too narrow for them.
        """
        screen = self.screen().availableGeometry().width() * ROOM_SHARE
        around = self.parentWidget()
        window = screen if around is None else around.width() * ROOM_SHARE
        wished = _WIDTH * max(self.fontInfo().pixelSize() / TEXT_BODY, 1.0)
        return round(min(max(min(wished, window), self._least_width()), screen))

    def _least_width(self) -> int:
        margins = self.contentsMargins()
        outer = self.layout()
        if outer is not None:
            margins = outer.contentsMargins()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        inner = self._holder.minimumSizeHint().width() + 2 * GRID
        return inner + bar + margins.left() + margins.right()

    def _make_fields(self) -> None:
        shown = self._result
        self.day = DateField(
            name="Day on which blood was taken", day=shown.taken_on if shown else self._today
        )
        self.day.setDateRange(_FIRST_DAY, _LAST_DAY)
        self.fasting = Segmented(_FASTING, name="Fasting")
        self.fasting.set_value(None if shown is None else shown.fasting)
        self.laboratory = TypeAhead(
            name="Laboratory",
            names=self._known.laboratories,
            placeholder="Laboratory, if you like",
        )
        if shown is not None:
            self.laboratory.setText(shown.laboratory)
        self.add_side_by_side(
            ("on", "Blood taken on", self.day),
            ("fasting", "Fasting", self.fasting),
            ("laboratory", "Laboratory", self.laboratory),
        )
        if shown is None:
            self.chips = PanelChips(panels=self._known.panels, has_last=bool(self._known.last))
            self.chips.wished.connect(self._on_rows_wished)
            self.add_field("panel", "Fill in rows for", self.chips)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        for column, (title, stretch) in enumerate(zip(_TITLES, _STRETCHES, strict=True)):
            self._grid.addWidget(FieldLabel(title), 0, column)
            self._grid.setColumnStretch(column, stretch)
        self.add_row(self._holder)
        if shown is None:
            self.add_row(
                QuietLabel(
                    "Write values and ranges just as the lab did, also < or >. Enter goes to the "
                    "next value; rows without a value are left out."
                )
            )

    def _add_rest(self, result: LabResult) -> None:
        self.note = NoteField(name="Note")
        self.note.setPlainText(result.note)
        self.add_field("note", "Note", self.note)
        self.history = HistoryLine(session=self._session)
        super().add_row(self.history)
        self.history.show_entry(result)
        self.delete_button = LinkButton("Delete this result")
        self.delete_button.clicked.connect(self._on_delete_clicked)
        super().add_row(self.delete_button)

    def _append_row(self) -> ResultFields:
        number = len(self.rows) + 1
        row = ResultFields(number=number, known=self._known, result=self._result, parent=self)
        row.begun.connect(self._on_row_begun)
        row.went_on.connect(self._on_row_went_on)
        row.answered.connect(self._on_row_answered)
        row.resized.connect(self._on_row_resized)
        row.widgets.add_to(self._grid, LINES * number)
        self.rows.append(row)
        return row

    def _check_day(self) -> None:
        day, problem = self.day.day, ""
        if day > self._today:
            problem, allowed = "in_the_future", "the day on which blood was taken"
        elif day < EARLIEST:
            problem, allowed = "out_of_range", f"a day since {EARLIEST.year}"
        if problem:
            raise InvalidValueError(
                field="on", problem=problem, value=day_words(day, year=True), allowed=allowed
            )

    def _read_rows(self) -> list[tuple[ResultFields, LabResult]]:
        shared = BloodTest(
            taken_on=self.day.day,
            laboratory=self.laboratory.typed,
            fasting=self.fasting.value,
        )
        note = self.note.toPlainText() if self._result is not None else ""
        results = []
        for row in [row for row in self.rows if not row.is_blank] or self.rows[:1]:
            self._wrong_row = row
            results.append((row, row.read(shared, note=note)))
        self._wrong_row = None
        return results

    def _offer(self, offers: Sequence[tuple[str, str, str]]) -> None:
        """Fill rows in for tests (name, unit, range) that have none yet, and go to the first."""
        first: ResultFields | None = None
        for test, unit, range_text in offers:
            row = next((row for row in self.rows if row.is_about(test)), None)
            if row is None:
                row = next((row for row in self.rows if row.is_untouched), None)
                row = row or self._append_row()
                row.offer(test, unit=unit, range_text=range_text)
            if first is None and not row.value.text().strip():
                first = row
        if not self.rows[-1].is_untouched:
            self._append_row()
        self._on_row_resized()
        if first is not None:
            first.value.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_rows_wished(self, key: str) -> None:
        if key != LAST:
            panel = next(panel for panel in self._known.panels if panel.key == key)
            self._offer([(test.name, "", "") for test in panel.tests])
            return
        last = self._known.last
        if not self.laboratory.text().strip():
            self.laboratory.setText(next((one.laboratory for one in last if one.laboratory), ""))
        self._offer([(one.test, one.unit, range_words(one)) for one in last])

    def _on_row_begun(self) -> None:
        if self._result is None and self.sender() is self.rows[-1]:
            self._append_row()
            self._on_row_resized()

    def _on_row_went_on(self) -> None:
        """Go to the next value, or to the next test; from an empty last row, save."""
        at = self.rows.index(self.sender())  # type: ignore[arg-type]  # only rows are connected
        if at == len(self.rows) - 1:
            self.save_button.click()
            return
        following = self.rows[at + 1]
        field = following.value if following.test.typed else following.test
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(field)

    def _on_row_answered(self) -> None:
        """Go on to the next value that is not there yet, or to saving."""
        at = self.rows.index(self.sender())  # type: ignore[arg-type]  # as above
        waiting = (row for row in self.rows[at + 1 :] if row.test.typed)
        field = next((row.value for row in waiting if not row.value.text().strip()), None)
        (field or self.save_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_doubles_answered(self) -> None:
        """Go on to saving; close where the diary has all of it already."""
        self._on_row_resized()
        self.save_button.setFocus(Qt.FocusReason.TabFocusReason)
        if all(row.is_blank for row in self.rows):
            self._session.noted.emit("Nothing was added.", False)
            self.reject()

    def _on_row_resized(self) -> None:
        self._holder.updateGeometry()
        self._rows.activate()
        self._fit()

    def _on_delete_clicked(self) -> None:
        result = self._result
        if result is None:
            return
        self._session.do(
            lambda diary, clock: entries.delete(diary, clock, result),
            said=f"{result.test} deleted.",
        )
        self.reject()
