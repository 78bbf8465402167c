"""What a row says of a dose: what was planned, and what was told. Knows no Qt."""

from crampdiary.domain import phrases
from crampdiary.domain.choices import DoseStatus
from crampdiary.services.doses import PlannedDose
from crampdiary.ui.diary.words import UNBROKEN

TAKEN_AS_NEEDED = "Took one"
_BOTH = 2


def planned_words(dose: PlannedDose) -> str:
    """Return "Magnesium 1 tablet 3 times a day", or "Quinine, as needed" where no dose is known.

    Amount and unit stay on one line.
    """
    words, name = phrases.dose_words(dose.phase), dose.treatment.name
    if dose.phase.dose is None:
        return f"{name}, {words}"
    return f"{name} {words.replace(' ', UNBROKEN, 1)}"


def is_counted(dose: PlannedDose) -> bool:
    """Tell whether what was told can be about more or fewer intakes than it is."""
    if dose.status is None:
        return False
    return dose.status is DoseStatus.EXTRA or dose.planned > 1


def told_words(dose: PlannedDose) -> str:
    """Return "1 of 3 missed", "all 3 late", "2 extra"; nothing where the pressed chip says it."""
    if dose.status is None or not is_counted(dose) or is_as_needed(dose):
        return ""
    if dose.status is DoseStatus.EXTRA:
        return f"{dose.count} {dose.status.value}"
    if dose.count < dose.planned:
        return f"{dose.count} of {dose.planned} {dose.status.value}"
    all_of_them = "both" if dose.planned == _BOTH else f"all {dose.planned}"
    return f"{all_of_them} {dose.status.value}"


def chip_words(dose: PlannedDose, status: DoseStatus) -> str:
    """Return what a chip says: "Missed", and as needed "Took one", "Took 2"."""
    if status is not DoseStatus.EXTRA or not is_as_needed(dose):
        return status.value.capitalize()
    if dose.status is status and dose.count > 1:
        return f"Took {dose.count}"
    return TAKEN_AS_NEEDED


def chip_statuses(dose: PlannedDose) -> list[DoseStatus]:
    """Return what can be said of a dose: only an extra one where none was planned.

    What was told stays among them, so that it can be taken back after a change of plan.
    """
    if dose.planned:
        return list(DoseStatus)
    return [it for it in DoseStatus if it is DoseStatus.EXTRA or it is dose.status]


def is_as_needed(dose: PlannedDose) -> bool:
    """Tell whether it is taken as needed: then each dose that was taken is an extra one."""
    return dose.phase.every_days is None
