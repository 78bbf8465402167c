"""What the page must say, counted once more from the diary's records, plainly and apart."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import median

from crampdiary.analysis.rate import rate
from crampdiary.domain.choices import DurationBasis, Provenance, TreatmentKind
from crampdiary.domain.nights import NightCount, NightState, nights_between
from crampdiary.domain.phrases import day_words, duration_words
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Treatment

_LEAST_NIGHTS, _LEAST_VALUES, _FREE_NIGHTS = 14, 5, 28


class Counted:
    """The nights `first` to `last` of a diary."""

    def __init__(self, diary: Diary, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.cramps = [one for one in diary.records(Cramp) if first <= one.night <= last]
        self.told = [one for one in diary.records(Night) if first <= one.night <= last]
        by_night = Counter(cramp.night for cramp in self.cramps)
        answers = {one.night: one.answer for one in self.told}
        self.nights = [
            NightCount(
                night=night,
                state=NightState.WITH_CRAMPS
                if by_night[night]
                else answers.get(night) or NightState.NOT_RECORDED,
                cramps=by_night[night],
            )
            for night in nights_between(first, last)
        ]
        self.recorded = sum(night.state.is_recorded for night in self.nights)

    @property
    def before(self) -> tuple[date, date]:
        """Return the equally long period that ends the night before."""
        length = len(self.nights)
        return self.first - timedelta(days=length), self.first - timedelta(days=1)

    @property
    def pains(self) -> list[int]:
        return [cramp.pain for cramp in self.cramps if cramp.pain is not None]

    @property
    def durations_s(self) -> list[int]:
        """Return durations that are neither guessed nor of a forgotten stop."""
        return [
            cramp.duration_s
            for cramp in self.cramps
            if cramp.duration_s is not None
            and cramp.duration_basis is not DurationBasis.ESTIMATED
            and not (cramp.duration_basis is DurationBasis.TIMED and cramp.duration_s > 1_800)
        ]

    @property
    def disturbances(self) -> list[int]:
        return [one.sleep_disturbance for one in self.told if one.sleep_disturbance is not None]

    def state(self, state: NightState) -> int:
        return sum(night.state is state for night in self.nights)


def percent(part: int, whole: int) -> str:
    """Return a share, which is 0 or 100 only of none and all."""
    if 0 < part < whole and round(100 * part / whole) in {0, 100}:
        return "< 1 %" if 2 * part < whole else "> 99 %"
    return f"{round(100 * part / whole)} %" if whole else "0 %"


def figures(now: Counted, before: Counted) -> list[str]:
    """Return the five figures, each as one line of text."""
    is_compared = before.recorded >= _LEAST_NIGHTS

    def line(label: str, text: str, earlier: str) -> str:
        return f"{label} {text}" + (f" before: {earlier or 'too few'}" if is_compared else "")

    def thin(label: str, found: int, needed: int, what: str) -> str:
        return f"{label} \N{EN DASH} too few {what} ({found} of {needed} needed)"

    def middle(
        label: str,
        what: str,
        values: Callable[[Counted], Sequence[int]],
        words: Callable[[float], str],
    ) -> str:
        here, then = values(now), values(before)
        if len(here) < _LEAST_VALUES:
            return thin(label, len(here), _LEAST_VALUES, what)
        earlier = words(median(then)) if len(then) >= _LEAST_VALUES else ""
        text = f"{words(median(here))} noted for {len(here):,} of {len(now.cramps):,}"
        return line(label, text, earlier)

    def disturbed(values: Sequence[int]) -> str:
        return percent(len([value for value in values if value >= 4]), len(values))

    labels = ("Cramps per week", "Nights with cramps")
    if now.recorded < _LEAST_NIGHTS:
        said = [thin(label, now.recorded, _LEAST_NIGHTS, "nights recorded") for label in labels]
    else:
        here, then = rate(now.nights), rate(before.nights)
        low, high = here.cramps_per_week_low, here.cramps_per_week_high
        with_now, with_then = (one.state(NightState.WITH_CRAMPS) for one in (now, before))
        said = [
            line(
                labels[0],
                f"{7 * len(now.cramps) / now.recorded:.1f} 95 % interval {low:.1f} to {high:.1f}",
                f"{then.cramps_per_week:.1f}" if is_compared else "",
            ),
            line(
                labels[1],
                f"{percent(with_now, now.recorded)} {with_now:,} of {now.recorded:,} recorded",
                percent(with_then, before.recorded),
            ),
        ]
    said.append(middle("Pain, median", "pain ratings", lambda it: it.pains, _pain))
    said.append(middle("Duration, median", "durations", lambda it: it.durations_s, _duration))
    here_told, then_told = now.disturbances, before.disturbances
    if len(here_told) < _LEAST_NIGHTS:
        what = "nights with sleep noted"
        said.append(thin("Disturbed nights", len(here_told), _LEAST_NIGHTS, what))
    else:
        text = f"{disturbed(here_told)} of {len(here_told):,} with sleep noted"
        earlier = disturbed(then_told) if len(then_told) >= _LEAST_NIGHTS else ""
        said.append(line("Disturbed nights", text, earlier))
    return said


def coverage(now: Counted) -> list[str]:
    """Return how much is recorded, and how much of it was logged live."""
    said = ["none of them recorded"]
    if now.recorded:
        share = percent(now.recorded, len(now.nights))
        quiet = now.state(NightState.WITHOUT_CRAMPS)
        silent = now.state(NightState.NOT_RECORDED)
        counts = f"{now.recorded:,} recorded ({share}), {quiet:,} of them without cramps"
        said = [f"{counts}; {silent:,} not recorded"]
    for state, words in (
        (NightState.DONT_REMEMBER, "not remembered"),
        (NightState.NOT_TRACKING, "not tracked"),
    ):
        if now.state(state):
            said.append(f"{now.state(state):,} {words}")
    if now.cramps:
        live = len([cramp for cramp in now.cramps if cramp.provenance is Provenance.LIVE])
        said.append(f"{percent(live, len(now.cramps))} of the cramps logged live at night")
    return said


def period_cells(diary: Diary, now: Counted) -> "Counter[tuple[str, str]]":
    """Return nights recorded and rate of each row of the table of treatment periods."""
    phases: dict[object, list[Phase]] = {}
    for phase in diary.records(Phase):
        phases.setdefault(phase.treatment_id, []).append(phase)
    spans: list[tuple[date, date]] = []
    for treatment in diary.records(Treatment):
        taken = phases.get(treatment.id, [])
        if treatment.type is TreatmentKind.MEDICINE and any(
            phase.start < now.first and (phase.end is None or phase.end > now.last)
            for phase in taken
        ):
            continue
        spans += [
            (max(phase.start, now.first), min(phase.end or now.last, now.last))
            for phase in taken
            if phase.start <= now.last and (phase.end is None or phase.end >= now.first)
        ]
    found = [now.nights[(a - now.first).days : (b - now.first).days + 1] for a, b in spans]
    found += [
        free
        for free in _free(now, spans)
        if _FREE_NIGHTS <= len(free) < len(now.nights)
        and sum(night.state.is_recorded for night in free) >= _LEAST_NIGHTS
    ]
    return Counter(map(_cells, found))


def lab_cells(diary: Diary, now: Counted) -> "Counter[tuple[str, str]]":
    """Return day and value, as the laboratory wrote it, of each lab result of the nights."""
    morning = now.last + timedelta(days=1)
    has_year = len(now.nights) >= 365
    return Counter(
        (
            day_words(lab.taken_on, year=True).removesuffix(
                "" if has_year else f" {lab.taken_on.year}"
            ),
            f"{lab.value:f}",
        )
        for lab in diary.records(LabResult)
        if now.first <= lab.taken_on <= morning
    )


def _cells(nights: Sequence[NightCount]) -> tuple[str, str]:
    recorded = [night for night in nights if night.state.is_recorded]
    cramps = sum(night.cramps for night in recorded)
    counted = f"{len(recorded):,} of {len(nights):,}"
    if len(recorded) < _LEAST_NIGHTS:
        what = "1 cramp" if cramps == 1 else f"{cramps:,} cramps"
        return counted, f"{what}, too few nights for a rate"
    found = rate(nights)
    low, high = found.cramps_per_week_low, found.cramps_per_week_high
    return counted, f"{7 * cramps / len(recorded):.1f} ({low:.1f} to {high:.1f})"


def _free(now: Counted, spans: Sequence[tuple[date, date]]) -> list[list[NightCount]]:
    """Return the stretches of nights in which nothing was taken."""
    taken = {night for span in spans for night in nights_between(*span)}
    found: list[list[NightCount]] = [[]]
    for night in now.nights:
        if night.night in taken:
            found.append([])
        else:
            found[-1].append(night)
    return [stretch for stretch in found if stretch]


def _pain(value: float) -> str:
    return f"{value:g} of 10"


def _duration(value: float) -> str:
    seconds = round(value)
    return duration_words(seconds if seconds < 600 else 60 * round(seconds / 60))
