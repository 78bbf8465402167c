"""The window, cut by screen.

Widgets get the narrowest thing they need as keyword arguments; no SQL, no statistics here.
"""
