"""A treatment meant by its name; the answer to a wrong one is what there is to choose from."""

from collections.abc import Sequence

from crampdiary.cli.doses import treatment_called
from crampdiary.cli.lines import clean
from crampdiary.domain.errors import InvalidValueError, NotFoundError
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Treatment

_LISTED = 12


def treatment_meant(diary: Diary, text: str) -> Treatment:
    """Return the treatment that a name, a part of one or an id means.

    Raises `InvalidValueError` with the treatments that there are, and `NotFoundError` where there
    are none.
    """
    known = diary.records(Treatment)
    wanted = _plain(text)
    same = [it for it in known if _plain(it.name) == wanted]
    if len(same) == 1:
        return same[0]
    if not same:
        try:
            return treatment_called(diary, text)
        except NotFoundError:
            same = [it for it in known if wanted and wanted in _plain(it.name)]
            if len(same) == 1:
                return same[0]
            if not known:
                raise
    raise InvalidValueError(
        field="treatment",
        problem="ambiguous" if same else "unknown_choice",
        value=clean(text),
        allowed=_choices(same or known),
    )


def _choices(treatments: Sequence[Treatment]) -> str:
    """Return names to choose from, with ids where names are the same."""
    names = [_plain(it.name) for it in treatments]
    told = [
        clean(it.name) if names.count(_plain(it.name)) == 1 else f"{clean(it.name)} ({it.id})"
        for it in treatments
    ]
    more = f" and {len(told) - _LISTED} more" if len(told) > _LISTED else ""
    return "; ".join(told[:_LISTED]) + more


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
