"""Reads in the background what the page shows of a diary."""

from PySide6.QtCore import QObject, Signal

from crampdiary.domain.errors import DiaryError
from crampdiary.services.words import sentence
from crampdiary.ui.insights.story import Story, read_story
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession


class StoryReader(QObject):
    """`story_read(story)` brings it, None where no night is recorded; the newest wish wins.

    `is_due` says that the diary has changed since it was last asked for.
    """

    story_read = Signal(object)

    def __init__(self, *, session: DiarySession, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self.is_due = True
        self._work = 0

    @property
    def is_busy(self) -> bool:
        """Tell whether a story is on its way."""
        return bool(self._work)

    def read(self) -> None:
        """Read it anew."""
        self._runner.forget(self._work)
        self.is_due = False
        open_diary, clock = self._session.worker_diary(), self._session.clock

        def work() -> Story | None:
            with open_diary() as diary:
                return read_story(diary, clock)

        self._work = self._runner.run(work, self._on_read, self._on_failed)

    def forget(self) -> None:
        """Drop what was asked."""
        self._runner.forget(self._work)
        self._work, self.is_due = 0, True

    def _on_read(self, story: Story | None) -> None:
        self._work = 0
        self.story_read.emit(story)

    def _on_failed(self, error: Exception) -> None:
        self.forget()
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
