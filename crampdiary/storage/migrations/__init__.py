"""Alembic's scripts. Frozen: they import nothing of ours, so an old one keeps its meaning."""
