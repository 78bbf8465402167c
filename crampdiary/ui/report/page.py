"""The Report page: choose, look at the very pages, then print, save or copy them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.exchange.files import write_bytes
from crampdiary.reports.page import Report
from crampdiary.reports.raster import PageSize, page_sizes
from crampdiary.reports.typesetting import Typeset
from crampdiary.services.report.choices import (
    nights_of,
    remember,
    report_choices,
    started,
    visit_of,
)
from crampdiary.services.report.files import report_bytes, report_kind, report_name
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from crampdiary.services.words import sentence
from crampdiary.ui.report.form import VisitForm, usual_paper
from crampdiary.ui.report.sheets import Sheets
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton, SecondaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, ScrollPage, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import ALL_KINDS, DiarySession
from crampdiary.ui.shared.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

TYPING_MS, LAYOUT_MS = 500, 50
LARGER, SMALLER = "Show it larger", "Show it smaller"
FAILED = "The page could not be set. Your diary is as it was."
COPIED = "The report is on the clipboard: paste it into a mail or a letter."
PRINTED = "Sent to the printer."
_SIDE_BY_SIDE_FROM = 900
KINDS = (("Document", ".pdf"), ("Web page", ".html"), ("Text", ".txt"))
_Open = Callable[[], AbstractContextManager[Diary]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wished:
    """What the report is to be."""

    visit: Visit
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """What a worker brings back: the report, its file, and what stands on its page in words."""

    wished: _Wished
    report: Report
    pdf: bytes
    sizes: tuple[PageSize, ...]
    notes: tuple[str, ...]
    words: str


def _set(open_diary: _Open, clock: Clock, wished: _Wished) -> _Set:
    with open_diary() as diary:
        report = make_report(diary, clock, wished.visit)
    typeset = Typeset(report, wished.paper)
    page = report.page
    figures = [f"{one.label}: {one.value} ({one.note})" for one in page.figures]
    words = [page.visit, page.period, *page.coverage, *page.flags, *figures, page.chart_alt]
    return _Set(
        wished=wished,
        report=report,
        pdf=typeset.pdf,
        sizes=page_sizes(typeset.pdf),
        notes=typeset.notes,
        words=". ".join([*words, *page.questions]),
    )


def _save(made: _Set, path: Path) -> None:
    """Write what is previewed, or the same as a web page or as text."""
    kind = report_kind(path)
    content = made.pdf if kind == "pdf" else report_bytes(made.report, kind).content
    write_bytes(path, content)


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
        self._chooser = FileChooser(theme=theme, owner=self)
        self._work = 0
        self._made: _Set | None = None
        self._then: list[Callable[[_Set], object]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self.save_button = PrimaryButton("Save")
        self.print_button = SecondaryButton("Print")
        self.copy_button = SecondaryButton("Copy")
        self.form = VisitForm(session=session)
        self.preview = Sheets(theme=theme, runner=runner)
        self.notes = QuietLabel()
        self.larger_button = LinkButton(LARGER)
        self.empty = EmptyState(
            "One page for your doctor",
            "Once a night is recorded, this page puts the nights, treatments and lab results of "
            "the last months on one sheet of paper.",
            step="Open the demo diary",
        )
        self._is_large = False
        self._empty_card, self._paper = Card(), QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
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
        self.form.show_preferences(self._session.preferences)
        self._made = None
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

    def _build(self) -> None:
        for button in (self.copy_button, self.print_button, self.save_button):
            self.add_action(button)
        self._empty_card.body.addWidget(self.empty)
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addStretch(1)
        right = QVBoxLayout(self._paper)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.notes)
        right.addWidget(self.larger_button)
        right.addWidget(self.preview)
        right.addStretch(1)
        self.notes.hide()
        self._columns.setSpacing(GAP)
        self._columns.addLayout(left, 42)
        self._columns.addWidget(self._paper, 58)
        self.body.addWidget(self._empty_card)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def _connect(self) -> None:
        session = self._session
        self._timer.timeout.connect(self._make)
        self.form.changed.connect(lambda: self._timer.start(TYPING_MS))
        self.form.finished.connect(self._remember)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.print_button.clicked.connect(lambda: self._once_set(self._ask_printer))
        self.copy_button.clicked.connect(lambda: self._once_set(self._copy))
        self.larger_button.clicked.connect(self._on_larger_clicked)
        self.empty.step_requested.connect(session.demo_requested)
        session.opened.connect(self.preview.show_words)
        # What was chosen is told apart: it changes the report, but nothing that it is made of.
        session.changed.connect(self._on_choices_written)
        self.follow(session, shows=ALL_KINDS - {ReportChoices.kind})

    def _arrange(self) -> None:
        """Put the pages beside the form where there is room, unless they are to be large."""
        has_room = self.width() >= self._theme.px(_SIDE_BY_SIDE_FROM)
        beside = has_room and not self._is_large
        set_beside(self._columns, beside=beside)
        self.larger_button.setVisible(has_room)
        self.larger_button.setText(SMALLER if self._is_large else LARGER)

    def _on_larger_clicked(self) -> None:
        self._is_large = not self._is_large
        self._arrange()
        # First width, then height, then the way to scroll: each takes a turn of the event loop.
        QTimer.singleShot(LAYOUT_MS, self, self._scroll_to_paper)

    def _scroll_to_paper(self) -> None:
        bar = self.scroll_area.verticalScrollBar()
        top = bar.value() + self._paper.mapTo(self, QPoint()).y() - GAP
        bar.setValue(top if self._is_large else 0)

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

    def _remember(self) -> None:
        chosen = self.form.choices()
        if chosen is not None:
            self._session.do(lambda diary, clock: remember(diary, clock, chosen))

    def _wished(self) -> _Wished | None:
        """Return what the form comes to, or None where it cannot be."""
        diary, chosen = self._session.diary, self.form.choices()
        if diary is None or chosen is None:
            return None
        try:
            visit = visit_of(diary, self._session.clock, chosen)
        except InvalidValueError as error:
            self.form.show_error(error)
            return None
        return None if visit is None else _Wished(visit=visit, paper=chosen.paper or usual_paper())

    def _make(self) -> None:
        """Have the report set, unless nobody sees it or it is set as wished already."""
        wished = self._wished() if self.isVisible() else None
        if wished is None:
            self._then.clear()
            return
        if self._made is not None and self._made.wished == wished:
            self._go_on(self._made)
            return
        self._runner.forget(self._work)
        open_diary, clock = self._session.worker_diary(), self._session.clock
        self._work = self._runner.run(
            lambda: _set(open_diary, clock, wished), self._on_set, self._on_not_set
        )

    def _on_set(self, made: _Set) -> None:
        self._work, self._made = 0, made
        self.preview.show_pages(made.pdf, made.sizes, made.words)
        self.notes.setText("\n".join(made.notes))
        self.notes.setVisible(bool(made.notes))
        self._go_on(made)

    def _on_not_set(self, error: Exception) -> None:
        self._work, self._made = 0, None
        self._then.clear()
        self.preview.show_words(FAILED)
        self._on_failed(error)

    def _once_set(self, then: Callable[[_Set], object]) -> None:
        """Do something with the report as it is chosen now."""
        self._then.append(then)
        self._timer.stop()
        self._make()

    def _go_on(self, made: _Set) -> None:
        waiting, self._then = self._then, []
        for then in waiting:
            then(made)

    def _on_save_clicked(self) -> None:
        wished = self._wished()
        if wished is None:
            return
        name = f"{report_name(wished.visit)}.pdf"
        self._chooser.ask_save(
            "Save the report",
            name,
            KINDS,
            lambda path: self._once_set(lambda made: self._save(made, path)),
        )

    def _save(self, made: _Set, path: Path) -> None:
        self._runner.run(
            lambda: _save(made, path),
            lambda _: self._session.noted.emit(f"Report saved: {path}", False),
            self._on_failed,
        )

    def _copy(self, made: _Set) -> None:
        def written() -> tuple[str, str]:
            html, text = (report_bytes(made.report, kind).content for kind in ("html", "txt"))
            return html.decode(), text.decode()

        self._runner.run(written, self._on_written_out, self._on_failed)

    def _on_written_out(self, found: tuple[str, str]) -> None:
        data = QMimeData()
        data.setHtml(found[0])
        data.setText(found[1])
        QGuiApplication.clipboard().setMimeData(data)
        self._session.noted.emit(COPIED, False)

    def _ask_printer(self, made: _Set) -> None:
        # Qt's part for printers takes a while to load; few people print each time.
        from crampdiary.ui.report import printing  # noqa: PLC0415

        visit = made.wished.visit

        def chosen(printer: "QPrinter") -> None:
            work = partial(printing.print_pages, printer, made.pdf, is_grey=visit.is_grey)
            self._runner.run(
                work, lambda _: self._session.noted.emit(PRINTED, False), self._on_failed
            )

        printing.ask_printer(
            self,
            name=report_name(visit),
            paper=made.wished.paper,
            pages=len(made.sizes),
            on_chosen=chosen,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
