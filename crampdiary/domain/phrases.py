"""Records in a few plain words, the same on screen, on paper and in charts."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from crampdiary.domain.choices import DurationBasis, EveningTag, Side, Site
from crampdiary.domain.records import Cramp, LabResult, Phase
from crampdiary.domain.units import Dimension, read_unit

SITE_WORDS: dict[Site, str] = {
    Site.CALF: "calf",
    Site.FOOT: "foot",
    Site.TOES: "toes",
    Site.THIGH: "thigh",
    Site.THIGH_FRONT: "front of thigh",
    Site.THIGH_BACK: "back of thigh",
    Site.HAND: "hand",
    Site.OTHER: "other place",
}
BOTH_WORDS: dict[Site, str] = {
    Site.CALF: "calves",
    Site.FOOT: "feet",
    Site.TOES: "toes",
    Site.THIGH: "thighs",
    Site.THIGH_FRONT: "fronts of thighs",
    Site.THIGH_BACK: "backs of thighs",
    Site.HAND: "hands",
    Site.OTHER: "other places",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TAG_WORDS: dict[EveningTag, str] = {
    EveningTag.ALCOHOL: "alcohol",
    EveningTag.CAFFEINE: "caffeine",
    EveningTag.HARD_EXERCISE: "hard exercise",
    EveningTag.LONG_SITTING: "long sitting or standing",
    EveningTag.HEAT: "heat and sweating",
    EveningTag.DAYLIGHT: "daylight",
    EveningTag.STRETCHED: "stretched before bed",
    EveningTag.TRAVEL: "travel",
}


ONCE = "once"


def duration_words(duration_s: int) -> str:
    """Return "4 min 10 s", "3 min", "45 s" or "1 h 5 min"."""
    hours, rest = divmod(duration_s, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds if not hours else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def length_words(cramp: Cramp) -> str:
    """Return how long a cramp lasted, "about 4 min" where it is a guess, or nothing."""
    if cramp.duration_s is None:
        return ""
    about = "about " if cramp.duration_basis is DurationBasis.ESTIMATED else ""
    return about + duration_words(cramp.duration_s)


def number_words(number: Decimal | int) -> str:
    """Return a number with thousands marks and its own digits: 50,000 or 14.20."""
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"


def rhythm_words(phase: Phase) -> str:
    """Return "daily", "3 times a day", "weekly on Mondays", "at bedtime", "as needed" or "once"."""
    bedtime = " at bedtime" if phase.at_bedtime else ""
    if phase.every_days is None:
        return f"as needed{bedtime}"
    times = {1: "", 2: "twice a day"}.get(phase.times_a_day, f"{phase.times_a_day} times a day")
    if phase.every_days == 1:
        daily = ONCE if phase.start == phase.end else "daily"
        return f"{times}{bedtime}".strip() or daily
    days = _days_words(phase.every_days)
    if phase.weekday is not None:
        days += f" on {phase.weekday.capitalize()}s"
    return f"{days}, {times}{bedtime}" if times else f"{days}{bedtime}"


def _days_words(every_days: int) -> str:
    known = {2: "every other day", 7: "weekly"}
    weeks, days = divmod(every_days, 7)
    return known.get(every_days, f"every {every_days} days" if days else f"every {weeks} weeks")


def unit_words(amount: Decimal, unit: str) -> str:
    """Return a unit as it follows an amount: "IU", "mg", and "tablets" where there are more."""
    is_counted = read_unit(unit).dimension is Dimension.COUNT and read_unit(unit).symbol == unit
    if amount <= 1 or not is_counted:
        return unit
    if unit.endswith("y") and not unit.endswith("ay"):
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "ch", "sh")) else f"{unit}s"


def dose_words(phase: Phase) -> str:
    """Return what a phase says, such as "50,000 IU weekly" (or the rhythm alone)."""
    rhythm = rhythm_words(phase)
    if phase.dose is None:
        return rhythm
    return f"{number_words(phase.dose)} {unit_words(phase.dose, phase.unit)} {rhythm}"


def choice_words(phases: Iterable[Phase]) -> str:
    """Return who chose: "prescribed", "own choice", "prescribed, then own choice", or nothing."""
    said = [phase.prescribed for phase in phases if phase.prescribed is not None]
    turns = [now for before, now in zip([None, *said], said, strict=False) if now is not before]
    return ", then ".join("prescribed" if turn else "own choice" for turn in turns)


def value_words(result: LabResult) -> str:
    """Return a lab value as the laboratory wrote it: "14.2 ng/mL", "< 20 U/L"."""
    comparator = f"{result.comparator} " if result.comparator else ""
    return f"{comparator}{result.value:f} {result.unit}".strip()


def range_words(result: LabResult) -> str:
    """Return the lab's own range: as printed ("<0.41"), "30 to 100", "up to 190", or nothing."""
    if result.range_text.strip():
        return result.range_text.strip()
    match result.range_low, result.range_high:
        case None, None:
            return ""
        case None, high:
            return f"up to {high:f}"
        case low, None:
            return f"{low:f} or more"
        case low, high:
            return f"{low:f} to {high:f}"


def place_words(cramp: Cramp) -> str:
    """Return where it cramped: "left calf", "both calves, feet", or nothing."""
    side = cramp.side.value if cramp.side else ""
    words = BOTH_WORDS if cramp.side is Side.BOTH else SITE_WORDS
    sites = ", ".join(words[site] for site in Site if site in cramp.sites)
    return " ".join(part for part in (side, sites) if part)


def fluids_words(fluids_ml: int) -> str:
    """Return litres as people say them: "1.25 L"."""
    return f"{fluids_ml / 1000:.2f}".rstrip("0").rstrip(".") + " L"


def near_day_words(day: date, today: date) -> str:
    """Return "Sat 21 Nov", and "Sat 21 Nov 2025" where it is not this year."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day_words(day)}{year}"


def moment_words(moment: datetime, today: date) -> str:
    """Return a clock reading with its day: "Sun 22 Nov 02:31"."""
    return f"{near_day_words(moment.date(), today)} {moment:%H:%M}"


def month_words(day: date) -> str:
    """Return "Nov 2026"."""
    return day_words(day, year=True).partition(" ")[2]


def day_words(day: date, *, year: bool = False) -> str:
    """Return "Sat 21 Nov", or "21 Nov 2026" with the year, free of the machine's locale."""
    month = MONTHS[day.month - 1][:3]
    if year:
        return f"{day.day} {month} {day.year}"
    return f"{['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day.weekday()]} {day.day} {month}"
