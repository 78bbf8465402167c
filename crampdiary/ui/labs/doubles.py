"""What is asked where the diary says already what was typed: leave it out, or add it again."""

from collections.abc import Callable, Sequence

from crampdiary.domain.errors import AlreadyRecordedError
from crampdiary.domain.records import LabResult
from crampdiary.ui.labs.result_fields import ResultFields

ReadRows = Sequence[tuple[ResultFields, LabResult]]


class Doubles:
    """Asks about results that are known, and remembers which ones are wanted again."""

    def __init__(self, *, answered: Callable[[], None]) -> None:
        """Call `answered` once rows were emptied, or may be saved as they are."""
        self._answered = answered
        self._wanted: set[LabResult] = set()

    def is_wanted(self, result: LabResult) -> bool:
        """Tell whether a result is wanted again; with another day or value it is another one."""
        return result in self._wanted

    def ask(self, error: AlreadyRecordedError, read: ReadRows) -> ResultFields:
        """Ask once about all of them, below the first such row; return the row."""
        doubled = [read[position] for position in error.positions]
        row, _ = doubled[0]
        words, leave, add = _words(error)
        row.ask(words, [(leave, lambda: self._leave(doubled)), (add, lambda: self._add(doubled))])
        return row

    def _leave(self, doubled: ReadRows) -> None:
        for row, _ in doubled:
            row.leave_out()
        self._answered()

    def _add(self, doubled: ReadRows) -> None:
        self._wanted.update(result for _, result in doubled)
        doubled[0][0].widgets.clear_words()
        self._answered()


def _words(error: AlreadyRecordedError) -> tuple[str, str, str]:
    """Return the question and its two answers."""
    more = len(error.positions) - 1
    if not more:
        words = f"{error.known} is in your diary already. Add it again?"
        return words, "Leave it out", "Add it again"
    words = f"{error.known} and {more} more are in your diary already. Add them again?"
    return words, "Leave them out", "Add them again"
