"""Figures from plain data, one function a chart, for screen, paper and command line alike.

matplotlib's object interface only: never pyplot, never Qt.
"""
