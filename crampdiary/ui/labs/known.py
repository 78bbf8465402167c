"""What the form learns from: the catalogue, and the results that are in the diary already."""

from dataclasses import dataclass

from crampdiary.domain.catalogues.lab_tests import LabTests, lab_tests
from crampdiary.domain.catalogues.panels import Panel, panels
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import LabResult
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.lab_entry import last_blood_test


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The results of a diary, oldest first, with the tests and panels of its catalogues."""

    results: tuple[LabResult, ...]
    tests: LabTests
    panels: tuple[Panel, ...]

    @property
    def names(self) -> list[str]:
        """Return how tests were called, the latest first, each name once."""
        return list(dict.fromkeys(result.test for result in reversed(self.results)))

    @property
    def laboratories(self) -> list[str]:
        """Return the laboratories, the latest first, each once."""
        named = (result.laboratory for result in reversed(self.results))
        return list(dict.fromkeys(name for name in named if name))

    @property
    def last(self) -> tuple[LabResult, ...]:
        """Return the results of the newest blood test."""
        return last_blood_test(self.results, self.tests)


def known_of(diary: Diary | None) -> Known:
    """Return what a diary has to learn from; while none is open, the catalogues that ship."""
    if diary is None:
        return Known(results=(), tests=lab_tests(), panels=panels())
    catalogues = catalogues_of(diary)
    return Known(
        results=tuple(diary.records(LabResult)),
        tests=catalogues.lab_tests,
        panels=catalogues.panels,
    )
