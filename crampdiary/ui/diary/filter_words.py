"""A wish for nights in words: as a sentence, and each part of it alone. Knows no Qt."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from crampdiary.domain.choices import EveningTag, Provenance, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.phrases import BOTH_WORDS, SITE_WORDS, TAG_WORDS
from crampdiary.services.filtering import NightFilter
from crampdiary.services.ordering import NightOrder

T = TypeVar("T")
Names = Mapping[UUID, str]

STATE_CHOICES: dict[NightState, str] = {
    NightState.WITH_CRAMPS: "with cramps",
    NightState.WITHOUT_CRAMPS: "no cramps",
    NightState.NOT_RECORDED: "not recorded",
    NightState.DONT_REMEMBER: "don't remember",
    NightState.NOT_TRACKING: "not tracking",
}
PROVENANCE_CHOICES: dict[Provenance, str] = {
    Provenance.LIVE: "logged live",
    Provenance.NEXT_MORNING: "written next morning",
    Provenance.RECALLED: "recalled later",
    Provenance.IMPORTED: "imported",
}
ORDER_WORDS: dict[NightOrder, str] = {
    NightOrder.NEWEST: "newest first",
    NightOrder.OLDEST: "oldest first",
    NightOrder.MOST_CRAMPS: "most cramps first",
    NightOrder.FEWEST_CRAMPS: "fewest cramps first",
    NightOrder.WORST_PAIN: "worst pain first",
    NightOrder.MOST_DISTURBED: "worst sleep first",
    NightOrder.LEAST_DISTURBED: "best sleep first",
}
MOST_PAIN = 10
NO_TREATMENT = "no treatment"
_A_REMOVED_ONE = "a removed treatment"


def found_sentence(number: int, wish: NightFilter, names: Names) -> str:
    """Return "12 nights: left calf, pain 5 or more"; `names` are those of treatments."""
    who = {0: "No night", 1: "1 night"}.get(number, f"{number:,} nights")
    return f"{who}: {', '.join(_groups(wish, names))}"


def wish_parts(wish: NightFilter, names: Names) -> Iterator[tuple[str, NightFilter]]:
    """Yield each thing that is wished in a few words, with the wish that is left without it."""
    for side in _in_order(Side, wish.sides):
        yield _side_words({side}), replace(wish, sides=wish.sides - {side})
    for site in _in_order(Site, wish.sites):
        yield SITE_WORDS[site], replace(wish, sites=wish.sites - {site})
    if wish.least_pain is not None:
        yield _pain_words(wish.least_pain), replace(wish, least_pain=None)
    for state in _in_order(STATE_CHOICES, wish.states):
        yield STATE_CHOICES[state], replace(wish, states=wish.states - {state})
    for key in _by_name(wish.treatments, names):
        yield _name(key, names), replace(wish, treatments=wish.treatments - {key})
    if wish.no_treatment:
        yield NO_TREATMENT, replace(wish, no_treatment=False)
    for tag in _in_order(EveningTag, wish.tags):
        yield TAG_WORDS[tag], replace(wish, tags=wish.tags - {tag})
    for how in _in_order(PROVENANCE_CHOICES, wish.provenances):
        yield PROVENANCE_CHOICES[how], replace(wish, provenances=wish.provenances - {how})
    if wish.text.strip():
        yield _text_words(wish.text), replace(wish, text="")


def _groups(wish: NightFilter, names: Names) -> Iterator[str]:
    if wish.sides or wish.sites:
        yield _place_words(wish)
    if wish.least_pain is not None:
        yield _pain_words(wish.least_pain)
    if wish.states:
        yield _either(STATE_CHOICES[state] for state in _in_order(STATE_CHOICES, wish.states))
    if wish.treatments or wish.no_treatment:
        taken = [f"on {_name(key, names)}" for key in _by_name(wish.treatments, names)]
        yield _either([*taken, *([NO_TREATMENT] if wish.no_treatment else [])])
    if wish.tags:
        yield _either(TAG_WORDS[tag] for tag in _in_order(EveningTag, wish.tags))
    if wish.provenances:
        found = _in_order(PROVENANCE_CHOICES, wish.provenances)
        yield _either(PROVENANCE_CHOICES[how] for how in found)
    if wish.text.strip():
        yield _text_words(wish.text)


def _place_words(wish: NightFilter) -> str:
    """Return "left calf or foot", "both calves", "left or right side"."""
    if not wish.sites:
        return _side_words(wish.sides)
    words = BOTH_WORDS if wish.sides == {Side.BOTH} else SITE_WORDS
    places = _either(words[site] for site in _in_order(Site, wish.sites))
    return f"{_legs(wish.sides)} {places}".strip()


def _side_words(sides: Iterable[Side]) -> str:
    return "both sides" if set(sides) == {Side.BOTH} else f"{_legs(sides)} side"


def _legs(sides: Iterable[Side]) -> str:
    """Return the sides; both at once are among those on the left and on the right."""
    told = set(sides)
    single = told - {Side.BOTH} or told
    return _either(side.value for side in _in_order(Side, single))


def _pain_words(least: int) -> str:
    return "pain 10" if least == MOST_PAIN else f"pain {least} or more"


def _text_words(text: str) -> str:
    return f"\u201c{text.strip()}\u201d in a note"


def _name(key: UUID, names: Names) -> str:
    return names.get(key, _A_REMOVED_ONE)


def _by_name(keys: Iterable[UUID], names: Names) -> list[UUID]:
    return sorted(keys, key=lambda key: (_name(key, names).casefold(), key))


def _either(words: Iterable[str]) -> str:
    """Return "a or b or c"; commas stand between what must all hold."""
    return " or ".join(words)


def _in_order(order: Iterable[T], chosen: Iterable[T]) -> list[T]:
    wanted = set(chosen)
    return [item for item in order if item in wanted]
