"""The table of pages, and how one is built when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page: its key, its title in the sidebar, and the name of its class."""

    key: str
    title: str
    class_name: str


PAGES = (
    PageEntry(key="today", title="Today", class_name="TodayPage"),
    PageEntry(key="diary", title="Diary", class_name="DiaryPage"),
    PageEntry(key="treatments", title="Treatments", class_name="TreatmentsPage"),
    PageEntry(key="labs", title="Lab results", class_name="LabsPage"),
    PageEntry(key="insights", title="Insights", class_name="InsightsPage"),
    PageEntry(key="report", title="Report", class_name="ReportPage"),
    PageEntry(key="settings", title="Settings", class_name="SettingsPage"),
)


def build_page(
    entry: PageEntry, *, session: DiarySession, theme: Theme, runner: Runner, parent: QWidget
) -> ScrollPage:
    """Import and build a page; what it needs is imported only now."""
    module = import_module(f"crampdiary.ui.{entry.key}.page")
    page_class: Callable[..., ScrollPage] = getattr(module, entry.class_name)
    return page_class(session=session, theme=theme, runner=runner, parent=parent)
