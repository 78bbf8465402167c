"""What was chosen for the report, remembered in the diary."""

from dataclasses import replace
from typing import Any

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.report_choices import REPORT_CHOICES_ID, ReportChoices


def report_choices(diary: Diary) -> ReportChoices:
    """Return what was chosen last, or the defaults where nothing ever was."""
    return diary.find(ReportChoices, REPORT_CHOICES_ID) or ReportChoices()


def set_report_choices(diary: Diary, clock: Clock, **fields: Any) -> tuple[Change, ...]:
    """Remember some choices; raise `InvalidValueError` where one is not possible."""
    stored = diary.find(ReportChoices, REPORT_CHOICES_ID)
    wished = replace(stored or ReportChoices(), **fields)
    if wished == (stored or ReportChoices()):
        return ()
    return diary.write(
        [Edit(before=stored, after=wished)], label="Change the report", at=clock.now().utc
    )
