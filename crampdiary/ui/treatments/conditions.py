"""The card of conditions, and the form for one."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.phrases import day_words
from crampdiary.domain.records import Condition
from crampdiary.services import entries
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.fields import NoteField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.labels import BodyLabel, QuietLabel
from crampdiary.ui.shared.link_edges import LINK_ROOM, StickingOut
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.known_here import catalogues_in
from crampdiary.ui.treatments.name_field import ForgivingTypeAhead, names_of_conditions
from crampdiary.ui.treatments.optional_day import OptionalDay


def since_words(condition: Condition) -> str:
    """Return "since 3 May 2015", "3 May 2015 to 1 Jun 2020", "until 1 Jun 2020" or nothing."""
    since = day_words(condition.since, year=True) if condition.since else ""
    until = day_words(condition.until, year=True) if condition.until else ""
    match bool(since), bool(until):
        case True, True:
            return f"{since} to {until}"
        case True, False:
            return f"since {since}"
        case False, True:
            return f"until {until}"
        case _:
            return ""


class ConditionsCard(Card):
    """The conditions, each with its dates and a way to change it."""

    add_requested = Signal()
    edit_requested = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("Conditions", parent=parent)
        self.add_button = LinkButton("Add")
        self.add_button.setAccessibleName("Add a condition")
        self.add_button.setProperty("focus_key", "add condition")
        self.header.addLayout(StickingOut(self.add_button, right=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        self.body.addLayout(self._rows)
        self.add_button.clicked.connect(self.add_requested)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show these, or a word on what belongs here."""
        clear_layout(self._rows)
        if not conditions:
            self._rows.addWidget(
                QuietLabel(
                    "Such as diabetes, kidney disease or pregnancy. Your doctor reads them "
                    "beside your nights."
                )
            )
        for condition in conditions:
            self._rows.addLayout(self._row(condition))

    def _row(self, condition: Condition) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, LINK_ROOM, 0, 0)
        words.addWidget(BodyLabel(breakable(condition.name)))
        if since_words(condition):
            words.addWidget(QuietLabel(since_words(condition)))
        edit = LinkButton("Edit")
        edit.setAccessibleName(f"Edit {condition.name}")
        edit.setProperty("focus_key", str(condition.id))
        edit.clicked.connect(lambda: self.edit_requested.emit(condition))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addLayout(words, 1)
        at_the_end = StickingOut(edit, right=True)
        row.addLayout(at_the_end)
        row.setAlignment(at_the_end, Qt.AlignmentFlag.AlignTop)
        return row


class ConditionDialog(FormDialog):
    """Name, since, until, note."""

    def __init__(
        self,
        *,
        session: DiarySession,
        own_names: Sequence[str] = (),
        condition: Condition | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "Add a condition" if condition is None else "Change condition"
        super().__init__(title, parent=parent)
        self._session = session
        self._condition = condition
        today = session.clock.now().wall_clock.date()
        self._today = today
        self.name = ForgivingTypeAhead(
            name="Condition",
            entries=names_of_conditions(own_names, catalogues_in(session)),
            placeholder="Diabetes type 2",
        )
        self.since = OptionalDay(
            name="Since",
            open_word="day not known",
            day=condition.since if condition else None,
            suggested=today,
        )
        self.until = OptionalDay(
            name="Until",
            open_word="still there",
            day=condition.until if condition else None,
            suggested=today,
        )
        self.note = NoteField(name="Note")
        self.add_field("name", "Condition", self.name)
        self.add_field("since", "Since", self.since)
        self.add_field("until", "Until", self.until, aliases=("to",))
        self.add_field("note", "Note", self.note)
        if condition is not None:
            self.name.setText(condition.name)
            self.note.setPlainText(condition.note)
            self.history = HistoryLine(session=session)
            self.add_row(self.history)
            self.history.show_entry(condition)
            self.delete_button = LinkButton("Delete this condition")
            self.delete_button.clicked.connect(self._on_delete_clicked)
            self.add_link(self.delete_button)
        self._rows.addStretch(1)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store the condition."""
        for key, day in (("since", self.since.day), ("until", self.until.day)):
            if day is not None and day > self._today:
                raise InvalidValueError(
                    field=key,
                    problem="in_the_future",
                    value=day_words(day, year=True),
                    allowed="a past day",
                )
        before = self._condition
        said = Condition(
            id=before.id if before else uuid4(),
            name=self.name.typed,
            since=self.since.day,
            until=self.until.day,
            note=self.note.toPlainText(),
        )
        if before is None:
            self._session.perform(
                lambda diary, clock: entries.add(diary, clock, said), said=f"{said.name} added."
            )
        else:
            self._session.perform(
                lambda diary, clock: entries.change(diary, clock, before, said),
                said=f"{said.name} changed.",
            )

    def _on_delete_clicked(self) -> None:
        condition = self._condition
        if condition is None:
            return
        self._session.do(
            lambda diary, clock: entries.delete(diary, clock, condition),
            said=f"{condition.name} deleted.",
        )
        self.reject()
