"""The catalogues as they are for one diary: what ships with the app, and the person's own entries.

What ships is read from its files once; own entries are few, and are taken in anew only when they
have changed.
"""

from dataclasses import dataclass
from functools import lru_cache

from crampdiary.domain.catalogues.catalogue import Catalogue
from crampdiary.domain.catalogues.conditions import KnownCondition, conditions
from crampdiary.domain.catalogues.flags import RedFlags, red_flags
from crampdiary.domain.catalogues.lab_tests import LabTests, lab_tests
from crampdiary.domain.catalogues.medicines import Medicines, medicines
from crampdiary.domain.catalogues.panels import Panel, panels
from crampdiary.domain.catalogues.supplements import Supplements, supplements
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.ports import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogues:
    """Everything that names and amounts are looked up in; own entries win over shipped ones."""

    supplements: Supplements
    medicines: Medicines
    conditions: Catalogue[KnownCondition]
    lab_tests: LabTests
    panels: tuple[Panel, ...]
    red_flags: RedFlags


def catalogues_of(diary: Diary) -> Catalogues:
    """Return the catalogues with the own entries of a diary."""
    return _with_own(tuple(diary.records(OwnEntry)))


def shipped_catalogues() -> Catalogues:
    """Return the catalogues without anybody's own entries."""
    return _with_own(())


@lru_cache(maxsize=4)
def _with_own(own: tuple[OwnEntry, ...]) -> Catalogues:
    tests = lab_tests().with_own(own)
    return Catalogues(
        supplements=supplements().with_own(own),
        medicines=medicines().with_own(own),
        conditions=conditions(),
        lab_tests=tests,
        panels=panels(),
        red_flags=red_flags().with_own(own, tests),
    )
