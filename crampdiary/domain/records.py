"""The records a diary is made of: frozen, complete, and valid from construction on."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid4

from crampdiary.domain.checks import MAX_NAME, check_day, check_range, check_span, check_text
from crampdiary.domain.choices import (
    Comparator,
    DoseBasis,
    DoseStatus,
    DurationBasis,
    EveningTag,
    Provenance,
    Relief,
    Side,
    Sign,
    Site,
    Soreness,
    TreatmentKind,
    Weekday,
)
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ids import dose_id, night_id
from crampdiary.domain.ingredients import Ingredient, check_contents
from crampdiary.domain.nights import LocalInstant, NightState
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.report_choices import ReportChoices

MAX_DURATION_S = 24 * 3600
# Cramps last seconds to minutes; one that was timed longer than this had its stop forgotten.
FORGOTTEN_S = 30 * 60
MAX_DOSES_A_DAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What was said about one night and the evening before it.

    `answer` is None where nobody answered for the night itself (then its cramps, if any, decide).
    `tags` is None where nobody was asked, and empty where nothing was out of the ordinary.
    """

    kind: ClassVar[str] = "night"

    night: date
    id: UUID = field(default=UUID(int=0))
    answer: NightState | None = None
    fluids_ml: int | None = None
    tags: frozenset[EveningTag] | None = None
    sleep_disturbance: int | None = None
    soreness: Soreness | None = None
    note: str = ""
    provenance: Provenance = Provenance.NEXT_MORNING

    def __post_init__(self) -> None:
        """Check every field; the id follows from the date."""
        object.__setattr__(self, "id", night_id(self.night))
        check_day("night", self.night)
        if self.answer in {NightState.WITH_CRAMPS, NightState.NOT_RECORDED}:
            raise InvalidValueError(
                field="answer",
                problem="unknown_choice",
                value=self.answer,
                allowed="without_cramps, dont_remember, not_tracking",
            )
        check_range("fluids_ml", self.fluids_ml, 0, 20_000)
        check_range("sleep_disturbance", self.sleep_disturbance, 0, 10)
        check_text("note", self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cramp:
    """One episode. Without `start_utc` only its night is known (a count copied from paper).

    `start_utc` is aware UTC; `zone` and `offset_min` are what was in force where it was logged.
    `is_open` means that it is still going; then `duration_s` is None. `duration_basis` says where a
    duration comes from; None where nobody noted that.
    """

    kind: ClassVar[str] = "cramp"

    night: date
    id: UUID = field(default_factory=uuid4)
    start_utc: datetime | None = None
    zone: str | None = None
    offset_min: int | None = None
    is_open: bool = False
    duration_s: int | None = None
    duration_basis: DurationBasis | None = None
    pain: int | None = None
    side: Side | None = None
    sites: frozenset[Site] = frozenset()
    woke_me: bool | None = None
    helped: frozenset[Relief] = frozenset()
    signs: frozenset[Sign] = frozenset()
    medicine_taken: str = ""
    note: str = ""
    provenance: Provenance = Provenance.LIVE

    def __post_init__(self) -> None:
        """Check every field and that an instant comes with its zone and offset, or without both."""
        check_day("night", self.night)
        timed = {self.start_utc is None, self.zone is None, self.offset_min is None}
        if len(timed) > 1:
            raise InvalidValueError(field="start", problem="incomplete", value=self.start_utc)
        if self.start_utc is not None and self.start_utc.utcoffset() != UTC.utcoffset(None):
            raise InvalidValueError(field="start", problem="not_utc", value=self.start_utc)
        if self.is_open and (self.start_utc is None or self.duration_s is not None):
            raise InvalidValueError(
                field="duration", problem="open_and_ended", value=self.duration_s
            )
        check_range("duration", self.duration_s, 0, MAX_DURATION_S)
        if self.duration_s is None and self.duration_basis is not None:
            raise InvalidValueError(
                field="duration", problem="incomplete", value=self.duration_basis
            )
        check_range("pain", self.pain, 0, 10)
        check_text("medicine_taken", self.medicine_taken, limit=MAX_NAME)
        check_text("note", self.note)

    @property
    def start(self) -> LocalInstant | None:
        """Return when it began, with its zone, or None where only the night is known."""
        if self.start_utc is None or self.zone is None or self.offset_min is None:
            return None
        return LocalInstant(utc=self.start_utc, zone=self.zone, offset_min=self.offset_min)

    @property
    def is_long(self) -> bool:
        """Tell whether it was timed for so long that its stop was probably forgotten."""
        is_timed = self.duration_basis is DurationBasis.TIMED
        return is_timed and (self.duration_s or 0) > FORGOTTEN_S

    @property
    def measured_s(self) -> int | None:
        """Return the duration where statistics may use it: neither guessed nor forgotten."""
        is_guess = self.duration_basis is DurationBasis.ESTIMATED
        return None if is_guess or self.is_long else self.duration_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """A supplement or a medicine; when and how much stands in its phases.

    `substance` is the key of the catalogue entry it counts as; None where its name decides, and
    empty where it is none of them. `contents` are what one unit of its dose contains.
    """

    kind: ClassVar[str] = "treatment"

    name: str
    id: UUID = field(default_factory=uuid4)
    type: TreatmentKind = TreatmentKind.SUPPLEMENT
    substance: str | None = None
    contents: tuple[Ingredient, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Check the texts and the contents."""
        check_text("name", self.name, limit=MAX_NAME, required=True)
        check_text("substance", self.substance or "", limit=MAX_NAME)
        check_contents(self.contents)
        check_text("note", self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One dose regimen of a treatment: `dose` `unit` every `every_days` days from `start` to `end`.

    Both days are included; `end` None is ongoing; `every_days` None is "as needed"; 1 is daily, 7
    weekly. On such a day the dose is taken `times_a_day` times; with `weekday` the first such day
    of the week counts, else `start` itself. `dose` None is an amount nobody noted. `basis` says
    what the weight of a salt means, None where nobody noted that; `prescribed` None is not noted.
    """

    kind: ClassVar[str] = "phase"

    treatment_id: UUID
    start: date
    id: UUID = field(default_factory=uuid4)
    end: date | None = None
    dose: Decimal | None = None
    unit: str = ""
    form: str = ""
    basis: DoseBasis | None = None
    every_days: int | None = 1
    times_a_day: int = 1
    weekday: Weekday | None = None
    at_bedtime: bool = False
    prescribed: bool | None = None
    reason: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Check days, dose, rhythm and texts."""
        check_day("from", self.start)
        check_day("to", self.end)
        check_span(self.start, self.end)
        check_range("dose", self.dose, 0, 10_000_000)
        check_range("every", self.every_days, 1, 366)
        check_range("times_a_day", self.times_a_day, 1, MAX_DOSES_A_DAY if self.every_days else 1)
        if self.weekday is not None and (self.every_days is None or self.every_days % 7):
            raise InvalidValueError(
                field="weekday", problem="not_weekly", value=self.weekday, allowed="a weekly rhythm"
            )
        check_text("unit", self.unit, limit=40, required=self.dose is not None)
        check_text("form", self.form, limit=MAX_NAME)
        check_text("reason", self.reason, limit=1_000)
        check_text("note", self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """What was otherwise than planned with a treatment on one day; planned is taken unless said.

    `count` is how many of the day's doses it is about; None is all that were planned, or one that
    was extra.
    """

    kind: ClassVar[str] = "dose"

    treatment_id: UUID
    day: date
    id: UUID = field(default=UUID(int=0))
    status: DoseStatus = DoseStatus.MISSED
    count: int | None = None
    provenance: Provenance = Provenance.NEXT_MORNING

    def __post_init__(self) -> None:
        """Check day and count; the id follows from treatment and day."""
        check_day("day", self.day)
        check_range("count", self.count, 1, MAX_DOSES_A_DAY)
        object.__setattr__(self, "id", dose_id(self.treatment_id, self.day))


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One value as the laboratory wrote it: digits, comparator, unit and the lab's own range.

    `range_text` is the range as printed where `range_low` and `range_high` alone do not say it,
    such as "<0.41" or "negative".
    """

    kind: ClassVar[str] = "lab"

    test: str
    value: Decimal
    unit: str
    taken_on: date
    id: UUID = field(default_factory=uuid4)
    comparator: Comparator | None = None
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    range_text: str = ""
    fasting: bool | None = None
    laboratory: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Check the value, the range and the texts."""
        check_text("test", self.test, limit=MAX_NAME, required=True)
        check_text("unit", self.unit, limit=40)
        check_day("on", self.taken_on)
        for name, value in (
            ("value", self.value),
            ("low", self.range_low),
            ("high", self.range_high),
        ):
            check_range(name, value, 0, 10_000_000)
        if (
            self.range_low is not None
            and self.range_high is not None
            and self.range_high < self.range_low
        ):
            raise InvalidValueError(
                field="high",
                problem="ends_before_start",
                value=self.range_high,
                allowed=f"{self.range_low} or more",
            )
        check_text("range_text", self.range_text, limit=MAX_NAME)
        check_text("laboratory", self.laboratory, limit=MAX_NAME)
        check_text("note", self.note)

    @property
    def flag(self) -> str:
        """Return `low` or `high` against the lab's own range, or an empty string.

        A limit value (`< 20`) is flagged only where it settles the matter.
        """
        from crampdiary.domain.intervals import flag_of  # noqa: PLC0415 - a press waits for none

        return flag_of(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition that may contribute, such as diabetes or pregnancy, with its dates if known."""

    kind: ClassVar[str] = "condition"

    name: str
    id: UUID = field(default_factory=uuid4)
    since: date | None = None
    until: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Check days and texts."""
        check_text("name", self.name, limit=MAX_NAME, required=True)
        check_day("since", self.since)
        check_day("until", self.until)
        check_span(self.since, self.until)
        check_text("note", self.note)


# What a person set, not what happened: never in the bin, and nobody's entry.
Setting = Preferences | ReportChoices
Entry = Night | Cramp | Treatment | Phase | Dose | LabResult | Condition | OwnEntry
Record = Entry | Setting
# In the order in which a file is taken in: treatments before the phases that point at them.
RECORD_TYPES: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (
        *(Preferences, Treatment, Phase, Dose, Night, Cramp, LabResult, Condition, OwnEntry),
        ReportChoices,
    )
}
