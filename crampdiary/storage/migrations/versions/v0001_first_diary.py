"""The first diary: all kinds of records, and the list of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _record_table(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.Constraint) -> None:
    op.create_table(name, _text("id"), *columns, sa.PrimaryKeyConstraint("id", name=f"pk_{name}"))


def upgrade() -> None:
    """Create every table and mark the file as a diary."""
    _record_table(
        "night",
        _text("night"),
        _text("answer", nullable=True),
        _number("fluids_ml", nullable=True),
        _text("tags", nullable=True),
        _number("sleep_disturbance", nullable=True),
        _text("soreness", nullable=True),
        _text("note"),
        _text("provenance"),
        sa.UniqueConstraint("night", name="uq_night_night"),
    )
    _record_table(
        "cramp",
        _text("night"),
        _text("start_utc", nullable=True),
        _text("zone", nullable=True),
        _number("offset_min", nullable=True),
        _number("is_open"),
        _number("duration_s", nullable=True),
        _number("pain", nullable=True),
        _text("side", nullable=True),
        _text("sites"),
        _number("woke_me", nullable=True),
        _text("helped"),
        _text("signs"),
        _text("medicine_taken"),
        _text("note"),
        _text("provenance"),
    )
    op.create_index("ix_cramp_night", "cramp", ["night", "start_utc"])
    op.create_index("ix_cramp_is_open", "cramp", ["is_open"])
    _record_table(
        "treatment",
        _text("name"),
        _text("type"),
        _number("prescribed", nullable=True),
        _text("note"),
    )
    _record_table(
        "phase",
        _text("treatment_id"),
        _text("start"),
        _text("end", nullable=True),
        _text("dose", nullable=True),
        _text("unit"),
        _number("every_days", nullable=True),
        sa.ForeignKeyConstraint(["treatment_id"], ["treatment.id"], name="fk_phase_treatment_id"),
    )
    op.create_index("ix_phase_treatment_id", "phase", ["treatment_id"])
    _record_table(
        "lab",
        _text("test"),
        _text("value"),
        _text("unit"),
        _text("taken_on"),
        _text("comparator", nullable=True),
        _text("range_low", nullable=True),
        _text("range_high", nullable=True),
        _text("laboratory"),
        _text("note"),
    )
    op.create_index("ix_lab_taken_on", "lab", ["taken_on"])
    _record_table(
        "condition",
        _text("name"),
        _text("since", nullable=True),
        _text("until", nullable=True),
        _text("note"),
    )
    _record_table(
        "preferences",
        _number("glass_ml"),
        _number("boundary_hour"),
        _text("night_colours"),
        _number("night_from_hour"),
        _number("night_to_hour"),
        _text("person_name"),
        _number("birth_year", nullable=True),
        _number("is_demo"),
    )
    op.create_table(
        "batch",
        _number("number"),
        _text("id"),
        _text("label"),
        _text("at"),
        _text("reverts", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_batch"),
        sa.UniqueConstraint("id", name="uq_batch_id"),
    )
    op.create_table(
        "change",
        _number("number"),
        _number("batch"),
        _text("kind"),
        _text("record_id"),
        _text("before", nullable=True),
        _text("after", nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["batch.number"], name="fk_change_batch"),
        sa.PrimaryKeyConstraint("number", name="pk_change"),
    )
    op.create_index("ix_change_batch", "change", ["batch"])
    op.create_index("ix_change_record_id", "change", ["record_id"])
    op.execute("PRAGMA application_id = 0x43524D50")
    op.execute("PRAGMA user_version = 1")
