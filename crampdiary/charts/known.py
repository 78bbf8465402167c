"""What a chart has to know to read records: the catalogues, and a person's own limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crampdiary.charts.labels import key
from crampdiary.domain.catalogues.lab_tests import LabTests, lab_tests
from crampdiary.domain.catalogues.supplements import Supplements, supplements
from crampdiary.domain.lab_verdicts import COMMON_LIMITS, BandLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Tests and supplements with the person's own; `limits` of 25-OH vitamin D are in ng/mL.

    `units` has the unit of the newest result of each test (`group_of` its name): a chart of some
    months then keeps the unit that a chart of all of them has.
    """

    tests: LabTests = field(default_factory=lab_tests)
    supplements: Supplements = field(default_factory=supplements)
    limits: BandLimits = COMMON_LIMITS
    units: Mapping[str, str] = field(default_factory=dict)


def group_of(test: str, tests: LabTests) -> str:
    """Return what the names of one test have in common: its key, or the name where it has none."""
    found = tests.find(test)
    return f"unknown {key(test)}" if found is None else found.key
