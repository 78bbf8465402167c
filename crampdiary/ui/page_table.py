"""Which pages there are, in the order of the sidebar and of Ctrl+1 to Ctrl+7."""

from typing import NamedTuple


class PageEntry(NamedTuple):
    """One page: its key (the package below `ui`), its title in the sidebar, its class there."""

    key: str
    title: str
    class_name: str


PAGES = (
    PageEntry("today", "Today", "TodayPage"),
    PageEntry("diary", "Diary", "DiaryPage"),
    PageEntry("treatments", "Treatments", "TreatmentsPage"),
    PageEntry("labs", "Lab results", "LabsPage"),
    PageEntry("insights", "Insights", "InsightsPage"),
    PageEntry("report", "Report", "ReportPage"),
    PageEntry("settings", "Settings", "SettingsPage"),
)
