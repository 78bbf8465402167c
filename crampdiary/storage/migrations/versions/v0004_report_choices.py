"""What a person chose for the page for the doctor."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; a diary has at most one row in it."""
    texts = ("period", "paper", "parts", "question_1", "question_2", "question_3")
    op.create_table(
        "report_choices",
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("with_name", "is_grey")),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("treatment_id", "first", "last", "visit_on")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_report_choices"),
    )
    op.execute("PRAGMA user_version = 4")
