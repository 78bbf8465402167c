"""How an entry came about in a line of words, for the foot of its form."""

from collections.abc import Iterable
from datetime import datetime

from crampdiary.domain.choices import Provenance
from crampdiary.domain.nights import LocalInstant, localise
from crampdiary.domain.phrases import moment_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Dose, Night, Record
from crampdiary.services.history import entry_history
from crampdiary.services.labels import DEMO, came_in_a_file

_ON: dict[Provenance, str] = {
    Provenance.LIVE: "Logged live on",
    Provenance.NEXT_MORNING: "Written down the morning after, on",
    Provenance.RECALLED: "Recalled later, on",
    Provenance.IMPORTED: "Imported on",
}
_BY_ITSELF: dict[Provenance, str] = {
    Provenance.LIVE: "Logged live.",
    Provenance.NEXT_MORNING: "Written down the morning after.",
    Provenance.RECALLED: "Recalled later.",
    Provenance.IMPORTED: "Imported.",
}


def history_words(diary: Diary, clock: Clock, record: Record, parts: Iterable[Record] = ()) -> str:
    """Return "Logged live on Sun 22 Nov 02:31. Changed on Mon 23 Nov 08:10.", or what is known.

    `parts` are entries that belong to this one, such as the phases of a treatment: what was done to
    them changed it. Times are by the clock where the person is; that of a cramp logged live, where
    it was logged. Where nothing was kept, there is nothing but how a cramp or a night came in.
    """
    now = clock.now()
    provenance = record.provenance if isinstance(record, Cramp | Night | Dose) else None
    known = entry_history(diary, record.id)
    if known is None:
        return _BY_ITSELF[provenance] if isinstance(record, Cramp) and provenance else ""
    changed = [known.changed_at, *(_touched_at(diary, part, known.created_at) for part in parts)]
    changed_at = max((at for at in changed if at is not None), default=None)
    created = None
    words = []
    if known.created_at is not None:
        created = _local(known.created_at, now)
        if isinstance(record, Cramp) and record.zone and provenance is Provenance.LIVE:
            created = localise(known.created_at, record.zone).wall_clock
        words.append(_created_words(created, known.created_by, provenance, now))
    elif provenance is not None:
        words.append(_BY_ITSELF[provenance])
    if changed_at is not None:
        local = _local(changed_at, now)
        is_same_day = created is not None and created.date() == local.date()
        when = f"at {local:%H:%M}" if is_same_day else f"on {_moment(local, now)}"
        words.append(f"Changed {when}.")
    return " ".join(words)


def _created_words(
    created: datetime, label: str, provenance: Provenance | None, now: LocalInstant
) -> str:
    """Return how an entry came in and when; one from a file was stored later than it tells."""
    when = _moment(created, now)
    came = "Imported" if came_in_a_file(label) else "Came with the demo diary"
    if label == DEMO or came_in_a_file(label):
        told = "" if provenance in {None, Provenance.IMPORTED} else f"{_BY_ITSELF[provenance]} "
        return f"{told}{came} on {when}."
    return f"{_ON[provenance] if provenance else 'Added on'} {when}."


def _touched_at(diary: Diary, part: Record, since: datetime | None) -> datetime | None:
    """Return when a part was changed, or added after what it belongs to."""
    known = entry_history(diary, part.id)
    if known is None:
        return None
    if known.changed_at is not None or known.created_at == since:
        return known.changed_at
    return known.created_at


def _local(at: datetime, now: LocalInstant) -> datetime:
    return localise(at, now.zone).wall_clock


def _moment(local: datetime, now: LocalInstant) -> str:
    return moment_words(local, now.wall_clock.date())
