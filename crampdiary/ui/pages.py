"""How a page of the table is built when it is first opened."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from crampdiary.ui.page_table import PageEntry
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme


def build_page(
    entry: PageEntry, *, session: DiarySession, theme: Theme, runner: Runner, parent: QWidget
) -> ScrollPage:
    """Import and build a page; what it needs is imported only now."""
    module = import_module(f"crampdiary.ui.{entry.key}.page")
    page_class: Callable[..., ScrollPage] = getattr(module, entry.class_name)
    return page_class(session=session, theme=theme, runner=runner, parent=parent)
