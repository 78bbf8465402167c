"""The diary on disk: SQLAlchemy, Alembic and the SQLite driver live here and nowhere else.

Rows never leave this package; what leaves are the domain's frozen records.
"""
