"""The charts that stand nowhere else in the report, each with its sentence below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crampdiary.analysis.sentences.amounts import all_of
from crampdiary.analysis.sentences.cautions import (
    DUMMY_TABLETS,
    SEASON_NOT_FITTED,
    SEASON_UNKNOWN,
)
from crampdiary.analysis.sentences.details import comparison_details
from crampdiary.charts.comparison import COMPARISON, ComparisonData, ComparisonGroup
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.phrases import dose_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.reports.page import Appendix, Block, Section
from crampdiary.services.charts.catalogue import CHARTS, Drawn
from crampdiary.services.charts.comparison import comparison_data
from crampdiary.services.comparisons import TreatmentComparison, compare_all
from crampdiary.services.report.appendix.pictures import picture, pictures
from crampdiary.services.report.page import NOTHING_RECORDED
from crampdiary.services.report.style import style_of
from crampdiary.services.report.visit import Visit

TITLE = "More charts"
TOO_LITTLE = "Too little was noted in this period to show it."
SAID_BELOW = "{title}. What it shows is said below."
FOR_ALL = "For each of these:"
THE_TREATMENT = "the treatment"
_NAMING = (DUMMY_TABLETS, SEASON_UNKNOWN, SEASON_NOT_FITTED)
ALWAYS = "There is nothing to compare where no night without a treatment is recorded: {names}."
_SHOWN = (
    "weekly-rate",
    "hour-of-night",
    "pain-and-duration",
    "leg-map",
    "comparison",
    "factors",
    "calendar",
)
# Drawn in another appendix, if that was asked for.
_ELSEWHERE = {"calendar": ReportPart.NIGHTS}


def charts_appendix(diary: Diary, clock: Clock, visit: Visit) -> Appendix:
    """Return each chart below its name, and in one line what there is too little for."""
    nights = diary.night_counts(visit.first, visit.last)
    if not any(night.state.is_recorded for night in nights):
        return Appendix(part=ReportPart.CHARTS, title=TITLE, blocks=(NOTHING_RECORDED,))
    shown = [CHARTS[name] for name in _SHOWN if _ELSEWHERE.get(name) not in visit.parts]
    return Appendix(
        part=ReportPart.CHARTS,
        title=TITLE,
        blocks=tuple(
            block
            for one in shown
            for block in (
                Section(title=one.label),
                *(
                    _comparison(diary, clock, visit)
                    if one.chart is COMPARISON
                    else _chart(one, diary, clock, visit)
                ),
            )
        ),
    )


def _chart(drawn: Drawn[object], diary: Diary, clock: Clock, visit: Visit) -> Iterator[Block]:
    """Yield a chart with its sentence, or why there is none."""
    data, chart = drawn.read(diary, clock, visit.first, visit.last), drawn.chart
    if chart.too_little(data):
        yield TOO_LITTLE
        return
    figure = picture(chart, data, style_of(visit))
    yield replace(figure, alt=SAID_BELOW.format(title=chart.title))
    yield chart.summary(data)


def _comparison(diary: Diary, clock: Clock, visit: Visit) -> Iterator[Block]:
    """Yield the chart of all treatments, then what is said of each, cautions included."""
    nights = diary.night_counts(visit.first, visit.last)
    found = compare_all(diary, clock, visit.first, visit.last)
    data = comparison_data(found, nights, visit.first, visit.last)
    if COMPARISON.too_little(data):
        yield TOO_LITTLE
    else:
        yield from pictures(COMPARISON, data, style_of(visit), data.groups, _with_groups)
    always = [one.treatment.name for one in found if not one.comparison.baseline.nights_recorded]
    if always:
        yield ALWAYS.format(names=all_of(always))
    told = [one for one in found if one.comparison.baseline.nights_recorded]
    shared = _shared(told)
    for one in told:
        yield from _sentences(one, shared)
    if shared:
        yield f"{FOR_ALL} {' '.join(shared)}"


def _shared(found: Sequence[TreatmentComparison]) -> list[str]:
    """Return the cautions that are said of every one of several treatments, to be said once."""
    compared = [one for one in found if one.comparison.ratio is not None]
    if len(compared) < 2:  # noqa: PLR2004 - one shares nothing
        return []
    first, *others = map(_cautions, compared)
    return [said for said in first if all(said in one for one in others)]


def _cautions(found: TreatmentComparison) -> list[str]:
    """Return all but the main sentence, with nobody's name where it makes no difference."""
    name = found.treatment.name
    unnamed = {said.format(name=name): said.format(name=THE_TREATMENT) for said in _NAMING}
    return [unnamed.get(said, said) for said in found.sentences[1:]]


def _sentences(found: TreatmentComparison, shared: Sequence[str]) -> Iterator[str]:
    """Yield what came of a comparison, then its own cautions and how it was computed."""
    dose = "" if found.phase is None else f", {dose_words(found.phase)}"
    yield f"{found.treatment.name}{dose}. {found.sentences[0]}"
    rest = [
        said
        for said, unnamed in zip(found.sentences[1:], _cautions(found), strict=True)
        if unnamed not in shared
    ]
    if rest:
        yield " ".join(rest)
    yield from comparison_details(found.comparison)


def _with_groups(data: ComparisonData, groups: Sequence[ComparisonGroup]) -> ComparisonData:
    """Return some treatments alone; what was taken throughout is named with the last of all."""
    is_last = groups[-1] == data.groups[-1]
    return replace(data, groups=tuple(groups), throughout=data.throughout if is_last else ())
