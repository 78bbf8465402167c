"""The night and the morning after: doses by exception, where a duration comes from, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    """Add a table and three columns; what is there stays as it is."""
    op.create_table(
        "dose",
        _text("id"),
        _text("treatment_id"),
        _text("day"),
        _text("status"),
        _text("provenance"),
        sa.ForeignKeyConstraint(["treatment_id"], ["treatment.id"], name="fk_dose_treatment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dose"),
    )
    op.create_index("ix_dose_treatment_id", "dose", ["treatment_id"])
    op.create_index("ix_dose_day", "dose", ["day"])
    op.add_column("cramp", sa.Column("duration_basis", sa.String(), nullable=True))
    op.add_column(
        "preferences", sa.Column("night_start", sa.String(), nullable=False, server_default="auto")
    )
    op.add_column("preferences", sa.Column("reminder_min", sa.Integer(), nullable=True))
    op.execute("PRAGMA user_version = 2")
