"""What a person chose for the report: which nights, for which visit, who it names, what follows."""

from dataclasses import dataclass
from datetime import date

from crampdiary.domain.checks import check_day, check_text
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.report_choices import MAX_QUESTION

MAX_QUESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the person chose; `name` and `birth_year` None leave the identity out."""

    first: date
    last: date
    on: date
    name: str | None = None
    birth_year: int | None = None
    questions: tuple[str, ...] = ()
    parts: frozenset[ReportPart] = frozenset()
    is_grey: bool = False

    def __post_init__(self) -> None:
        """Check the days, that the period runs forward, and that the questions are few."""
        for field, day in (("from", self.first), ("to", self.last), ("visit", self.on)):
            check_day(field, day)
        if self.last < self.first:
            raise InvalidValueError(
                field="to",
                problem="ends_before_start",
                value=self.last,
                allowed=f"{self.first} or later",
            )
        if len(self.questions) > MAX_QUESTIONS:
            raise InvalidValueError(
                field="questions",
                problem="out_of_range",
                value=len(self.questions),
                allowed=f"up to {MAX_QUESTIONS}",
            )
        for question in self.questions:
            check_text("question", question, limit=MAX_QUESTION)
