"""The one place that turns typed errors into sentences.

Each says what happened, that nothing is lost, and what to do.

Window and command line both speak from here, so it lies below them and knows no Qt.
"""

from functools import singledispatch

from crampdiary.domain import errors

FIELD_WORDS = {
    "above": "the upper limit",
    "amount": "the amount",
    "also_called": "the other names",
    "at": "the time",
    "below": "the lower limit",
    "boundary_hour": "the hour at which a night begins",
    "contents": "what is in it",
    "count": "the number of doses",
    "cramps": "the number of cramps",
    "duration": "the duration",
    "duration_s": "the duration",
    "episodes": "the number of episodes",
    "every": "the rhythm",
    "factor": "the number between the two units",
    "share": "the share of its weight",
    "fluids": "the fluids",
    "fluids_ml": "the fluids",
    "from": "the first day",
    "glass_ml": "the size of a glass",
    "high": "the upper end of the range",
    "logged": "the column logged",
    "low": "the lower end of the range",
    "name": "the name",
    "night": "the night",
    "night_of": "the night",
    "on": "the date",
    "other_unit": "the other unit",
    "questions": "the number of questions",
    "range": "the lab's own range",
    "range_text": "the lab's own range",
    "sleep_disturbance": "the sleep disturbance",
    "regimen": "the plan",
    "row": "the row",
    "start": "the start",
    "start_local": "the start",
    "times_a_day": "how many times a day",
    "to": "the last day",
    "until": "the last day",
    "vitamin_d_deficient_below": "the limit of deficient",
    "vitamin_d_sufficient_above": "the limit of insufficient",
    "weekday": "the day of the week",
}
_PROBLEM_WORDS = {
    "ambiguous": "fits more than one entry",
    "begins_after_nights": "begins after the last of these nights",
    "cramps_without_record": "says that the night was not recorded, yet there are cramps",
    "duplicated": "occurs twice",
    "not_of_start": "is not the night of the start",
    "overlaps": "lies in another period of the same treatment",
    "without_dose": "has no planned dose that could be missed or late",
    "without_treatment": "belongs to a treatment that is not there",
    "ends_before_start": "comes before its beginning",
    "empty": "is empty",
    "in_the_future": "lies in the future",
    "incomplete": "is incomplete",
    "is_more_than_planned": "is more than was planned for that day",
    "not_a_date": "is not a date",
    "not_a_number": "is not a number",
    "not_a_time": "is not a time",
    "has_no_start": "has no start recorded",
    "not_weekly": "needs a rhythm of whole weeks",
    "not_utc": "is not a time in UTC",
    "open_and_ended": "cannot be given for a cramp that is still going",
    "out_of_range": "is outside what is possible",
    "still_going": "is not known while the cramp is still going",
    "too_long": "is too long",
    "unknown_choice": "is not one of the choices",
    "unknown_field": "is not known here",
    "unit_of_other_kind": "does not fit here",
    "unknown_unit": "has a unit that is not known here",
    "unreadable": "cannot be read",
    "unreadable_text": "has characters that cannot be stored",
    "wrong_count": "has another number of cells than the first line",
    "zone_in_time": "carries a zone of its own",
}
_UNAVAILABLE_WORDS = {
    "absent": "There is no diary at {path}. Check the path.",
    "busy": "Another program is using the diary at {path}. "
    "Nothing was changed; try again in a moment.",
    "full": "The disk is full. Nothing was changed; make some room and try again.",
    "read_only": "The diary at {path} may only be read. "
    "Nothing was changed; check the file's permissions.",
    "denied": "The diary at {path} cannot be opened. "
    "Check that the folder exists and may be written to.",
    "damaged": "The diary at {path} cannot be read fully; the file may be damaged. "
    "It was left as it is; go back to a copy of it if you have one.",
}
_FILE_WORDS = {
    "missing": "There is no file {path}. Check the name.",
    "exists": "{path} exists already and was left as it is. Choose another name.",
    "denied": "{path} cannot be written or read. Check the folder and its permissions.",
    "unreadable": "{path} cannot be read as text. Save it as CSV in UTF-8 and try again.",
    "unknown_type": "{path} has an ending that is not known here. Use {allowed}.",
    "directory": "{path} is a folder. Choose the name of a file.",
    "special": "{path} is no ordinary file. Choose another name.",
    "full": "The disk is full, so {path} was not written. Make some room and try again.",
    "printer": "Nothing could be printed on {path}. See that it is switched on, or save the report "
    "as a document and print that.",
    "no_folder": "There is no folder {path}. Make it first, or choose another.",
}
_REFUSED_WORDS = {
    "demo": "It is a demo diary, and a demo is never mixed with your own entries.",
    "into_demo": "The open diary is the demo, which is never mixed with your own entries. "
    "Go back to your own diary first.",
    "newer_export": "It was written by a newer Cramp Diary; install the newer version to read it.",
    "no_columns": "Its first line names no columns. The first line of a CSV file names them, "
    "such as night_of,logged,cramps.",
    "no_count_column": "It has no column cramps or episodes beside night_of.",
    "no_night_column": "It has no column that tells the night: night_of for nights, night or "
    "start_local for cramps.",
    "no_period_column": "It has no column of the name given for the periods.",
    "not_an_export": "It is not an export of Cramp Diary.",
    "not_json": "It cannot be read as JSON; it may be cut short.",
    "not_utf8": "Its text is not in UTF-8. Save it as CSV in UTF-8 and try again.",
    "period_of_nights": "Periods can be read from a CSV of nights only.",
    "too_big": "It is larger than 50 MB, which no diary is.",
    "unclear_columns": "The names in its first line cannot be told apart or cannot be read.",
}


