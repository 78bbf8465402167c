"""The Treatments page: what is taken now, planned and ended, medicines, and conditions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Condition, Phase, Treatment
from crampdiary.services import entries
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.pages import GAP, ScrollPage, clear_layout, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import held_focus
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.axis import shared_axis
from crampdiary.ui.treatments.cards import MedicinesCard, TreatmentCard
from crampdiary.ui.treatments.conditions import ConditionDialog, ConditionsCard
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.story import Story, stories

SHOWN_KINDS = frozenset({Treatment.kind, Phase.kind, Condition.kind})
_TWO_COLUMNS_FROM = 800


class TreatmentsPage(ScrollPage):
    """Cards for supplements on one time axis, medicines and conditions in quieter ones."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,  # noqa: ARG002 - every page is given the same; this one never has to wait
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Treatments", parent=parent)
        self._session = session
        self._theme = theme
        self._stories: list[Story] = []
        self._conditions: list[Condition] = []
        self.add_button = PrimaryButton("Add a treatment")
        self.add_button.setProperty("focus_key", "add treatment")
        self.add_action(self.add_button)
        self.conditions_card = ConditionsCard()
        self._left = QVBoxLayout()
        self._left.setSpacing(GAP)
        right = QVBoxLayout()
        right.addWidget(self.conditions_card)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GAP)
        self._columns.addLayout(self._left, 62)
        self._columns.addLayout(right, 37)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.add_button.clicked.connect(self._on_add_requested)
        self.conditions_card.add_requested.connect(self._on_condition_requested)
        self.conditions_card.edit_requested.connect(self.open_condition)
        self.follow(session, shows=SHOWN_KINDS)

    def refresh(self) -> None:
        """Read treatments and conditions anew; the focus stays with what it was on."""
        diary = self._session.diary
        today = self._session.clock.now().wall_clock.date()
        found = [] if diary is None else entries.treatments(diary)
        self._stories = stories(found, today)
        self._conditions = [] if diary is None else diary.records(Condition)
        key = self._focus_key()
        self._fill_left()
        self.conditions_card.show_conditions(self._conditions)
        if key is not None:
            self._focus(key)

    def open_treatment(self, story: Story | None = None) -> TreatmentDialog:
        """Open the form for a new treatment, or for one that is there."""
        dialog = TreatmentDialog(
            session=self._session, known=self._stories, story=story, parent=self.window()
        )
        dialog.open()
        return dialog

    def open_condition(self, condition: Condition | None = None) -> ConditionDialog:
        """Open the form for a new condition, or for one that is there."""
        dialog = ConditionDialog(
            session=self._session,
            own_names=[known.name for known in self._conditions],
            condition=condition,
            parent=self.window(),
        )
        dialog.open()
        return dialog

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put conditions below where there is no room beside."""
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(_TWO_COLUMNS_FROM)
        set_beside(self._columns, beside=beside)

    def _fill_left(self) -> None:
        clear_layout(self._left)
        self.add_button.setVisible(bool(self._stories))
        if not self._stories:
            self._left.addWidget(self._empty())
        of_kind = {
            kind: [story for story in self._stories if story.treatment.type is kind]
            for kind in TreatmentKind
        }
        supplements = of_kind[TreatmentKind.SUPPLEMENT]
        axis = shared_axis(
            [phase for story in supplements for phase in story.phases],
            self._session.clock.now().wall_clock.date(),
        )
        for story in supplements:
            card = TreatmentCard(story=story, axis=axis, theme=self._theme)
            card.edit_requested.connect(self.open_treatment)
            self._left.addWidget(card)
            card.show()
        if of_kind[TreatmentKind.MEDICINE]:
            medicines = MedicinesCard(stories=of_kind[TreatmentKind.MEDICINE])
            medicines.edit_requested.connect(self.open_treatment)
            self._left.addWidget(medicines)
            medicines.show()
        self._left.addStretch(1)

    def _empty(self) -> Card:
        card = Card()
        empty = EmptyState(
            "Nothing recorded yet",
            "What you take will stand here with its doses and dates, so that you can see your "
            "nights before and after.",
            step="Add a treatment",
        )
        empty.button.setProperty("focus_key", "add treatment")
        empty.step_requested.connect(self._on_add_requested)
        card.body.addWidget(empty)
        return card

    def _focus_key(self) -> object:
        """Return what the page's button that has or (after a form) gets the focus is for."""
        focus = held_focus(self)
        inside = focus is not None and self.isAncestorOf(focus)
        return focus.property("focus_key") if focus is not None and inside else None

    def _on_add_requested(self) -> None:
        self.open_treatment()

    def _on_condition_requested(self) -> None:
        self.open_condition()

    def _focus(self, key: object) -> None:
        for widget in self.findChildren(QWidget):
            shown = widget is not self.add_button or bool(self._stories)
            if widget.property("focus_key") == key and shown:
                widget.show()  # a layout would show it only later, and a hidden one has no focus
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
