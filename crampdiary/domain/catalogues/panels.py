"""Panels: tests that are often ordered together, offered for entering results in one go."""

from dataclasses import dataclass
from functools import cache

from crampdiary.domain.catalogues.lab_tests import LabTest, lab_tests
from crampdiary.domain.catalogues.reading import Status, read_rows

_COLUMNS = ("key", "name", "tests", "source", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A named list of tests, in the order in which they are asked for."""

    key: str
    name: str
    tests: tuple[LabTest, ...]
    source: str
    status: Status


@cache
def panels() -> tuple[Panel, ...]:
    """Return the panels that ship with the app, read once."""
    found = []
    for row in read_rows("panels.csv", _COLUMNS):
        tests = [lab_tests().by_key(key) for key in row.texts("tests")]
        known = tuple(test for test in tests if test is not None)
        if len(known) < len(tests) or not known:
            raise row.error("tests", "names a test that is not there")
        found.append(
            Panel(
                key=row.text("key", required=True),
                name=row.text("name", required=True),
                tests=known,
                source=row.source,
                status=row.status,
            )
        )
    return tuple(found)
