"""What every page is built from: theme, widgets, forms, the session with the diary, the runner.

Widgets here know nothing of any page; they take their colours from the application's palette and
stylesheet, which come from `crampdiary.tokens` alone.
"""
