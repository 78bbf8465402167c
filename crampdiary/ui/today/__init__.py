"""The morning after: the last nights at a glance, and one of them to fill in."""
