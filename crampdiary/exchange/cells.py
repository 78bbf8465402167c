"""Reading the cells of one row, with every problem noted rather than raised."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from crampdiary.domain.errors import InvalidValueError, RowProblem
from crampdiary.domain.notation import read_day
from crampdiary.exchange.tables import Row, shown

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# Other programs write a count as 3.0 and a blank as NA.
_WHOLE = re.compile(r"([+-]?\d{1,9})(?:\.0*)?")
_BLANK = {"", "na", "nan", "null"}
_YES, _NO = {"1", "1.0", "true", "yes"}, {"0", "0.0", "false", "no"}
LIST_SEPARATOR = " "


class RowReader:
    """Reads the cells of one row; what cannot be read is added to `problems` and read as blank."""

    def __init__(self, row: Row, problems: list[RowProblem]) -> None:
        """Read from `row` and note what is wrong in `problems`."""
        self._row = row
        self._problems = problems
        self._found = len(problems)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing was wrong so far."""
        return len(self._problems) == self._found

    def fail(self, field: str, problem: str, value: object = "", allowed: str = "") -> None:
        """Note a problem of this row."""
        self._problems.append(
            RowProblem(
                line=self._row.line,
                field=field,
                problem=problem,
                value=shown(str(value)),
                allowed=allowed,
            )
        )

    def checked(self, make: Callable[[], T]) -> T | None:
        """Return what `make` makes, or note its `InvalidValueError` and return None."""
        try:
            return make()
        except InvalidValueError as error:
            value = "" if error.value is None else error.value
            self.fail(error.field, error.problem, value, error.allowed)
            return None

    def text(self, column: str) -> str:
        """Return a cell as it stands; empty where there is no such column."""
        return self._row.cells.get(column, "")

    def is_blank(self, column: str) -> bool:
        """Tell whether a cell says nothing."""
        return self.text(column).strip().lower() in _BLANK

    def whole(self, column: str, low: int, high: int) -> int | None:
        """Return a whole number from `low` to `high`, or None for a blank cell."""
        if self.is_blank(column):
            return None
        text = self.text(column).strip()
        match = _WHOLE.fullmatch(text)
        if match is None:
            self.fail(column, "not_a_number", text, f"a whole number from {low} to {high}")
            return None
        number = int(match[1])
        if not low <= number <= high:
            self.fail(column, "out_of_range", text, f"{low} to {high}")
            return None
        return number

    def flag(self, column: str) -> bool | None:
        """Return a yes (1) or no (0), or None for a blank cell."""
        text = self.text(column).strip().lower()
        if text in _BLANK:
            return None
        if text not in _YES | _NO:
            self.fail(column, "unknown_choice", text, "1 or 0")
            return None
        return text in _YES

    def day(self, column: str) -> date | None:
        """Return a date, or None for a blank cell."""
        text = self.text(column)
        return None if self.is_blank(column) else self.checked(lambda: read_day(text, column))

    def choice(self, column: str, choices: type[E]) -> E | None:
        """Return one of some choices, or None for a blank cell."""
        found = self.choices(column, choices)
        if len(found) > 1:
            self.fail(column, "unknown_choice", self.text(column), " or ".join(choices))
            return None
        return next(iter(found), None)

    def choices(self, column: str, choices: type[E]) -> frozenset[E]:
        """Return any of some choices, written with blanks between them."""
        words = self.text(column).lower().split()
        known = {item.value: item for item in choices}
        for word in words:
            if word not in known:
                self.fail(column, "unknown_choice", word, ", ".join(known))
        return frozenset(known[word] for word in words if word in known)
