"""The Report page: choose, look at the very page, save it as PDF."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.domain.ports import Clock, Diary
from crampdiary.exchange.files import write_bytes
from crampdiary.reports.render import render_pages, render_pdf
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from crampdiary.services.words import sentence
from crampdiary.ui.report.form import VisitForm
from crampdiary.ui.report.preview import PagePreview
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, ScrollPage, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import ALL_KINDS, DiarySession
from crampdiary.ui.shared.theme import Theme

PREVIEW_PPI = 144
TYPING_MS, LAYOUT_MS = 500, 50
LARGER, SMALLER = "Show it larger", "Show it smaller"
FAILED = "The page could not be set. Your diary is as it was."
_SIDE_BY_SIDE_FROM = 900
KINDS = (("Document", ".pdf"),)
_Open = Callable[[], AbstractContextManager[Diary]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wished:
    """What the preview shows."""

    visit: Visit
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Previewed:
    """What a worker brings back: the picture, and what stands on the page in words."""

    png: bytes
    words: str


def _preview(open_diary: _Open, clock: Clock, wished: _Wished) -> _Previewed:
    with open_diary() as diary:
        report = make_report(diary, clock, wished.visit)
    page = report.page
    figures = [f"{one.label}: {one.value} ({one.note})" for one in page.figures]
    words = [page.visit, page.period, *page.coverage, *figures, page.chart_alt, *page.questions]
    return _Previewed(
        png=render_pages(report, paper=wished.paper, ppi=PREVIEW_PPI)[0], words=". ".join(words)
    )


def _save(open_diary: _Open, clock: Clock, wished: _Wished, path: Path) -> tuple[str, ...]:
    with open_diary() as diary:
        report = make_report(diary, clock, wished.visit)
    rendered = render_pdf(report, paper=wished.paper)
    write_bytes(path, rendered.content)
    return rendered.notes


class ReportPage(ScrollPage):
    """The form at the left, the page itself at the right; both are set in the background."""

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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self.save_button = PrimaryButton("Save as PDF")
        self.form = VisitForm(session=session)
        self.preview = PagePreview(theme=theme)
        self.notes = QuietLabel()
        self.larger_button = LinkButton(LARGER)
        self.empty = EmptyState(
            "One page for your doctor",
            "Once a night is recorded, this page puts the nights, treatments and lab results of "
            "the last months on one sheet of paper.",
            step="Open the demo diary",
        )
        self._is_set = self._is_large = False
        self._empty_card, self._paper = Card(), QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._timer.timeout.connect(self._make_preview)
        self.form.changed.connect(lambda: self._timer.start(TYPING_MS))
        self.save_button.clicked.connect(self._on_save_clicked)
        self.larger_button.clicked.connect(self._on_larger_clicked)
        self.empty.step_requested.connect(session.demo_requested)
        session.opened.connect(self.preview.show_words)
        self.follow(session, shows=ALL_KINDS)

    def refresh(self) -> None:
        """Read anew whose page it is, and set it anew if it is seen."""
        diary = self._session.diary
        there = diary is not None and diary.recorded_range() is not None
        self._empty_card.setVisible(not there)
        self.save_button.setVisible(there)
        self._paper.setVisible(there)
        self.form.setVisible(there)
        self.form.show_preferences(self._session.preferences)
        self._is_set = False
        self._timer.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the page if that was put off."""
        super().showEvent(event)
        if not self._is_set:
            self._timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page below the form where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self.add_action(self.save_button)
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

    def _arrange(self) -> None:
        """Put the page beside the form where there is room, unless it is to be large."""
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

    def _wished(self) -> _Wished | None:
        diary = self._session.diary
        visit = None if diary is None else self.form.visit(diary)
        paper = self.form.paper.value or "a4"
        return None if visit is None else _Wished(visit=visit, paper=paper)

    def _make_preview(self) -> None:
        wished = self._wished() if self.isVisible() else None
        if wished is None:
            return
        self._is_set = True
        self._runner.forget(self._work)
        open_diary = self._session.worker_diary()
        self._work = self._runner.run(
            lambda: _preview(open_diary, self._session.clock, wished),
            self._on_previewed,
            self._on_preview_failed,
        )

    def _on_previewed(self, previewed: _Previewed) -> None:
        self.preview.show_page(previewed.png, previewed.words)

    def _on_preview_failed(self, error: Exception) -> None:
        self.preview.show_words(FAILED)
        self._on_failed(error)

    def _on_save_clicked(self) -> None:
        wished = self._wished()
        if wished is None:
            return
        name = f"night cramps {wished.visit.on}.pdf"
        self._chooser.ask_save("Save as PDF", name, KINDS, lambda path: self._save(wished, path))

    def _save(self, wished: _Wished, path: Path) -> None:
        open_diary, clock = self._session.worker_diary(), self._session.clock

        def saved(notes: tuple[str, ...]) -> None:
            self.notes.setText("\n".join(notes))
            self.notes.setVisible(bool(notes))
            self._session.noted.emit(f"Page saved: {path}", False)

        self._runner.run(lambda: _save(open_diary, clock, wished, path), saved, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
