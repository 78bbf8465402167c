"""What went together with cramps: days with and without something, as far as it was told."""

from datetime import date

from crampdiary.analysis.factor_results import FactorResult
from crampdiary.analysis.factors import adjusted_together, compare_days
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.course_comparisons import p_values_of_treatments
from crampdiary.services.nights_to_compare import NightsToCompare, nights_to_compare


def factors_of(
    diary: Diary, clock: Clock, first: date | None = None, last: date | None = None
) -> list[FactorResult]:
    """Return every factor with its result, in the order of `Factor`.

    Without a range, from the first to the last recorded night. P values are adjusted for all that
    the diary can be asked for, treatments too.
    """
    nights = nights_to_compare(diary, clock, first, last)
    return adjusted_together(factor_results(nights), beside=p_values_of_treatments(nights))


def factor_results(nights: NightsToCompare) -> list[FactorResult]:
    """Return every factor with its result, before it is known what the others came to."""
    return [
        compare_days(nights.series, factor, exposure, comparisons=nights.comparisons)
        for factor, exposure in nights.exposures.items()
    ]
