"""Alembic's scripts. Frozen: they import nothing of ours, so that an old one never changes its meaning."""
