"""What a person chose to see, and how it is remembered over restarts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSettings

from crampdiary.services.insights import Nights, Stretch

_RANGE, _TREATMENT, _CHART = "insights/range", "insights/treatment", "insights/chart"
_SINCE, _NIGHTS = "since", "nights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """From the first start of a treatment on."""

    treatment: UUID


# A stretch up to last night, from a treatment's start, or nights that were panned or zoomed to.
Wish = Stretch | Since | Nights


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The nights in view, the treatment that is compared, and the chart that is open (or none)."""

    wish: Wish = Stretch.NINE_MONTHS
    treatment: UUID | None = None
    chart: str = ""


def recall(settings: QSettings) -> Choice:
    """Return what was remembered; nonsense in the file means the usual choice."""
    usual = Choice()
    return Choice(
        wish=_wish(str(settings.value(_RANGE, ""))) or usual.wish,
        treatment=_uuid(str(settings.value(_TREATMENT, ""))),
        chart=str(settings.value(_CHART, "")),
    )


def remember(settings: QSettings, choice: Choice) -> None:
    """Keep a choice."""
    settings.setValue(_RANGE, _words(choice.wish))
    settings.setValue(_TREATMENT, "" if choice.treatment is None else str(choice.treatment))
    settings.setValue(_CHART, choice.chart)


def _words(wish: Wish) -> str:
    if isinstance(wish, Since):
        return f"{_SINCE} {wish.treatment}"
    if isinstance(wish, Nights):
        return f"{_NIGHTS} {wish.first} {wish.last}"
    return wish.value


def _wish(words: str) -> Wish | None:
    kind, _, rest = words.partition(" ")
    if kind == _SINCE:
        treatment = _uuid(rest)
        return None if treatment is None else Since(treatment=treatment)
    if kind == _NIGHTS:
        return _nights(rest)
    return next((stretch for stretch in Stretch if stretch.value == words), None)


def _nights(words: str) -> Nights | None:
    first, _, last = words.partition(" ")
    try:
        nights = Nights(first=date.fromisoformat(first), last=date.fromisoformat(last))
    except ValueError:
        return None
    return nights if nights.first <= nights.last else None


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None
