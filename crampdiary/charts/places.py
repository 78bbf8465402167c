"""Where cramps were, counted by place and side: what the leg map and its list show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from crampdiary.charts.chart import Coverage
from crampdiary.domain.choices import Side, Site
from crampdiary.domain.phrases import SITE_WORDS

Where = tuple[Side | None, frozenset[Site]]

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LegMap:
    """How many cramps were noted with each side and set of places; both may be nothing."""

    coverage: Coverage
    noted: Mapping[Where, int]

    @property
    def cramps(self) -> int:
        """Return how many cramps there are, with and without a place."""
        return sum(self.noted.values())

    @property
    def located(self) -> int:
        """Return of how many cramps at least a side or a place is noted."""
        return sum(count for (side, sites), count in self.noted.items() if side or sites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The cramps in one place of one side; `side` is left, right or, like `site`, not noted."""

    side: Side | None
    site: Site | None
    cramps: int

    @property
    def words(self) -> str:
        """Return "left calf", "calf, side not noted" or "left leg, place not noted"."""
        if self.site is None:
            return f"{self.side or 'a'} leg, place not noted"
        words = SITE_WORDS[self.site]
        if self.side is None:
            return f"{words}, side not noted"
        return f"{words}, {self.side}" if self.site is Site.OTHER else f"{self.side} {words}"

    @property
    def is_on_legs(self) -> bool:
        """Tell whether a drawing of both legs can show it."""
        return self.side is not None and self.site not in {None, Site.HAND, Site.OTHER}


def places(data: LegMap) -> list[Place]:
    """Return the places with cramps, most first; a cramp in several, or in both legs, is in each.

    Cramps of which neither side nor place is noted are left out.
    """
    counts: Counter[tuple[Side | None, Site | None]] = Counter()
    for (side, sites), count in data.noted.items():
        if not side and not sites:
            continue
        sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
        for one in sides:
            for site in sites or (None,):
                counts[one, site] += count
    order_of_sites, order_of_sides = (*Site, None), (*Side, None)
    found = [Place(side=side, site=site, cramps=count) for (side, site), count in counts.items()]
    return sorted(
        found,
        key=lambda one: (
            -one.cramps,
            order_of_sites.index(one.site),
            order_of_sides.index(one.side),
        ),
    )


def counts_in_several(data: LegMap) -> bool:
    """Tell whether a cramp counts in more than one place."""
    return any(
        count and (len(sites) > 1 or side is Side.BOTH)
        for (side, sites), count in data.noted.items()
    )


def percent_words(part: int, whole: int) -> str:
    """Return a share in whole per cent that says 0 and 100 only of none and all."""
    percent = round(_PERCENT * part / whole)
    if percent == 0 and part:
        return "< 1 %"
    return "> 99 %" if percent == _PERCENT and part < whole else f"{percent} %"
