"""Print how often each method claims a difference, and how often it holds the true ratio.

Run `python -m tests.analysis.simulation_table 1000` (diaries a cell; takes some minutes). A cell
reads: percent of intervals without 1 (wholly below it) / percent with the true ratio / median ratio
[diaries told anything of]; the circular shift's tells how often P is at most 0.05.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from crampdiary.analysis.rate_ratio import RateRatio
from tests.analysis.simulation import (
    ALL_RECORDED,
    AT_RANDOM,
    CALM_NIGHTS_FORGOTTEN,
    Recording,
    Say,
    Truth,
    as_the_usual_diary,
    by_blocks,
    by_blocks_with_weeks_before,
    by_effective_counts,
    by_exact,
    by_mid_p,
    by_month_before,
    compared,
    diaries,
    tally,
)

SEED = 20261122
METHODS: dict[str, Say] = {
    "blocks": by_blocks,
    "effective": by_effective_counts,
    "exact": by_exact,
    "mid-p": by_mid_p,
    "+28 before": by_blocks_with_weeks_before,
    "month before": by_month_before,
    "month before, exact": as_the_usual_diary,
}
SCENARIOS = {
    "clustered": Truth(),
    "after the worst month": Truth(after_worst_month=True),
    "season, any start": Truth(season=1 / 3),
    "season, start at its steepest fall": Truth(season=1 / 3, days_from_peak=91),
    "slow drift (AR 0.97)": Truth(correlation=0.97),
    "independent cramps (Poisson)": Truth(shape=None, spread=0),
}
RECORDINGS = {
    "all": ALL_RECORDED,
    "15 % out at random": AT_RANDOM,
    "calm nights out 3 times as often": CALM_NIGHTS_FORGOTTEN,
}
NIGHTS = (42, 56, 91, 180)
RATIOS = (1.0, 0.5)
# A start date is as unusual as a P of 0.05 when no more than so many in a hundred are like it.
UNUSUAL = 0.05


def lines(count: int) -> Iterator[str]:
    """Make the table's lines, one scenario, recording, length and true ratio each."""
    names = ("shown", *METHODS, "season line", "circular shift")
    yield "| diary | recorded | nights a side | true ratio | " + " | ".join(names) + " |"
    yield "|---" * (4 + len(names)) + "|"
    for scenario, recording, nights, ratio in product(SCENARIOS, RECORDINGS, NIGHTS, RATIOS):
        truth = replace(SCENARIOS[scenario], ratio=ratio)
        cells = _cells(truth, RECORDINGS[recording], nights, count)
        yield "| " + " | ".join((scenario, recording, f"{nights}", f"{ratio}", *cells)) + " |"


def _cells(truth: Truth, recording: Recording, nights: int, count: int) -> Iterator[str]:
    drawn = list(diaries(truth, recording, nights=nights, count=count, seed=SEED))
    shown = [compared(diary) for diary in drawn]
    yield _cell([it.ratio for it in shown], truth.ratio)
    for say in METHODS.values():
        yield _cell([say(diary) for diary in drawn], truth.ratio)
    yield _cell([it.season for it in shown], truth.ratio)
    shifts = [shift for it in shown if (shift := it.circular)]
    unusual = sum(shift.p_value <= UNUSUAL for shift in shifts)
    yield f"{100 * unusual / len(shifts):.1f}" if shifts else "-"


def _cell(said: list[RateRatio | None], true_ratio: float) -> str:
    told = tally(said, truth=true_ratio)
    if not told.answered:
        return "-"
    differences = f"{told.percent_differences:.1f} ({told.percent_falls:.1f})"
    few = "" if told.answered == told.diaries else f" [{told.answered} of {told.diaries}]"
    return f"{differences} / {told.percent_covering:.1f} / {told.median_ratio:.2f}{few}"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
