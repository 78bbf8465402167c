"""What is known beforehand: supplements, medicines, conditions, lab tests, notes, red flags.

Readers of `resources/catalogue/*.csv` and the finding of names in them; nothing of the person's
diary but their own entries, which extend a catalogue. Standard library and `assets` only.
"""
