"""The tables: one per kind of record, columns named as its fields, and the list of changes.

Values are plain (text, whole numbers) as `domain.codec` writes them, so that any tool that reads
SQLite reads the diary.
"""

from sqlalchemy import ForeignKey, Index, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What all tables share: names of constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RecordRow(Base):
    """A row that stands for one record of the domain."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


class NightRow(RecordRow):
    """See `domain.records.Night`."""

    __tablename__ = "night"

    night: Mapped[str] = mapped_column(unique=True)
    answer: Mapped[str | None]
    fluids_ml: Mapped[int | None]
    tags: Mapped[str | None]
    sleep_disturbance: Mapped[int | None]
    soreness: Mapped[str | None]
    note: Mapped[str]
    provenance: Mapped[str]


class CrampRow(RecordRow):
    """See `domain.records.Cramp`."""

    __tablename__ = "cramp"
    __table_args__ = (
        Index("ix_cramp_night", "night", "start_utc"),
        Index("ix_cramp_is_open", "is_open"),
    )

    night: Mapped[str]
    start_utc: Mapped[str | None]
    zone: Mapped[str | None]
    offset_min: Mapped[int | None]
    is_open: Mapped[int]
    duration_s: Mapped[int | None]
    duration_basis: Mapped[str | None]
    pain: Mapped[int | None]
    side: Mapped[str | None]
    sites: Mapped[str]
    woke_me: Mapped[int | None]
    helped: Mapped[str]
    signs: Mapped[str]
    medicine_taken: Mapped[str]
    note: Mapped[str]
    provenance: Mapped[str]


class TreatmentRow(RecordRow):
    """See `domain.records.Treatment`."""

    __tablename__ = "treatment"

    name: Mapped[str]
    type: Mapped[str]
    substance: Mapped[str | None]
    contents: Mapped[str]
    note: Mapped[str]


class PhaseRow(RecordRow):
    """See `domain.records.Phase`."""

    __tablename__ = "phase"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    start: Mapped[str]
    end: Mapped[str | None]
    dose: Mapped[str | None]
    unit: Mapped[str]
    form: Mapped[str]
    basis: Mapped[str | None]
    every_days: Mapped[int | None]
    times_a_day: Mapped[int]
    weekday: Mapped[str | None]
    at_bedtime: Mapped[int]
    prescribed: Mapped[int | None]
    reason: Mapped[str]
    note: Mapped[str]


class DoseRow(RecordRow):
    """See `domain.records.Dose`."""

    __tablename__ = "dose"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    day: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    count: Mapped[int | None]
    provenance: Mapped[str]


class LabRow(RecordRow):
    """See `domain.records.LabResult`."""

    __tablename__ = "lab"

    test: Mapped[str]
    value: Mapped[str]
    unit: Mapped[str]
    taken_on: Mapped[str] = mapped_column(index=True)
    comparator: Mapped[str | None]
    range_low: Mapped[str | None]
    range_high: Mapped[str | None]
    range_text: Mapped[str]
    fasting: Mapped[int | None]
    laboratory: Mapped[str]
    note: Mapped[str]


class ConditionRow(RecordRow):
    """See `domain.records.Condition`."""

    __tablename__ = "condition"

    name: Mapped[str]
    since: Mapped[str | None]
    until: Mapped[str | None]
    note: Mapped[str]


class OwnEntryRow(RecordRow):
    """See `domain.own_entries.OwnEntry`."""

    __tablename__ = "own_entry"

    catalogue: Mapped[str]
    name: Mapped[str]
    also_called: Mapped[str]
    nutrient: Mapped[str | None]
    unit: Mapped[str]
    other_unit: Mapped[str]
    factor: Mapped[str | None]
    low: Mapped[str | None]
    high: Mapped[str | None]
    note: Mapped[str]


class PreferencesRow(RecordRow):
    """See `domain.records.Preferences`; at most one row."""

    __tablename__ = "preferences"

    glass_ml: Mapped[int]
    boundary_hour: Mapped[int]
    night_colours: Mapped[str]
    night_from_hour: Mapped[int]
    night_to_hour: Mapped[int]
    night_start: Mapped[str]
    reminder_min: Mapped[int | None]
    vitamin_d_deficient_below: Mapped[str]
    vitamin_d_sufficient_above: Mapped[str]
    person_name: Mapped[str]
    birth_year: Mapped[int | None]
    is_demo: Mapped[int]


class ReportChoicesRow(RecordRow):
    """See `domain.report_choices.ReportChoices`; at most one row."""

    __tablename__ = "report_choices"

    period: Mapped[str]
    treatment_id: Mapped[str | None]
    first: Mapped[str | None]
    last: Mapped[str | None]
    visit_on: Mapped[str | None]
    paper: Mapped[str]
    with_name: Mapped[int]
    is_grey: Mapped[int]
    parts: Mapped[str]
    question_1: Mapped[str]
    question_2: Mapped[str]
    question_3: Mapped[str]


class BatchRow(Base):
    """One transaction of the list of changes; `number` gives the order."""

    __tablename__ = "batch"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    at: Mapped[str]
    reverts: Mapped[str | None]


class ChangeRow(Base):
    """One edit: the record before and after as JSON (null where there was or is none)."""

    __tablename__ = "change"

    number: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[int] = mapped_column(ForeignKey("batch.number"), index=True)
    kind: Mapped[str]
    record_id: Mapped[str] = mapped_column(index=True)
    before: Mapped[str | None]
    after: Mapped[str | None]


TABLE_OF_KIND: dict[str, type[RecordRow]] = {
    "night": NightRow,
    "cramp": CrampRow,
    "treatment": TreatmentRow,
    "phase": PhaseRow,
    "dose": DoseRow,
    "lab": LabRow,
    "condition": ConditionRow,
    "own_entry": OwnEntryRow,
    "preferences": PreferencesRow,
    "report_choices": ReportChoicesRow,
}
