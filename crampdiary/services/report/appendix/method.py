"""How everything in the report was computed, for a doctor with two minutes.

Every threshold comes from the constant that the code goes by.
"""

from collections.abc import Iterator

from crampdiary import __version__
from crampdiary.analysis.blocks import LEAST_RECORDED
from crampdiary.analysis.comparison import ENOUGH_BLOCKS, ENOUGH_CRAMPS
from crampdiary.analysis.factor_results import MIN_CRAMPS, MIN_NIGHTS
from crampdiary.analysis.factors import NIGHTS_PER_BLOCK
from crampdiary.analysis.rate import LEVEL, MIN_RECORDED_NIGHTS, NIGHTS_PER_WEEK
from crampdiary.analysis.results import (
    ENOUGH_NIGHTS_TO_COMPARE,
    LEAST_NIGHTS_TO_COMPARE,
    NIGHTS_OF_A_YEAR,
)
from crampdiary.charts.hour_of_night import SAYS_SOMETHING_FROM
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.phrases import duration_words, number_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import FORGOTTEN_S
from crampdiary.reports.page import Appendix, Block, Section
from crampdiary.services.courses import DEFAULT, OTHERS, VITAMIN_D
from crampdiary.services.preferences import preferences
from crampdiary.services.report.figures import DISTURBED_FROM, MIN_VALUES
from crampdiary.services.report.visit import Visit

