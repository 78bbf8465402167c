"""Choosing one thing for the report, as its form does with all of them."""

from dataclasses import replace
from typing import Any

from crampdiary.domain.changes import Change
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.report.choices import remember, report_choices


def set_report_choices(diary: Diary, clock: Clock, **fields: Any) -> tuple[Change, ...]:
    return remember(diary, clock, replace(report_choices(diary), **fields))
