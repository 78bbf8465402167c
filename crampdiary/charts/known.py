"""What a chart has to know to read records: the catalogues, and a person's own limits."""

from dataclasses import dataclass, field

from crampdiary.domain.catalogues.lab_tests import LabTests, lab_tests
from crampdiary.domain.catalogues.supplements import Supplements, supplements
from crampdiary.domain.lab_verdicts import COMMON_LIMITS, BandLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Tests and supplements with the person's own; `limits` of 25-OH vitamin D are in ng/mL."""

    tests: LabTests = field(default_factory=lab_tests)
    supplements: Supplements = field(default_factory=supplements)
    limits: BandLimits = COMMON_LIMITS
