"""What is asked below a row, in place of an error: which reading, which unit, is it so unlikely."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from crampdiary.domain.errors import DiaryError, InvalidValueError, UnlikelyValueError
from crampdiary.ui.labs.question_line import Answer
from crampdiary.ui.labs.reading import TWO_WAYS, plainly, two_readings
from crampdiary.ui.labs.row_reader import RowReader, TypedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Doings:
    """What the answers do."""

    use_unit: Callable[[str], None]
    read_as: Callable[[Decimal], None]
    confirm: Callable[[], None]
    change: Callable[[], None]


def question_for(
    error: DiaryError, row: TypedRow, reader: RowReader, doings: Doings
) -> tuple[str, list[Answer]] | None:
    """Return a question with its answers, or None where an error has to be said instead."""
    match error:
        case UnlikelyValueError():
            return error.question, _answers_to_doubt(error, row, reader, doings)
        case InvalidValueError(field="value", problem=problem) if problem == TWO_WAYS:
            numbers = two_readings(row.value)
            choices = " or ".join(map(plainly, numbers))
            return f"{row.value}: is that {choices}?", [
                (plainly(number), partial(doings.read_as, number)) for number in numbers
            ]
        case InvalidValueError(field="unit", problem="empty"):
            return f"In which unit did the lab write {row.value}?", [
                (unit, partial(doings.use_unit, unit)) for unit in reader.possible_units(row)
            ]
        case _:
            return None


def _answers_to_doubt(
    error: UnlikelyValueError, row: TypedRow, reader: RowReader, doings: Doings
) -> list[Answer]:
    typed = reader.value_of(row)
    is_whole = typed is not None and bool(typed.beside)
    kept = f"It is {row.value}" if is_whole else f"It is {row.value} {row.unit}".strip()
    if error.unit is None:
        return [("Change the value", doings.change), (kept, doings.confirm)]
    return [(f"Use {error.unit}", partial(doings.use_unit, error.unit)), (kept, doings.confirm)]
