"""What a person adds to the catalogues: kept where it can be used, told in a few words."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.catalogues.flags import RedFlags
from crampdiary.domain.catalogues.lab_tests import LabTests, lab_tests
from crampdiary.domain.changes import Change
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.phrases import number_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.units import convert, read_unit
from crampdiary.services import entries

_WHOLE = 100


def own_entries(diary: Diary) -> list[OwnEntry]:
    """Return what the person added, by catalogue and then by name."""
    order = list(CatalogueKind)
    return sorted(
        diary.records(OwnEntry),
        key=lambda entry: (order.index(entry.catalogue), entry.name.casefold()),
    )


def save_own_entry(
    diary: Diary, clock: Clock, before: OwnEntry | None, after: OwnEntry
) -> tuple[Change, ...]:
    """Store an entry, new or changed; `before` is None for a new one.

    Raises `InvalidValueError` for one that could not be used: a name that is taken, a unit that the
    tests cannot tell, or a value to watch of a test that is not known.
    """
    others = [entry for entry in own_entries(diary) if entry.id != after.id]
    check_usable(after, others)
    if before is None:
        return entries.add(diary, clock, after)
    return entries.change(diary, clock, before, after)


def check_usable(entry: OwnEntry, others: Iterable[OwnEntry]) -> None:
    """Raise `InvalidValueError` for an entry that the catalogues could not take in.

    `others` are the person's own ones beside it.
    """
    beside = list(others)
    match entry.catalogue:
        case CatalogueKind.FLAG:
            _check_flag(entry, lab_tests().with_own(beside))
        case CatalogueKind.TEST:
            _check_test(entry)
    names = {_folded(one.name) for one in beside if one.catalogue is entry.catalogue}
    if entry.catalogue is not CatalogueKind.FLAG and _folded(entry.name) in names:
        raise _taken(entry)


def is_used(entry: OwnEntry, known: Iterable[OwnEntry]) -> bool:
    """Tell whether an entry does anything: a value to watch needs its test."""
    if entry.catalogue is not CatalogueKind.FLAG:
        return True
    tests = lab_tests().with_own(known)
    return bool(RedFlags(()).with_own([entry], tests).all)


def details_words(entry: OwnEntry) -> str:
    """Return what an entry says beside its name, in one line: "in mg/dL, typical 1 to 2"."""
    match entry.catalogue:
        case CatalogueKind.SUPPLEMENT:
            parts = _supplement_parts(entry)
        case CatalogueKind.TEST:
            parts = _test_parts(entry)
        case CatalogueKind.FLAG:
            return f"{_limits_words(entry)}: {entry.note}"
        case CatalogueKind.MEDICINE:
            parts = [entry.note]
    return ", ".join(filter(None, parts))


def share_of(percent: Decimal | None, field: str = "share") -> Decimal | None:
    """Return a share by weight as a factor: 16 of 100 is 0.16.

    Raises `InvalidValueError` for `field` where it is no share: none of it, or more than all.
    """
    if percent is not None and not 0 < percent <= _WHOLE:
        raise InvalidValueError(
            field=field, problem="out_of_range", value=percent, allowed="more than 0, up to 100"
        )
    return None if percent is None else percent.scaleb(-2)


def percent_of(share: Decimal | None) -> Decimal | None:
    """Return a factor as a share by weight of 100."""
    return None if share is None else share.scaleb(2)


def _supplement_parts(entry: OwnEntry) -> list[str]:
    parts = []
    if entry.nutrient is not None:
        parts.append(f"counts for {nutrient_facts()[entry.nutrient].name}")
    percent = percent_of(entry.factor)
    if percent is not None:
        parts.append(f"{percent:f} % of its weight")
    return [*parts, f"in {entry.unit}" if entry.unit else "", entry.note]


def _test_parts(entry: OwnEntry) -> list[str]:
    units = " or ".join(filter(None, (entry.unit, entry.other_unit)))
    parts = [f"in {units}" if units else ""]
    if entry.factor is not None:
        parts.append(f"1 {entry.unit} is {number_words(entry.factor)} {entry.other_unit}")
    if entry.low is not None or entry.high is not None:
        parts.append(f"typical {_between_words(entry.low, entry.high)}")
    return parts


def _between_words(low: Decimal | None, high: Decimal | None) -> str:
    match low, high:
        case None, Decimal():
            return f"up to {number_words(high)}"
        case Decimal(), None:
            return f"{number_words(low)} or more"
        case Decimal(), Decimal():
            return f"{number_words(low)} to {number_words(high)}"
        case _:
            return ""


def _limits_words(entry: OwnEntry) -> str:
    said = [
        f"{word} {number_words(limit)} {entry.unit}"
        for word, limit in (("below", entry.low), ("above", entry.high))
        if limit is not None
    ]
    return " or ".join(said)


def _check_test(entry: OwnEntry) -> None:
    if lab_tests().with_own([entry]) is lab_tests():
        raise _taken(entry)
    if entry.other_unit and entry.factor is None:
        raise InvalidValueError(
            field="factor", problem="empty", allowed=f"how many {entry.other_unit} it is"
        )
    if entry.factor is None:
        return
    if not entry.unit:
        raise InvalidValueError(field="unit", problem="empty", allowed="a unit such as mg/dL")
    unit, other = read_unit(entry.unit), read_unit(entry.other_unit)
    # Units of one kind convert by themselves; another factor would be a slip.
    if unit.is_of_kind(other) and convert(entry.factor, other, unit) != 1:
        raise InvalidValueError(
            field="factor",
            problem="does_not_fit_these_units",
            value=entry.factor,
            allowed=f"{_decimals(convert(Fraction(1), unit, other))}",
        )


def _check_flag(entry: OwnEntry, tests: LabTests) -> None:
    if RedFlags(()).with_own([entry], tests).all:
        return
    test = tests.find(entry.name)
    if test is None:
        raise InvalidValueError(
            field="name",
            problem="names_no_test_that_is_known_here",
            value=entry.name,
            allowed="another name, or add the test first",
        )
    raise test.refuse_unit(entry.unit)


def _decimals(factor: Fraction) -> str:
    return f"{Decimal(factor.numerator) / Decimal(factor.denominator):f}"


def _taken(entry: OwnEntry) -> InvalidValueError:
    return InvalidValueError(
        field="name", problem="is_known_here_already", value=entry.name, allowed="another name"
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