def field_words(field: str) -> str:
    """Return how a field is called in a sentence."""
    return FIELD_WORDS.get(field, f"the {field.replace('_', ' ')}")


def _problem(field: str, problem: str, value: object, allowed: str) -> str:
    shown = "" if value in {None, ""} else f" ({value})"
    hint = f"; use {allowed}" if allowed else ""
    words = _PROBLEM_WORDS.get(problem, problem.replace("_", " "))
    return f"{field_words(field)}{shown} {words}{hint}"


def row_sentence(row: errors.RowProblem) -> str:
    """Return one bad row of a file in words, with its line number."""
    return f"Line {row.line}: {_problem(row.field, row.problem, row.value, row.allowed)}."


@singledispatch
def sentence(error: errors.DiaryError) -> str:
    """Return what to tell a person about an error."""
    return str(error)


@sentence.register
def _(error: errors.InvalidValueError) -> str:
    text = _problem(error.field, error.problem, error.value, error.allowed)
    return f"{text[0].upper()}{text[1:]}. Nothing was changed."


@sentence.register
def _(error: errors.UnlikelyValueError) -> str:
    return f"{error.question} Nothing was changed."


@sentence.register
def _(error: errors.AlreadyRecordedError) -> str:
    count = len(error.positions)
    if count == 1:
        return f"{error.known} is in your diary already. Nothing was changed."
    return f"{error.known} and {count - 1} more are in your diary already. Nothing was changed."


@sentence.register
def _(error: errors.NotFoundError) -> str:
    return f"No {error.kind} {error.wanted} is in this diary. Nothing was changed."


@sentence.register
def _(error: errors.NightHasCrampsError) -> str:
    count = "one cramp" if error.cramps == 1 else f"{error.cramps} cramps"
    return f"The night of {error.night} has {count} recorded. Delete what is wrong first."


@sentence.register
def _(error: errors.NothingToUndoError) -> str:
    return "There is nothing to do again." if error.redo else "There is nothing to take back."


@sentence.register
def _(_error: errors.ConflictError) -> str:
    return "This entry was changed elsewhere meanwhile. Nothing was changed; look at it again."


@sentence.register
def _(error: errors.ImportRefusedError) -> str:
    lines = [_REFUSED_WORDS[error.reason]] if error.reason else []
    lines += [row_sentence(row) for row in error.problems]
    return "\n".join([f"Nothing was taken from {error.path}; the diary is unchanged.", *lines])


@sentence.register
def _(error: errors.DiaryTooNewError) -> str:
    return (
        f"The diary at {error.path} was written by a newer Cramp Diary. It was left as it is; "
        "install the newer version to open it."
    )


@sentence.register
def _(error: errors.NotADiaryError) -> str:
    return f"{error.path} is not a Cramp Diary file. It was left as it is; choose another."


@sentence.register
def _(error: errors.DiaryUnavailableError) -> str:
    return _UNAVAILABLE_WORDS[error.reason].format(path=error.path)


@sentence.register
def _(error: errors.FileProblemError) -> str:
    return _FILE_WORDS[error.reason].format(path=error.path, allowed=error.allowed)