TITLE = "How it was computed"
_PERCENT = round(100 * LEVEL)
NIGHTS = (
    (
        "A night has the date of its evening and runs from {boundary} to {boundary} on the "
        "next day, by the clock of the place where the person was; a cramp belongs to the "
        "night in which it began."
    ),
    (
        "A night is recorded if a cramp was entered for it, or the answer that there was none. "
        "All other nights (not recorded, not remembered, not tracked) are unknown. They count "
        "nowhere: neither as nights without cramps nor in any rate."
    ),
)
RATES = (
    (
        f"Cramps per week are {NIGHTS_PER_WEEK} times the cramps divided by the recorded "
        f"nights. The {_PERCENT} % interval is the exact one of a Poisson count (Garwood). It "
        f"is too narrow where cramps come in spells. Below {MIN_RECORDED_NIGHTS} recorded "
        "nights no rate is given."
    ),
    (
        f"Pain and duration are medians of what was noted, from {MIN_VALUES} values on. A "
        "duration counts if it was timed or told; guesses do not count, nor do timed ones of "
        f"more than {duration_words(FORGOTTEN_S)}, because the stop was probably forgotten."
    ),
    (
        f"A night is disturbed where sleep disturbance was noted as {DISTURBED_FROM} or more of "
        f"10; the share is of the nights for which it was noted, from {MIN_RECORDED_NIGHTS} on."
    ),
    (
        "Before is the equally long period that ends the night before this one begins. Nothing "
        f"is compared with it where fewer than {MIN_RECORDED_NIGHTS} of its nights are recorded."
    ),
)
HOURS = (
    (
        "Hours are named only where they hold half of the cramps whose time is known: one hour "
        f"from {SAYS_SOMETHING_FROM[1]} such cramps on, two hours in a row from "
        f"{SAYS_SOMETHING_FROM[2]}, three from {SAYS_SOMETHING_FROM[3]}. With fewer, chance "
        "alone often does that."
    ),
)
TREATMENTS = (
    (
        "A treatment period is one dose in one rhythm. Planned doses count as taken unless "
        "something else was noted. Rates of periods side by side are counts, not a comparison: "
        "season, other treatments and chance differ from one to the next."
    ),
)
COMPARISONS = (
    (
        "Before and while compares nights with a treatment with nights without it. Left out "
        f"are the {DEFAULT.leave_out_before} nights before a start, because people begin "
        f"something when cramps are at their worst; {OTHERS.lag} nights after each start and "
        f"stop (vitamin D {VITAMIN_D.lag}), while it builds up or wears off; and nights with "
        f"another dose. Vitamin D counts as steady from night {VITAMIN_D.steady_from} on. Where "
        "other treatments change as well, only nights with the same ones are compared, and the "
        "results are pooled."
    ),
    (
        f"The rate ratio and its interval come from blocks of {NIGHTS_PER_WEEK} nights (of "
        f"which {LEAST_RECORDED} or more are recorded) by a quasi-Poisson model: the more the "
        "blocks differ, the wider the interval. That needs on each side "
        f"{ENOUGH_NIGHTS_TO_COMPARE} recorded nights, {ENOUGH_BLOCKS} such blocks and "
        f"{ENOUGH_CRAMPS} cramps. With less it is the exact conditional interval, or the mid-p "
        f"one for fewer than {ENOUGH_CRAMPS} cramps or {ENOUGH_BLOCKS} blocks on a side; these "
        "take cramps to be independent, are likely too narrow, and say so. Below "
        f"{LEAST_NIGHTS_TO_COMPARE} recorded nights on a side nothing is compared."
    ),
    (
        "A change is told in a figure only where no change does not fit the interval. With "
        "several comparisons the interval is also given at the level that allows for all of "
        "them (Bonferroni; P values by Holm). Time of year is allowed for from "
        f"{NIGHTS_OF_A_YEAR} nights on."
    ),
)
DAYS_BEFORE = (
    (
        "The day before compares nights after days with something (alcohol, heat, little to "
        f"drink) with the other nights of the same {NIGHTS_PER_BLOCK} nights, pooled by "
        f"Mantel-Haenszel, from {MIN_NIGHTS} nights and {MIN_CRAMPS} cramps of each kind on. It "
        "tells what went together, not what leads to what."
    ),
)
LABS = (
    (
        "Lab results stand as the laboratory wrote them. High and low are against the "
        "laboratory's own range, and nothing is flagged without one. For 25-OH vitamin D the "
        "commonly used words are deficient below {low} ng/mL, insufficient up to {high}, "
        "sufficient above; the Endocrine Society no longer endorses fixed limits (2024). A "
        "converted value stands beside the written one. Lab results are not correlated with "
        "cramps: they are too few."
    ),
)
UNKNOWN = (
    (
        "This is one person's own record: not blinded, not randomised, not checked by anybody. "
        "Nights that were not recorded may differ from the others. A change after a start may "
        "come from the time of year, from other changes, from chance, or from cramps that ease "
        "by themselves after a bad spell; with dummy tablets, too, cramps became fewer in "
        "trials."
    ),
)
SOURCES = (
    (
        "Garwood, Biometrika 1936 (rates). Wedderburn, Biometrika 1974; McCullagh and Nelder "
        "1989 (quasi-Poisson). Przyborowski and Wilenski, Biometrika 1940; Fay, R Journal 2010 "
        "(exact conditional, mid-p). Rothman, Greenland and Lash 2008 (Mantel-Haenszel). Holm "
        "1979. Barnett and others 2005 (regression to the mean). Garrison and others, Cochrane "
        "CD009402, 2012 and 2020; Roguin Maor and others 2017 (dummy tablets)."
    ),
)
MADE = "Computed by Cramp Diary {version}."


def method_appendix(diary: Diary, clock: Clock, visit: Visit) -> Appendix:
    """Return what is counted and how, with the settings of this diary."""
    del clock, visit
    return Appendix(part=ReportPart.METHOD, title=TITLE, blocks=tuple(_blocks(diary)))


def _blocks(diary: Diary) -> Iterator[Block]:
    told = preferences(diary)
    figures = {
        "boundary": f"{told.boundary_hour:02}:00",
        "low": number_words(told.vitamin_d_deficient_below),
        "high": number_words(told.vitamin_d_sufficient_above),
        "version": __version__,
    }
    for title, paragraphs in (
        ("What a night is", NIGHTS),
        ("Figures", RATES),
        ("Hours of the night", HOURS),
        ("Treatment periods", TREATMENTS),
        ("Before and while", COMPARISONS),
        ("The day before", DAYS_BEFORE),
        ("Lab results", LABS),
        ("What is not known", UNKNOWN),
        ("Sources", (*SOURCES, MADE)),
    ):
        yield Section(title=title)
        for words in paragraphs:
            yield words.format(**figures)
