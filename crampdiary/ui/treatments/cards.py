"""The card of one supplement: name, phase bar, what it gives a day, and what can be done."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.services.story import Stage, Story
from crampdiary.services.taking import Known
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.keep_together import keep_together
from crampdiary.ui.shared.labels import Badge, BodyLabel, LeadLabel, QuietLabel
from crampdiary.ui.shared.link_edges import StickingOut
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.axis import TimeAxis
from crampdiary.ui.treatments.known_popover import open_known
from crampdiary.ui.treatments.phase_bar import PhaseBar
from crampdiary.ui.treatments.split_row import SplitRow, words_and_links

OTHERS_SHOWN = 3


def action(words: str, story: Story, key: str) -> LinkButton:
    """Return a quiet button whose name says what it is about, and which finds its focus again."""
    button = LinkButton(words)
    button.setAccessibleName(f"{words}: {story.treatment.name}")
    button.setProperty("focus_key", f"{key} {story.treatment.id}")
    return button


class TreatmentCard(Card):
    """Name, badges, adherence, the phase bar, and in words what is taken now and what was before.

    Its wishes carry the story: `edit_requested`, `change_requested`, `stop_requested`, and
    `took_one` for what is taken as needed.
    """

    edit_requested = Signal(object)
    change_requested = Signal(object)
    stop_requested = Signal(object)
    took_one = Signal(object)

    def __init__(
        self,
        *,
        story: Story,
        axis: TimeAxis,
        theme: Theme,
        hint: str = "",
        known: Known | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a story; `hint` is the sentence about the next blood test."""
        super().__init__(parent=parent)
        self.story = story
        self._known = known
        self.body.addWidget(self._head())
        self.bar: PhaseBar | None = None
        if any(axis.extent(phase) for phase in story.phases):
            self.bar = PhaseBar(story=story, axis=axis, theme=theme)
            self.body.addWidget(self.bar)
        words, actions = self._words(hint), self._actions()
        if story.stage is not Stage.TAKING:  # what is over, or yet to come, needs less room
            self.body.addLayout(words_and_links(words, actions))
            return
        self.body.addWidget(words)
        self.body.addLayout(StickingOut(actions, left=True))
        margins = self.body.contentsMargins()
        margins.setBottom(GRID + GRID // 2)  # links have room of their own around them
        self.body.setContentsMargins(margins)

    def _head(self) -> SplitRow:
        name = LeadLabel(breakable(self.story.treatment.name))
        name.setWordWrap(True)
        badges = FlowRow(*(Badge(words) for words in self.story.badges))
        left = SplitRow(name, badges if self.story.badges else None, is_tight=True)
        main = self.story.main_taken
        if main is None or not main.taken_words:
            return SplitRow(left, None)
        self.taken = QuietLabel(main.taken_in_short, wraps=False)
        self.taken.setToolTip("\n".join(self.story.adherence_lines))
        self.taken.setAccessibleName(main.taken_words)
        self.taken.setAccessibleDescription("; ".join(self.story.adherence_lines))
        return SplitRow(left, self.taken)

    def _words(self, hint: str) -> QWidget:
        box = QWidget()
        words = QVBoxLayout(box)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(BodyLabel(breakable(self.story.line)))
        if self.story.equivalent:
            words.addWidget(QuietLabel(keep_together(breakable(self.story.equivalent))))
        others = self.story.others
        for text in others[-OTHERS_SHOWN:]:
            words.addWidget(QuietLabel(breakable(text)))
        hidden = len(others) - OTHERS_SHOWN
        if hidden > 0:
            words.addWidget(QuietLabel(f"and {hidden} more, see Edit"))
        for text in self._remarks():
            words.addWidget(QuietLabel(breakable(_first_line(text))))
        self.hint = QuietLabel(hint) if hint else None
        return SplitRow(box, self.hint)

    def _remarks(self) -> tuple[str, ...]:
        """Return why the present dose is taken, and the notes."""
        main = self.story.main
        reason = f"Reason: {main.reason}" if main is not None and main.reason else ""
        note = main.note if main is not None else ""
        return tuple(filter(str.strip, (reason, note, self.story.treatment.note)))

    def _actions(self) -> FlowRow:
        main, row = self.story.main, FlowRow()
        is_taken = self.story.stage is Stage.TAKING
        if is_taken and main is not None and main.every_days is None:
            self._add(row, "Took one", "took", self.took_one)
        self.edit_button = self._add(row, "Edit", "edit", self.edit_requested)
        if is_taken:
            self._add(row, "Change dose", "change", self.change_requested)
            self._add(row, "Stop", "stop", self.stop_requested)
        known = self._known
        if known is not None and known.text:
            button = action("What is known", self.story, "known")
            name = self.story.treatment.name
            button.clicked.connect(lambda: open_known(name, known, button, self.window()))
            row.add(button)
        return row

    def _add(self, row: FlowRow, words: str, key: str, wish: SignalInstance) -> LinkButton:
        button = action(words, self.story, key)
        button.clicked.connect(lambda: wish.emit(self.story))
        row.add(button)
        return button


def _first_line(note: str) -> str:
    line = note.strip().splitlines()[0] if note.strip() else ""
    return line if len(line) <= 120 else f"{line[:119]}…"  # noqa: PLR2004 - two lines on a card
