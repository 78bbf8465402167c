"""Statistics from plain data to plain results.

numpy and scipy are imported inside the functions that need them; no storage, no words for people.
"""
