"""What else is taken on the nights of a range, as every course of one treatment meets it.

The rules and their reasons stand in `services.periods`. It is found out once a treatment, because
twenty years beside forty others hold some thousand changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.records import Treatment
from crampdiary.services.courses import Course, Regimen, timing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Another treatment that was taken during the course: on so many of its nights in the range.

    Of one taken as needed nobody knows the days; its nights are those on which it might have been.
    `is_constant`: it was taken alike on all nights of the range, so it tells no night from another.
    """

    treatment: Treatment
    nights: int
    is_regular: bool
    is_constant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The others' courses with their nights, counted from the first of the range.

    `sets` are stretches of nights with the number of the set of others taken on them; `changed` are
    the nights in the lag or the wash-out of one of them.
    """

    length: int
    others: tuple[tuple[Course, range], ...]
    sets: tuple[tuple[range, int], ...]
    changed: tuple[range, ...]

    def strata(self) -> list[int]:
        """Return for each night the number of the set of others taken."""
        found: list[int] = []
        for span, number in self.sets:
            found += [number] * len(span)
        return found


def span_of(course: Course, first: date, length: int) -> range:
    """Return a course's nights as far as they are in a range, counted from its first."""
    begin = (course.start - first).days
    end = length if course.end is None else (course.end - first).days + 1
    return clipped(begin, end, length)


def clipped(begin: int, end: int, length: int) -> range:
    """Return the nights from `begin` up to `end` (not included) as far as they are in a range."""
    return range(min(max(begin, 0), length), max(min(end, length), 0))


def beside(
    treatment_id: UUID, courses: Iterable[Course], first: date, last: date, supplements: Supplements
) -> Beside:
    """Return what is taken beside a treatment on the nights `first` to `last`."""
    length = (last - first).days + 1
    others = [course for course in courses if course.treatment.id != treatment_id]
    seen = [(course, span_of(course, first, length)) for course in others]
    changed: list[range] = []
    for course in others:
        if not course.is_regular:
            continue
        timing = timing_of(course.treatment, supplements)
        begin = (course.start - first).days
        changed.append(clipped(begin, begin + timing.lag, length))
        if course.end is not None:
            end = (course.end - first).days + 1
            changed.append(clipped(end, end + timing.wash_out, length))
    return Beside(
        length=length,
        others=tuple((course, span) for course, span in seen if span),
        sets=tuple(_sets([one for one in seen if one[0].is_regular and one[1]], length)),
        changed=tuple(merged(changed)),
    )


def overlaps(others: Beside, nights: range) -> list[Overlap]:
    """Return the others taken on some of a course's nights, the longest first."""
    shared: dict[tuple[bool, UUID], list[range]] = {}
    named: dict[UUID, Treatment] = {}
    constant: set[UUID] = set()
    for course, span in others.others:
        common = range(max(span.start, nights.start), min(span.stop, nights.stop))
        if common:
            key = course.treatment.id
            named[key] = course.treatment
            shared.setdefault((course.is_regular, key), []).append(common)
            if len(span) == others.length:
                constant.add(key)
    found = [
        Overlap(
            treatment=named[key],
            nights=sum(map(len, merged(spans))),
            is_regular=is_regular,
            is_constant=key in constant,
        )
        for (is_regular, key), spans in shared.items()
    ]
    return sorted(found, key=lambda one: (-one.nights, one.treatment.name))


def merged(spans: Iterable[range]) -> list[range]:
    """Return spans in order, those that touch as one, and none without nights."""
    found: list[range] = []
    for span in sorted(filter(None, spans), key=lambda it: it.start):
        if found and span.start <= found[-1].stop:
            before = found.pop()
            found.append(range(before.start, max(before.stop, span.stop)))
        else:
            found.append(span)
    return found


def _sets(regular: Sequence[tuple[Course, range]], length: int) -> Iterable[tuple[range, int]]:
    """Yield stretches on which the same others are taken alike, sets numbered as they appear."""
    keys: dict[tuple[UUID, Regimen], int] = {}
    changes: dict[int, list[tuple[int, int]]] = {length: []}
    for course, span in regular:
        key = keys.setdefault((course.treatment.id, course.regimen), len(keys))
        changes.setdefault(span.start, []).append((key, 1))
        changes.setdefault(span.stop, []).append((key, -1))
    numbers: dict[frozenset[int], int] = {}
    # Counted, because diaries that were merged may hold the same days twice.
    taken: dict[int, int] = {}
    reached = 0
    for night in sorted(changes):
        if night > reached:
            yield range(reached, night), numbers.setdefault(frozenset(taken), len(numbers))
            reached = night
        for key, step in changes[night]:
            taken[key] = taken.get(key, 0) + step
            if not taken[key]:
                del taken[key]
