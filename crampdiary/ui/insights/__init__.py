"""The Insights page: the master timeline and what it comes to in a sentence and a table."""
