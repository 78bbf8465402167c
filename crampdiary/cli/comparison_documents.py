"""Comparisons as JSON documents: keys carry their units, nothing known is null.

Ratios are cramps a night with over cramps a night without; limits without an end are null.
"""

from crampdiary.analysis.factor_results import FactorResult
from crampdiary.analysis.rate_ratio import RateRatio
from crampdiary.analysis.results import Comparison, Side
from crampdiary.analysis.sentences.details import comparison_details
from crampdiary.analysis.sentences.factors import FACTOR_WORDS
from crampdiary.cli.documents import Document
from crampdiary.domain.phrases import dose_words
from crampdiary.services.comparisons import TreatmentComparison
from crampdiary.services.course_comparisons import CourseComparison


def comparison_document(found: TreatmentComparison) -> Document:
    """Return a treatment's comparison with its inputs, second lines, flags and sentences."""
    comparison = found.comparison
    flags = [*([found.why.value] if found.why else []), *(flag.value for flag in comparison.flags)]
    return {
        "name": found.treatment.name,
        "treatment_id": str(found.treatment.id),
        "first_night": found.first.isoformat(),
        "last_night": found.last.isoformat(),
        "phase": None if found.chosen is None else _course_document(found.chosen),
        "other_phases": [_course_document(one) | _figures(one.comparison) for one in found.others],
        **_figures(comparison),
        "p_value_holm": found.p_value_holm,
        "comparisons": found.comparisons,
        **_second_lines(comparison),
        "left_out": {reason.value: nights for reason, nights in sorted(found.left_out.items())},
        "marks": {mark.value: nights for mark, nights in sorted(found.marks.items())},
        "overlaps": [
            {
                "name": one.treatment.name,
                "nights": one.nights,
                "as_needed": not one.is_regular,
                "unchanged": one.is_constant,
            }
            for one in found.overlaps
        ],
        "nights_needed": comparison.nights_needed,
        "nights_needed_baseline": comparison.nights_needed_baseline,
        "nights_needed_treatment": comparison.nights_needed_treatment,
        "flags": flags,
        "sentences": list(found.sentences),
        "details": list(comparison_details(comparison)),
    }


def factor_document(result: FactorResult) -> Document:
    """Return a factor with both kinds of nights."""
    return {
        "factor": result.factor.value,
        "name": FACTOR_WORDS[result.factor],
        **_ratio(result.ratio),
        "method": result.method,
        "p_value_holm": result.p_value_holm,
        "adjusted": None
        if result.adjusted is None
        else _ratio(result.adjusted) | {"method": result.method},
        "with": _side(result.with_),
        "without": _side(result.without),
        "blocks": result.blocks,
        "comparisons": result.comparisons,
        "flags": [flag.value for flag in result.flags],
        "sentence": result.sentence,
    }


def _course_document(one: CourseComparison) -> Document:
    course, timing = one.course, one.periods.timing
    return {
        "number": one.number,
        "id": str(one.phase.id),
        "start": course.start.isoformat(),
        "end": None if course.end is None else course.end.isoformat(),
        "dose": dose_words(one.phase),
        "lag_nights": timing.lag,
        "wash_out_nights": timing.wash_out,
        "leave_out_before_nights": one.comparison.context.left_out_before,
    }


def _figures(comparison: Comparison) -> Document:
    return {
        **_ratio(comparison.ratio),
        "baseline": _side(comparison.baseline),
        "treatment": _side(comparison.treatment),
    }


def _second_lines(comparison: Comparison) -> Document:
    shift = comparison.circular
    return {
        "adjusted": _line(comparison.adjusted),
        "with_weeks_before": _line(comparison.with_weeks_before),
        "steady": _line(comparison.steady),
        "season": _line(comparison.season),
        "circular": None
        if shift is None
        else {"shifts": shift.shifts, "at_least": shift.at_least, "p_value": shift.p_value},
    }


def _ratio(ratio: RateRatio | None) -> Document:
    """Return a ratio's figures, each of them null where there is none."""
    if ratio is None:
        names = ("rate_ratio", "rate_ratio_low", "rate_ratio_high", "p_value", "dispersion")
        return dict.fromkeys((*names, "degrees_of_freedom", "level", "method"))
    return {
        "rate_ratio": ratio.ratio,
        "rate_ratio_low": ratio.low,
        "rate_ratio_high": ratio.high,
        "p_value": ratio.p_value,
        "dispersion": ratio.dispersion,
        "degrees_of_freedom": ratio.degrees_of_freedom,
        "level": ratio.level,
        "method": ratio.method.value,
    }


def _line(ratio: RateRatio | None) -> Document | None:
    return None if ratio is None else _ratio(ratio)


def _side(side: Side) -> Document:
    return {
        "cramps": side.cramps,
        "nights": side.nights,
        "nights_recorded": side.nights_recorded,
        "blocks": side.blocks,
        "cramps_per_week": side.cramps_per_week,
        "cramps_per_week_low": side.low,
        "cramps_per_week_high": side.high,
    }
