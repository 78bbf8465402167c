"""The order in which Tab goes, where fields are added after the form was built."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def chain_tabs(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through the widgets in this order."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)
