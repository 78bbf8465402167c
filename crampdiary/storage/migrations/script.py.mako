"""${message}."""

from alembic import op
import sqlalchemy as sa

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Change the tables, then set the version that the app compares."""
    ${upgrades if upgrades else "op.execute('PRAGMA user_version = ...')"}
