"""The Report page: choose, look at the very pages, then print, save or copy them."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.services.report.choices import (
    nights_of,
    remember,
    report_choices,
    started,
    visit_of,
)
from crampdiary.services.words import sentence
from crampdiary.ui.report.form import VisitForm, usual_paper
from crampdiary.ui.report.left_out import LeftOutRows
from crampdiary.ui.report.progress import Progress
from crampdiary.ui.report.sending import Sender
from crampdiary.ui.report.setting import SetReport, Wished, set_report
from crampdiary.ui.report.sheets import Sheets
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton, SecondaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, FlowRow, ScrollPage, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import ALL_KINDS, DiarySession
from crampdiary.ui.shared.theme import Theme

TYPING_MS, LAYOUT_MS = 500, 50
LARGER, SMALLER = "Show it larger", "Show it smaller"
SETTING = "Setting the pages\u2026"
STOPPED = "Stopped. Here is the report as it was before your last change."
NOT_SET = "Stopped. The report is not set yet."
BELOW = "See the pages"
AGAIN = "Set it now"
FAILED = "The page could not be set. Your diary is as it was."
_SIDE_BY_SIDE_FROM = 900
_WIDE_FORM_FROM = 640


class ReportPage(ScrollPage):
    """The form at the left, the pages themselves at the right; all is set in the background."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Report", parent=parent)
        self._session, self._theme, self._runner = session, theme, runner
        self._work = 0
        self._made: SetReport | None = None
        self._then: list[Callable[[SetReport], object]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self.save_button = PrimaryButton("Save")
        self.print_button = SecondaryButton("Print")
        self.copy_button = SecondaryButton("Copy")
        self.form = VisitForm(session=session)
        self.preview = Sheets(theme=theme, runner=runner)
        self.notes, self.left_out = QuietLabel(), LeftOutRows()
        self.setting, self.sending = Progress(), Progress()
        self.stopped, self.again_button = QuietLabel(STOPPED), LinkButton(AGAIN)
        self.larger_button, self.pages_button = LinkButton(LARGER), LinkButton(BELOW)
        self.empty = EmptyState(
            "One page for your doctor",
            "Once a night is recorded, this page puts the nights, treatments and lab results of "
            "the last months on one sheet of paper.",
            step="Open the demo diary",
        )
        self._is_large = False
        self._empty_card, self._paper = Card(), QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sender = Sender(
            session=session, theme=theme, runner=runner, progress=self.sending, owner=self
        )
        self._build()
        self._connect()

    @property
    def is_set(self) -> bool:
        """Tell whether the pages are those that were chosen, of the diary as it is."""
        return self._made is not None and not self._timer.isActive() and not self._work

    def refresh(self) -> None:
        """Read anew whose report it is, and set it anew if it is seen."""
        diary = self._session.diary
        there = diary is not None and diary.recorded_range() is not None
        self._empty_card.setVisible(not there)
        for part in (
            *(self.save_button, self.print_button, self.copy_button),
            *(self._paper, self.form),
        ):
            part.setVisible(there)
        self._arrange()
        self.form.show_preferences(self._session.preferences)
        self._made = None
        self._forget()  # what is being set was read before
        self._show_choices()

    def showEvent(self, event: QShowEvent) -> None:
        """Set the report if that was put off."""
        super().showEvent(event)
        if self._made is None:
            self._timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pages below the form where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by Page Up and Page Down, and with Ctrl from one sheet to the next."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_to_sheet(step)
        else:
            actions = QAbstractSlider.SliderAction
            on, back = actions.SliderPageStepAdd, actions.SliderPageStepSub
            self.scroll_area.verticalScrollBar().triggerAction(on if step > 0 else back)

    def _build(self) -> None:
        for button in (
            *(self.pages_button, self.copy_button),
            *(self.print_button, self.save_button),
        ):
            self.add_action(button)
        self._empty_card.body.addWidget(self.empty)
        self._stopped_row = FlowRow(self.stopped, self.again_button)
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addStretch(1)
        right = QVBoxLayout(self._paper)
        right.setContentsMargins(0, 0, 0, 0)
        for widget in (self.notes, self.left_out, self.larger_button, self.preview):
            right.addWidget(widget)
        right.addStretch(1)
        self.notes.hide()
        self._stopped_row.hide()
        self._columns.setSpacing(GAP)
        self._columns.addLayout(left, 42)
        self._columns.addWidget(self._paper, 58)
        self.body.addWidget(self._empty_card)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        # A tick far down sets all pages anew: the word on that has to be where one looks.
        for told in (self.sending, self.setting, self._stopped_row):
            self.add_footer(told)

    def _connect(self) -> None:
        session = self._session
        self._timer.timeout.connect(self._on_time)
        self.form.changed.connect(lambda: self._timer.start(TYPING_MS))
        self.form.finished.connect(self._remember)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.print_button.clicked.connect(lambda: self._once_set(self._sender.ask_printer))
        self.copy_button.clicked.connect(lambda: self._once_set(self._sender.copy))
        self.larger_button.clicked.connect(self._on_larger_clicked)
        self.pages_button.clicked.connect(
            lambda: self.scroll_area.verticalScrollBar().setValue(self._top_of(self._paper))
        )
        self.left_out.wished.connect(self.form.tick)
        self.setting.stopped.connect(self._on_stopped)
        self.again_button.clicked.connect(self._make)
        self.empty.step_requested.connect(session.demo_requested)
        session.opened.connect(self._on_opened)
        # What was chosen is told apart: it changes the report, but nothing that it is made of.
        session.changed.connect(self._on_choices_written)
        self.follow(session, shows=ALL_KINDS - {ReportChoices.kind})

    def _arrange(self) -> None:
        """Put the pages beside the form where there is room, unless they are to be large."""
        has_room = self.width() >= self._theme.px(_SIDE_BY_SIDE_FROM)
        beside = has_room and not self._is_large
        set_beside(self._columns, beside=beside)
        is_wide = not beside and self.width() >= self._theme.px(_WIDE_FORM_FROM)
        self.form.set_wide(wide=is_wide)
        self.larger_button.setVisible(has_room)
        self.pages_button.setVisible(not beside and not self._paper.isHidden())
        self.larger_button.setText(SMALLER if self._is_large else LARGER)

    def _on_larger_clicked(self) -> None:
        self._is_large = not self._is_large
        self._arrange()
        # First width, then height, then the way to scroll: each takes a turn of the event loop.
        QTimer.singleShot(LAYOUT_MS, self, self._scroll_to_paper)

    def _scroll_to_paper(self) -> None:
        bar = self.scroll_area.verticalScrollBar()
        bar.setValue(self._top_of(self._paper) if self._is_large else 0)

    def _top_of(self, widget: QWidget) -> int:
        """Return where to scroll to for a widget to begin at the top."""
        bar = self.scroll_area.verticalScrollBar()
        return bar.value() + widget.mapTo(self, QPoint()).y() - GAP

    def _go_to_sheet(self, step: int) -> None:
        """Go to the next sheet that begins further down, or the last one further up."""
        bar = self.scroll_area.verticalScrollBar()
        tops = [min(self._top_of(page), bar.maximum()) for page in self.preview.pages]
        ahead = [top for top in tops if (top - bar.value()) * step > 0]
        bar.setValue((min(ahead) if step > 0 else max(ahead)) if ahead else bar.value())

    def _on_opened(self) -> None:
        self.form.begin_anew()
        self.preview.show_words()
        self.left_out.show_rows(())
        self.notes.hide()
        self._stopped_row.hide()

    def _on_choices_written(self, kinds: frozenset[str]) -> None:
        if ReportChoices.kind in kinds:
            self._show_choices()

    def _show_choices(self) -> None:
        """Show what is remembered, and set the report if it comes to another one."""
        diary, clock = self._session.diary, self._session.clock
        if diary is None:
            return
        choices = report_choices(diary)
        self.form.show_choices(
            choices,
            nights=nights_of(diary, clock, choices),
            starts=started(diary),
            today=clock.now().wall_clock.date(),
        )
        self._timer.start(0)

    def _on_time(self) -> None:
        # A day from the calendar is finished without a word; a question is when it is left.
        if not self.form.is_typing:
            self._remember()
        self._make()

    def _remember(self) -> None:
        diary, chosen = self._session.diary, self.form.choices()
        if diary is None or chosen is None or chosen == report_choices(diary):
            return
        self.form.keep_no_day()
        self._session.do(lambda diary, clock: remember(diary, clock, chosen))

    def _wished(self) -> Wished | None:
        """Return what the form comes to, or None where it cannot be."""
        diary, chosen = self._session.diary, self.form.choices()
        if diary is None or chosen is None:
            return None
        try:
            visit = visit_of(diary, self._session.clock, chosen)
        except InvalidValueError as error:
            self.form.show_error(error)
            return None
        return None if visit is None else Wished(visit=visit, paper=chosen.paper or usual_paper())

    def _make(self) -> None:
        """Have the report set, unless nobody sees it or it is set as wished already."""
        wished = self._wished() if self.isVisible() else None
        if wished is None:
            self._then.clear()
            return
        self._forget()
        if self._made is not None and self._made.wished == wished:
            self._go_on(self._made)
            return
        self._stopped_row.hide()
        self.setting.begin(SETTING)
        open_diary, clock = self._session.worker_diary(), self._session.clock
        self._work = self._runner.run(
            lambda: set_report(open_diary, clock, wished), self._on_set, self._on_not_set
        )

    def _forget(self) -> None:
        self._runner.forget(self._work)
        self._work = 0
        self.setting.end()

    def _on_set(self, made: SetReport) -> None:
        self._forget()
        self._made = made
        self.preview.show_pages(made.pdf, made.sizes, made.words)
        self.notes.setText("\n".join(made.notes))
        self.notes.setVisible(bool(made.notes))
        self.left_out.show_rows(made.left_out)
        self._go_on(made)

    def _on_not_set(self, error: Exception) -> None:
        self._forget()
        self._made = None
        self._then.clear()
        self.preview.show_words(FAILED)
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))

    def _on_stopped(self) -> None:
        self._forget()
        self._then.clear()
        if not self.preview.has_file:
            self.preview.show_words(NOT_SET)
        self.stopped.setText(STOPPED if self.preview.has_file else NOT_SET)
        self._stopped_row.show()

    def _once_set(self, then: Callable[[SetReport], object]) -> None:
        """Do something with the report as it is chosen now."""
        self._then.append(then)
        self._timer.stop()
        self._make()

    def _go_on(self, made: SetReport) -> None:
        waiting, self._then = self._then, []
        for then in waiting:
            then(made)

    def _on_save_clicked(self) -> None:
        wished = self._wished()
        if wished is not None:
            self._sender.ask_file(
                wished.visit,
                lambda path: self._once_set(lambda made: self._sender.save(made, path)),
            )
