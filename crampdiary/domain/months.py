"""Counting in months, which are not all as long."""

from datetime import date, timedelta

from crampdiary.domain.nights import ONE_DAY

MONTHS_A_YEAR = 12


def month_later(day: date, months: int) -> tuple[date, date]:
    """Return the first days of the month so many months after that of `day`, and of the next one.

    Raises `ValueError` beyond the years that a date can have.
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    next_year = year + (month + 1) // MONTHS_A_YEAR
    return date(year, month + 1, 1), date(next_year, (month + 1) % MONTHS_A_YEAR + 1, 1)


def months_before(day: date, months: int) -> date:
    """Return the day that many months earlier, or the last of its month where it has no such day.

    >>> months_before(date(2026, 5, 31), 3)
    datetime.date(2026, 2, 28)
    """
    first, following = month_later(day, -months)
    return min(first + timedelta(days=day.day - 1), following - ONE_DAY)
