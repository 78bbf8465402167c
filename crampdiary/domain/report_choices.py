"""What a person chose for the page for the doctor, kept until the next visit."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from crampdiary.domain.checks import check_day, check_span, check_text
from crampdiary.domain.choices import ReportPart, ReportPeriod
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ids import NAMESPACE

REPORT_CHOICES_ID = uuid5(NAMESPACE, "report choices")
PAPERS = ("a4", "letter")
# So long a question stands whole on the page beside two others, unless much else is told there.
MAX_QUESTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoices:
    """One record a diary has; nothing in it is about a night.

    `treatment_id` is the treatment since whose start the page tells, `first` and `last` are the own
    dates; each is kept while another `period` is chosen. An empty `paper` is the country's.
    """

    kind: ClassVar[str] = "report_choices"

    id: UUID = REPORT_CHOICES_ID
    period: ReportPeriod = ReportPeriod.NINE_MONTHS
    treatment_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    visit_on: date | None = None
    paper: str = ""
    with_name: bool = False
    is_grey: bool = False
    parts: frozenset[ReportPart] = field(default_factory=frozenset)
    question_1: str = ""
    question_2: str = ""
    question_3: str = ""

    def __post_init__(self) -> None:
        """Check days, texts and the paper."""
        for name in ("first", "last", "visit_on"):
            check_day(name, getattr(self, name))
        check_span(self.first, self.last)
        for name in ("question_1", "question_2", "question_3"):
            check_text(name, getattr(self, name), limit=MAX_QUESTION)
        if self.paper not in {"", *PAPERS}:
            raise InvalidValueError(
                field="paper",
                problem="unknown_choice",
                value=self.paper,
                allowed=", ".join(PAPERS),
            )

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions that are asked, in order."""
        asked = (self.question_1, self.question_2, self.question_3)
        return tuple(text.strip() for text in asked if text.strip())
