"""The Settings page: what belongs to this diary, and how it gets in and out."""
