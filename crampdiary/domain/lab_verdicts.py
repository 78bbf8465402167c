"""What is said about a lab value: the laboratory's own flag first, then commonly used bands.

The laboratory's own range always wins where it exists. The bands of 25-OH vitamin D are called
"commonly used": the Endocrine Society (2024) no longer endorses fixed limits, and a person may
change them. Sentences for dangerous values are still to be reviewed by a clinician.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crampdiary.domain.catalogues.flags import RedFlag, RedFlags
from crampdiary.domain.catalogues.lab_tests import LabTests
from crampdiary.domain.intervals import Interval, flag_of, interval_of, span_of
from crampdiary.domain.lab_values import Converted, canonical, fitting_test
from crampdiary.domain.records import LabResult

VITAMIN_D = "vitd25oh"
LABORATORY = "laboratory"
COMMONLY_USED = "commonly used"

# ng/mL: below the first deficient, above the second sufficient.
BandLimits = tuple[Decimal, Decimal]
COMMON_LIMITS: BandLimits = (Decimal(20), Decimal(30))


class Band(StrEnum):
    """Where a value of 25-OH vitamin D lies by commonly used limits."""

    DEFICIENT = "deficient"
    INSUFFICIENT = "insufficient"
    SUFFICIENT = "sufficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said about a value, and on what ground.

    `flag` is `low`, `high` or empty against the laboratory's own range, and `basis` is `laboratory`
    where it gave one (in figures or words), else empty. `band_basis` is `commonly used` where there
    is a band. `shows_band` is False where the laboratory's range says something else.
    """

    flag: str = ""
    basis: str = ""
    band: Band | None = None
    band_basis: str = ""
    shows_band: bool = False


def band_of(result: LabResult, tests: LabTests, limits: BandLimits = COMMON_LIMITS) -> Band | None:
    """Return the commonly used band of a 25-OH vitamin D value, None for any other test.

    The limits themselves (20 and 30 ng/mL) are insufficient: "below 20 deficient, 20 to 30
    insufficient, above 30 sufficient". A limit ("< 20") has a band only where it settles it.
    """
    test = fitting_test(result, tests)
    known = canonical(result, tests) if test is not None and test.key == VITAMIN_D else None
    if known is None:
        return None
    deficient_below, sufficient_above = limits
    bands = {
        Band.DEFICIENT: Interval(high=deficient_below, high_open=True),
        Band.INSUFFICIENT: Interval(low=deficient_below, high=sufficient_above),
        Band.SUFFICIENT: Interval(low=sufficient_above, low_open=True),
    }
    return next((band for band, span in bands.items() if known.span.is_within(span)), None)


def verdict(result: LabResult, tests: LabTests, limits: BandLimits = COMMON_LIMITS) -> Verdict:
    """Return flag and band of a value; a band at odds with the laboratory is not to be shown."""
    band = band_of(result, tests, limits)
    has_range = interval_of(result) is not None or bool(result.range_text.strip())
    return Verdict(
        flag=flag_of(result),
        basis=LABORATORY if has_range else "",
        band=band,
        band_basis=COMMONLY_USED if band else "",
        shows_band=band is not None and (not has_range or _agrees(band, result)),
    )


def _agrees(band: Band, result: LabResult) -> bool:
    """Tell whether the laboratory's own range says nothing else than a band.

    A range without a lower end, such as "up to 100", says nothing about too little.
    """
    own = interval_of(result)
    if band is not Band.SUFFICIENT:
        return flag_of(result) == "low" or (own is not None and own.low is None)
    return own is not None and span_of(result.value, result.comparator).is_within(own)


def red_flag_for(value: Converted, flags: RedFlags) -> RedFlag | None:
    """Return the most urgent sentence that a value calls for, None where it calls for none.

    A limit ("< 3.0") calls for one only where it settles it. Shown whatever the laboratory's range.
    """
    test = value.test
    known = span_of(test.to_conventional(value.value, value.unit), value.comparator)
    return next((flag for flag in flags.of_test(test.key) if flag.is_met_by(known)), None)
