"""What a treatment's phases amount to on a given day: its stage, badges and lines of text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from crampdiary.domain.phrases import choice_words, day_words, dose_words
from crampdiary.domain.records import Phase, Treatment


class Stage(IntEnum):
    """Where a treatment stands, in the order in which the page shows it."""

    TAKING = 0
    PLANNED = 1
    ENDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A treatment with its phases (earliest first) as seen on `today`."""

    treatment: Treatment
    phases: tuple[Phase, ...]
    today: date

    @property
    def main(self) -> Phase | None:
        """Return the phase that matters today: the present one, else the next, else the last."""
        for phase in self.phases:
            if phase.end is None or phase.end >= self.today:
                return phase
        return self.phases[-1] if self.phases else None

    @property
    def stage(self) -> Stage:
        """Return whether it is taken now, yet to begin (also after a pause), or over."""
        main = self.main
        if main is None or (main.end is not None and main.end < self.today):
            return Stage.ENDED
        return Stage.TAKING if main.start <= self.today else Stage.PLANNED

    @property
    def badges(self) -> tuple[str, ...]:
        """Return the words beside the name: who chose it, and where it stands."""
        found = []
        if choice_words(self.phases):
            found.append(choice_words(self.phases))
        if self.main is not None and self.main.every_days is None:
            found.append("as needed")
        if self.stage is not Stage.TAKING and self.main is not None:
            found.append(self.stage.name.lower())
        return tuple(found)

    @property
    def line(self) -> str:
        """Return what matters today, such as "Now 2,000 IU daily, since 11 May 2026"."""
        main = self.main
        if main is None:
            return "No dates recorded"
        match self.stage:
            case Stage.TAKING:
                return f"Now {phase_words(main, self.today)}"
            case Stage.PLANNED:
                return f"Planned: {phase_words(main, self.today)}"
            case _:
                return ("Last: " if len(self.phases) > 1 else "") + phase_words(main)

    @property
    def others(self) -> tuple[str, ...]:
        """Return the phases before and after in full: "Before: ...", "Later: ..."."""
        main = self.main
        return tuple(
            f"{'Before' if main is not None and phase.start < main.start else 'Later'}: "
            f"{phase_words(phase, self.today)}"
            for phase in self.phases
            if phase is not main
        )


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


def stories(found: Iterable[tuple[Treatment, Iterable[Phase]]], today: date) -> list[Story]:
    """Return treatments as stories: taken now, planned, ended; within these as they were begun."""
    told = [
        Story(
            treatment=treatment,
            phases=tuple(sorted(phases, key=lambda phase: (phase.start, str(phase.id)))),
            today=today,
        )
        for treatment, phases in found
    ]
    return sorted(told, key=lambda story: story.stage)
