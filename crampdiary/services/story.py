"""What a treatment's phases amount to on a given day: its stage, badges, adherence, and words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID

from crampdiary.domain.adherence import Adherence, adherence, adherence_words
from crampdiary.domain.catalogues.supplements import Supplements, supplements
from crampdiary.domain.intakes import DailyAmount, nutrients_of
from crampdiary.domain.phrases import choice_words, day_words, dose_words
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.services.equivalents import equivalent_words, plain_words

COURSE, PRESCRIBED = "prescribed course", "prescribed"


class Stage(IntEnum):
    """Where a treatment stands, in the order in which the page shows it."""

    TAKING = 0
    PLANNED = 1
    ENDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPhase:
    """One phase with what came of it and what it gives a day on average."""

    phase: Phase
    adherence: Adherence
    nutrients: tuple[DailyAmount, ...]

    @property
    def equivalent(self) -> str:
        """Return what it gives a day: "2,000 IU (50 µg) a day", or why that is not known."""
        return equivalent_words(self.phase, self.nutrients)

    @property
    def taken_words(self) -> str:
        """Return "94 % taken (29 of 31)", or nothing where nothing was due yet."""
        return adherence_words(self.adherence)

    @property
    def taken_in_short(self) -> str:
        """Return "94 % taken" without the count."""
        return self.taken_words.partition(" (")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A treatment with its phases (earliest first) as seen on `today`.

    `taken` are the same phases with what came of them.
    """

    treatment: Treatment
    taken: tuple[TakenPhase, ...]
    today: date

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Return the phases, earliest first."""
        return tuple(one.phase for one in self.taken)

    @property
    def main_taken(self) -> TakenPhase | None:
        """Return the phase that matters today: the present one, else the next, else the last."""
        for one in self.taken:
            if one.phase.end is None or one.phase.end >= self.today:
                return one
        return self.taken[-1] if self.taken else None

    @property
    def main(self) -> Phase | None:
        """Return the record of the phase that matters today."""
        found = self.main_taken
        return None if found is None else found.phase

    @property
    def stage(self) -> Stage:
        """Return whether it is taken now, yet to begin (also after a pause), or over."""
        main = self.main
        if main is None or (main.end is not None and main.end < self.today):
            return Stage.ENDED
        return Stage.TAKING if main.start <= self.today else Stage.PLANNED

    @property
    def choice(self) -> str:
        """Return whose choice: "prescribed course, then own choice", "own choice", or nothing.

        What was prescribed for a time and was followed by something else is called a course.
        """
        said = choice_words(self.phases)
        begun = [phase for phase in self.phases if phase.prescribed is not None]
        is_course = len(begun) > 1 and begun[0].prescribed and begun[0].end is not None
        return said.replace(PRESCRIBED, COURSE, 1) if is_course and ", then " in said else said

    @property
    def badges(self) -> tuple[str, ...]:
        """Return the words beside the name: who chose it, and whether it is as needed."""
        as_needed = self.main is not None and self.main.every_days is None
        return tuple(filter(None, (self.choice, "as needed" if as_needed else "")))

    @property
    def line(self) -> str:
        """Return what matters today, such as "Now 2,000 IU (50 µg) a day, since 11 May 2026"."""
        main = self.main_taken
        if main is None:
            return "No dates recorded"
        said = f"{self._dose_of(main)}, {span_words(main.phase, self.today)}"
        match self.stage:
            case Stage.TAKING:
                return f"Now {said}"
            case Stage.PLANNED:
                return f"Planned: {said}"
            case _:
                return ("Last: " if len(self.taken) > 1 else "") + said

    @property
    def equivalent(self) -> str:
        """Return the daily equivalent of what matters today, where `line` does not say it."""
        main = self.main_taken
        return "" if main is None or plain_words(main.phase, main.nutrients) else main.equivalent

    @property
    def others(self) -> tuple[str, ...]:
        """Return the phases before and after, with what was taken: "Before: ...", "Later: ..."."""
        return tuple(self._other_words(one) for one in self.taken if one.phase is not self.main)

    @property
    def adherence_lines(self) -> tuple[str, ...]:
        """Return each phase with its count: "2,000 IU daily, since ...: 94 % taken (29 of 31)"."""
        return tuple(
            f"{phase_words(one.phase, self.today)}: {one.taken_words}"
            for one in self.taken
            if one.taken_words
        )

    def _other_words(self, one: TakenPhase) -> str:
        is_before = self.main is not None and one.phase.start < self.main.start
        words = f"{'Before' if is_before else 'Later'}: {phase_words(one.phase, self.today)}"
        return ", ".join(filter(None, (words, one.taken_in_short)))

    @staticmethod
    def _dose_of(one: TakenPhase) -> str:
        return plain_words(one.phase, one.nutrients) or dose_words(one.phase)


def span_words(phase: Phase, today: date | None = None) -> str:
    """Return when a phase is: "since 11 May 2026", "16 Mar to 10 May 2026", "on 5 May 2026".

    One that begins after `today` is "from 1 Dec 2026".
    """
    if phase.end is None:
        word = "from" if today is not None and phase.start > today else "since"
        return f"{word} {day_words(phase.start, year=True)}"
    start = day_words(phase.start, year=True)
    if phase.start == phase.end:
        return f"on {start}"
    if phase.start.year == phase.end.year:
        start = start.removesuffix(f" {phase.start.year}")
    return f"{start} to {day_words(phase.end, year=True)}"


def phase_words(phase: Phase, today: date | None = None) -> str:
    """Return a phase in full: "50,000 IU weekly, 16 Mar to 10 May 2026"."""
    return f"{dose_words(phase)}, {span_words(phase, today)}"


def stories(
    found: Iterable[tuple[Treatment, Iterable[Phase]]],
    today: date,
    *,
    doses: Mapping[UUID, Sequence[Dose]] | None = None,
    catalogue: Supplements | None = None,
) -> list[Story]:
    """Return treatments as stories: taken now, planned, ended; within these as they were begun.

    `doses` are the exceptions by treatment; `catalogue` the supplements with the person's own.
    """
    told, known = doses or {}, catalogue or supplements()
    made = [
        Story(
            treatment=treatment,
            taken=tuple(
                TakenPhase(
                    phase=phase,
                    adherence=adherence(phase, told.get(treatment.id, ()), today),
                    nutrients=nutrients_of(treatment, phase, known),
                )
                for phase in sorted(phases, key=lambda phase: (phase.start, str(phase.id)))
            ),
            today=today,
        )
        for treatment, phases in found
    ]
    return sorted(made, key=lambda story: story.stage)
