"""The Treatments page: what is taken now, planned and ended, medicines, each day in all, notes."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Condition, Cramp, Dose, LabResult, Phase, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.story import Stage, Story
from crampdiary.services.taking import Taking, take_one, taking
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.labels import SectionTitle
from crampdiary.ui.shared.link_edges import StickingOut
from crampdiary.ui.shared.pages import GAP, ScrollPage, clear_layout, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import held_focus
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.axis import TimeAxis, shared_axis
from crampdiary.ui.treatments.cards import TreatmentCard
from crampdiary.ui.treatments.conditions import ConditionDialog, ConditionsCard
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.medicines_card import MedicinesCard
from crampdiary.ui.treatments.notes_card import NotesCard
from crampdiary.ui.treatments.quick_forms import ChangeDoseDialog, StopDialog
from crampdiary.ui.treatments.totals_card import TotalsCard
from crampdiary.ui.treatments.when_to_ask import TITLE, open_when_to_ask

SHOWN_KINDS = frozenset(
    kind.kind
    for kind in (Treatment, Phase, Condition, Dose, LabResult, OwnEntry, Preferences, Cramp)
)
_TWO_COLUMNS_FROM = 800
_SECTIONS = {
    Stage.TAKING: "Now taking",
    Stage.PLANNED: "Planned",
    Stage.ENDED: "Ended",
}


class TreatmentsPage(ScrollPage):
    """Cards for supplements on one time axis, medicines in a quiet table; the rest beside them."""

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
        self._taking: Taking | None = None
        self.add_button = PrimaryButton("Add a treatment")
        self.add_button.setProperty("focus_key", "add treatment")
        self.add_action(self.add_button)
        self.totals_card = TotalsCard(theme=theme)
        self.notes_card = NotesCard()
        self.conditions_card = ConditionsCard()
        taken = QWidget()  # before the cards beside it, as one reads and as readers read out
        self._left = QVBoxLayout(taken)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(GAP)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        for card in (self.totals_card, self.notes_card, self.conditions_card):
            right.addWidget(card)
        self.ask_button = LinkButton(TITLE)
        self.ask_button.setProperty("focus_key", "when to ask")
        ask = QHBoxLayout()
        ask.addLayout(StickingOut(self.ask_button, left=True))
        ask.addStretch(1)
        right.addLayout(ask)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GAP)
        self._columns.addWidget(taken, 62)
        self._columns.addLayout(right, 37)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.add_button.clicked.connect(self._on_add_requested)
        self.conditions_card.add_requested.connect(self._on_condition_requested)
        self.conditions_card.edit_requested.connect(self.open_condition)
        self.ask_button.clicked.connect(self._on_ask_clicked)
        self.follow(session, shows=SHOWN_KINDS)

    @property
    def stories(self) -> tuple[Story, ...]:
        """Return the treatments that are shown, in their order."""
        return () if self._taking is None else self._taking.stories

    def refresh(self) -> None:
        """Read everything anew; the focus stays with what it was on."""
        today = self._today
        self._taking = self._session.do(lambda diary, _clock: taking(diary, today))
        key = self._focus_key()
        scrolled = self.scroll_area.verticalScrollBar()
        at = scrolled.value()
        self._fill_left()
        found = self._taking
        self.totals_card.show_totals(found.totals if found else ())
        self.totals_card.setVisible(bool(self.stories))
        self.notes_card.show_notes(found.notes if found else ())
        self.conditions_card.show_conditions(found.conditions if found else ())
        if key is not None:
            self._focus(key)
        scrolled.setValue(at)  # a button that went took the focus, and the page, elsewhere

    def open_treatment(self, story: Story | None = None) -> TreatmentDialog:
        """Open the form for a new treatment, or for one that is there."""
        dialog = TreatmentDialog(
            session=self._session, known=self.stories, story=story, parent=self.window()
        )
        dialog.change_requested.connect(self.open_change)
        dialog.open()
        return dialog

    def open_change(self, story: Story) -> ChangeDoseDialog:
        """Open the form for another dose."""
        dialog = ChangeDoseDialog(session=self._session, story=story, parent=self.window())
        dialog.open()
        return dialog

    def open_stop(self, story: Story) -> StopDialog:
        """Open the form for stopping."""
        dialog = StopDialog(session=self._session, story=story, parent=self.window())
        dialog.open()
        return dialog

    def open_condition(self, condition: Condition | None = None) -> ConditionDialog:
        """Open the form for a new condition, or for one that is there."""
        conditions = () if self._taking is None else self._taking.conditions
        dialog = ConditionDialog(
            session=self._session,
            own_names=[known.name for known in conditions],
            condition=condition,
            parent=self.window(),
        )
        dialog.open()
        return dialog

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right column below where there is no room beside."""
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(_TWO_COLUMNS_FROM)
        set_beside(self._columns, beside=beside)

    @property
    def _today(self) -> date:
        return self._session.clock.now().wall_clock.date()

    def _fill_left(self) -> None:
        clear_layout(self._left)
        self.add_button.setVisible(bool(self.stories))
        if not self.stories:
            self._left.addWidget(self._empty())
        supplements = [story for story in self.stories if _has_card(story)]
        medicines = [story for story in self.stories if not _has_card(story)]
        axis = shared_axis([phase for story in supplements for phase in story.phases], self._today)
        for stage, title in _SECTIONS.items():
            of_stage = [story for story in supplements if story.stage is stage]
            if of_stage:
                self._left.addWidget(SectionTitle(title))
            for story in of_stage:
                card = self._card(story, axis)
                self._left.addWidget(card)
                card.show()
        if medicines:
            self._left.addWidget(self._medicines(medicines))
        self._left.addStretch(1)

    def _card(self, story: Story, axis: TimeAxis) -> TreatmentCard:
        found = self._taking
        card = TreatmentCard(
            story=story,
            axis=axis,
            theme=self._theme,
            hint=found.hints.get(story.treatment.id, "") if found else "",
            known=found.known.get(story.treatment.id) if found else None,
        )
        card.edit_requested.connect(self.open_treatment)
        card.change_requested.connect(self.open_change)
        card.stop_requested.connect(self.open_stop)
        card.took_one.connect(self._on_took_one)
        return card

    def _medicines(self, stories: list[Story]) -> MedicinesCard:
        card = MedicinesCard(stories=stories, known=self._taking.known if self._taking else None)
        card.edit_requested.connect(self.open_treatment)
        card.took_one.connect(self._on_took_one)
        return card

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

    def _on_ask_clicked(self) -> None:
        flags = self._session.do(lambda diary, _clock: catalogues_of(diary).red_flags)
        if flags is not None:
            open_when_to_ask(flags.sentences, self.ask_button, self)

    def _on_took_one(self, story: Story) -> None:
        """Note one more dose of today; it is taken back like anything else."""
        treatment, today = story.treatment, self._today
        self._session.do(
            lambda diary, clock: take_one(diary, clock, treatment.id, today),
            said=f"{treatment.name} taken, noted for today.",
        )

    def _focus(self, key: object) -> None:
        """Go to the same button as before, or to another of the same treatment."""
        buttons = [it for it in self.findChildren(QWidget) if it.property("focus_key")]
        if not self.stories:
            buttons = [it for it in buttons if it is not self.add_button]
        owner = str(key).rpartition(" ")[2]
        wanted = [it for it in buttons if it.property("focus_key") == key]
        wanted += [it for it in buttons if str(it.property("focus_key")).endswith(owner)]
        if wanted:
            wanted[0].show()  # a layout would show it only later, and a hidden one has no focus
            wanted[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _has_card(story: Story) -> bool:
    """Tell whether a treatment has a card: a supplement, or whatever else adds to a day's total."""
    is_supplement = story.treatment.type is TreatmentKind.SUPPLEMENT
    return is_supplement or any(one.nutrients for one in story.taken)
