"""Treatments and lab results as a clinician records them; catalogues of one's own."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Who chose a treatment moves to its phases: in the rows, and in the list of changes, so that each
# can still be undone. Where a treatment is in the bin, its last change still says who chose it.
_WHO_CHOSE = (
    """
    UPDATE phase SET prescribed = (
        SELECT prescribed FROM treatment WHERE treatment.id = phase.treatment_id
    )
    """,
    """
    UPDATE change SET before = json_set(before, '$.prescribed', (
        SELECT prescribed FROM treatment
        WHERE treatment.id = json_extract(change.before, '$.treatment_id')
        UNION ALL
        SELECT * FROM (
            SELECT json_extract(known.before, '$.prescribed') FROM change AS known
            WHERE known.kind = 'treatment' AND known.before IS NOT NULL
                AND known.record_id = json_extract(change.before, '$.treatment_id')
            ORDER BY known.number DESC LIMIT 1
        )
        LIMIT 1
    ))
    WHERE kind = 'phase' AND before IS NOT NULL
    """,
    """
    UPDATE change SET after = json_set(after, '$.prescribed', (
        SELECT prescribed FROM treatment
        WHERE treatment.id = json_extract(change.after, '$.treatment_id')
        UNION ALL
        SELECT * FROM (
            SELECT json_extract(known.before, '$.prescribed') FROM change AS known
            WHERE known.kind = 'treatment' AND known.before IS NOT NULL
                AND known.record_id = json_extract(change.after, '$.treatment_id')
            ORDER BY known.number DESC LIMIT 1
        )
        LIMIT 1
    ))
    WHERE kind = 'phase' AND after IS NOT NULL
    """,
    """
    UPDATE change SET before = json_remove(before, '$.prescribed')
    WHERE kind = 'treatment' AND before IS NOT NULL
    """,
    """
    UPDATE change SET after = json_remove(after, '$.prescribed')
    WHERE kind = 'treatment' AND after IS NOT NULL
    """,
)


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=True)


def _number(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=default is None, server_default=default)


def upgrade() -> None:
    """Add what is new; who chose a treatment moves from the treatment to each of its phases."""
    for column in (_maybe("substance"), _text("contents")):
        op.add_column("treatment", column)
    for added in (
        _text("form"),
        _maybe("basis"),
        _number("times_a_day", "1"),
        _maybe("weekday"),
        _number("at_bedtime", "0"),
        _number("prescribed"),
        _text("reason"),
        _text("note"),
    ):
        op.add_column("phase", added)
    op.add_column("dose", _number("count"))
    for new in (_text("range_text"), _number("fasting")):
        op.add_column("lab", new)
    for limit, value in (("vitamin_d_deficient_below", "20"), ("vitamin_d_sufficient_above", "30")):
        op.add_column("preferences", _text(limit, value))
    op.create_table(
        "own_entry",
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("catalogue", "name")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("also_called", "unit")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("other_unit", "note")),
        *map(_maybe, ("nutrient", "factor", "low", "high")),
        sa.PrimaryKeyConstraint("id", name="pk_own_entry"),
    )
    for statement in _WHO_CHOSE:
        op.execute(statement)
    op.drop_column("treatment", "prescribed")
    op.execute("PRAGMA user_version = 3")
