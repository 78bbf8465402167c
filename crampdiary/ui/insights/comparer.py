"""Has the chosen treatment compared in the background, once for each state of the diary."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from crampdiary.domain.errors import DiaryError
from crampdiary.domain.records import Treatment
from crampdiary.services.comparisons import TreatmentComparison, compare_treatment
from crampdiary.services.words import sentence
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession


class Comparer(QObject):
    """`compared(result)` brings what came of it."""

    compared = Signal(object)

    def __init__(self, *, session: DiarySession, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._asked: tuple[UUID, int] | None = None
        self._work = 0

    @property
    def is_busy(self) -> bool:
        """Tell whether a comparison is being made."""
        return bool(self._work)

    def ask(self, treatment: Treatment, version: int) -> None:
        """Compare a treatment; another `version` says that the diary has changed."""
        if self._session.diary is None or self._asked == (treatment.id, version):
            return
        self._runner.forget(self._work)
        self._asked = treatment.id, version
        open_diary, clock = self._session.worker_diary(), self._session.clock

        def work() -> TreatmentComparison:
            with open_diary() as diary:
                return compare_treatment(diary, clock, treatment)

        self._work = self._runner.run(work, self._on_compared, self._on_failed)

    def forget(self) -> None:
        """Drop what was asked."""
        self._runner.forget(self._work)
        self._asked, self._work = None, 0

    def _on_compared(self, result: TreatmentComparison) -> None:
        self._work = 0
        self.compared.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self.forget()
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
