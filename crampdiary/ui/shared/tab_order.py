"""The order in which Tab goes: as one reads, also where rows came or went after the page was built.

Qt's own order is that in which widgets were made, so rows that are shown anew would come last.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def chain_tabs(root: QWidget) -> None:
    """Let Tab go through all that stands in a page or form in the order of its layouts.

    In a grid that is the order in which it was filled. To be called as Tab is pressed
    (`focusNextPrevChild`), when everything has its place.
    """
    for one, other in pairwise(tab_stops(root)):
        QWidget.setTabOrder(one, other)


def held_focus(widget: QWidget) -> QWidget | None:
    """Return what has the focus in a widget's window, or gets it when a form above is closed."""
    return widget.window().focusWidget()


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at inside a widget, as one reads it."""
    for part in _parts(root):
        if part.isHidden():
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield part
        else:
            yield from tab_stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    layout = widget.layout()
    if inside is not None:
        yield inside
    elif layout is not None:
        yield from _widgets(layout)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    items = [item for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    for item in items:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets(inner)
