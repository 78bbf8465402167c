"""Every error has a sentence a patient understands."""

from pathlib import Path

import pytest

from crampdiary.domain import errors
from crampdiary.services import words

PATH = Path("my.diary")
ERRORS = [
    errors.InvalidValueError(field="pain", problem="out_of_range", value=11, allowed="0 to 10"),
    errors.UnlikelyValueError(question="0.82 mg/dL is very low; did you mean mmol/L?"),
    errors.AlreadyRecordedError(known="Potassium 4.1 mmol/L of 21 Jan 2026"),
    errors.AlreadyRecordedError(known="Potassium 4.1 mmol/L of 21 Jan 2026", positions=(0, 2)),
    errors.NotFoundError(kind="cramp", wanted="abcd"),
    errors.NightHasCrampsError(night="2026-11-21", cramps=1),
    errors.NothingToUndoError(),
    errors.NothingToUndoError(redo=True),
    errors.ConflictError(kind="cramp", record_id="abcd"),
    errors.ImportRefusedError(
        path=PATH,
        problems=(errors.RowProblem(line=7, field="cramps", problem="not_a_number", value="x"),),
    ),
    errors.ImportRefusedError(path=PATH, reason="too_big"),
    errors.DiaryTooNewError(path=PATH, found=9, known=1),
    errors.NotADiaryError(path=PATH),
    *(
        errors.DiaryUnavailableError(path=PATH, reason=reason)
        for reason in ("absent", "busy", "full", "read_only", "denied", "damaged")
    ),
    *(
        errors.FileProblemError(path=PATH, reason=reason, allowed=".png")
        for reason in (
            *("missing", "exists", "denied", "directory", "no_folder", "full"),
            *("unreadable", "unknown_type"),
        )
    ),
]
FORBIDDEN = ("proves", "works", "effective", "caused", "significant", "missing", "invalid")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}")
def test_error_is_said_in_whole_plain_sentences(error: errors.DiaryError) -> None:
    text = words.sentence(error)
    begins_with_the_value = isinstance(error, errors.UnlikelyValueError) and text[0].isdigit()
    assert text[0].isupper() or text.startswith(str(PATH)) or begins_with_the_value
    assert text.endswith((".", "x."))
    assert not any(word in text.lower() for word in FORBIDDEN)
    assert "{" not in text
    assert "_" not in text


def test_every_kind_of_error_is_covered() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    wanted = {kind for kind in kinds if issubclass(kind, errors.DiaryError)} - {errors.DiaryError}
    assert {type(error) for error in ERRORS} == wanted


def test_bad_row_is_named_with_its_line() -> None:
    row = errors.RowProblem(line=7, field="cramps", problem="not_a_number", value="x")
    assert words.row_sentence(row) == "Line 7: the number of cramps (x) is not a number."


def test_value_out_of_range_says_what_would_do() -> None:
    assert words.sentence(ERRORS[0]) == (
        "The pain (11) is outside what is possible; use 0 to 10. Nothing was changed."
    )
