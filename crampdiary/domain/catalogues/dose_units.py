"""The units doses are written in, and how much of a nutrient one of them is.

Each nutrient is added up in one unit: vitamin D in IU, vitamin K in µg, the others in mg.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from crampdiary.domain.catalogues.reading import Row, Status, read_rows
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.units import Dimension, convert, read_unit

_SPELLINGS = {
    "IU": (
        *("iu", "ie", "ui", "i.u.", "i.e.", "u.i.", "international units", "international unit"),
        *("units", "unit", "u"),
    ),
    "µg": ("µg", "ug", "mcg", "microgram", "micrograms", "mikrogramm"),
    "mg": ("mg", "milligram", "milligrams", "milligramm"),
    "g": ("g", "gram", "grams", "gramm"),
    "mmol": ("mmol", "millimol", "millimole", "millimoles"),
    "mEq": ("meq", "milliequivalent", "milliequivalents", "mval"),
}
_BY_SPELLING = {spelling: unit for unit, all_ in _SPELLINGS.items() for spelling in all_}
_WHOLE_FROM, _ONE_PLACE_FROM = 1000, 10
WEIGHTS = frozenset({"µg", "mg", "g"})
_AMOUNTS = frozenset(
    {Dimension.MASS, Dimension.SUBSTANCE, Dimension.CHARGE, Dimension.INTERNATIONAL}
)


def plain_unit(unit: str) -> str:
    """Return the one spelling of a dose's unit ("mcg" is µg, "i.u." is IU); else the text."""
    # Two letters look alike: the micro sign and the Greek mu.
    text = " ".join(unit.replace("\u03bc", "\u00b5").split())
    return _BY_SPELLING.get(text.casefold().replace("\u03bc", "\u00b5"), text)


def is_measured(unit: str) -> bool:
    """Tell whether a unit is an amount by itself, unlike tablets, drops or millilitres."""
    return plain_unit(unit) in _SPELLINGS or read_unit(unit).dimension in _AMOUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSize:
    """How much of a nutrient, in the nutrient's unit, one `unit` is: from `low` to `high`.

    They differ only where a label does not say enough (an IU of vitamin E, natural or synthetic).
    """

    unit: str
    low: Fraction
    high: Fraction


def read_sizes(row: Row, column: str) -> tuple[UnitSize, ...]:
    """Return the sizes of a cell such as "IU=1; µg=40" or "mg=1; IU=0.45..0.67"."""
    sizes = []
    for part in row.texts(column):
        unit, _, size = part.partition("=")
        low, _, high = size.partition("..")
        try:
            sizes.append(UnitSize(unit=unit, low=Fraction(low), high=Fraction(high or low)))
        except (ValueError, ZeroDivisionError) as error:
            raise row.error(column, "is not a list of units") from error
    return tuple(sizes)


def size_of(unit: str, sizes: Iterable[UnitSize]) -> UnitSize | None:
    """Return the size of a unit, however it is spelt, or None where it is of another dimension.

    One of a kind that is listed, such as kIU beside IU, has its size as well.
    """
    plain, typed = plain_unit(unit), read_unit(unit)
    listed = tuple(sizes)
    for size in listed:
        if size.unit == plain:
            return size
    for size in listed:
        if typed.is_known and typed.is_of_kind(read_unit(size.unit)):
            scale = convert(Fraction(1), typed, read_unit(size.unit))
            return UnitSize(unit=plain, low=size.low * scale, high=size.high * scale)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class NutrientFacts:
    """A nutrient's name in a sentence, the unit it is added up in, and the units it may come in."""

    nutrient: Nutrient
    name: str
    unit: str
    sizes: tuple[UnitSize, ...]
    source: str
    status: Status

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units a dose of it may have, the usual one first."""
        return tuple(size.unit for size in self.sizes)


@cache
def nutrient_facts() -> Mapping[Nutrient, NutrientFacts]:
    """Return what is known of every nutrient, read once."""
    columns = ("nutrient", "name", "unit", "units", "source", "status")
    return {
        Nutrient(row.text("nutrient")): NutrientFacts(
            nutrient=Nutrient(row.text("nutrient")),
            name=row.text("name", required=True),
            unit=row.text("unit", required=True),
            sizes=read_sizes(row, "units"),
            source=row.source,
            status=row.status,
        )
        for row in read_rows("nutrients.csv", columns)
    }


def amount_words(amount: Fraction | Decimal | int, unit: str) -> str:
    """Return an amount as it is shown: "7,143 IU", "50 µg", "112.5 mg", "1.3 mg".

    Rounding is for the eye only: to whole numbers from 1,000 on and for IU, to one figure after
    the point from 10 on, else to two.
    """
    exact = Fraction(amount)
    is_large = abs(exact) >= _ONE_PLACE_FROM
    is_whole = abs(exact) >= _WHOLE_FROM or (unit == "IU" and is_large)
    places = 0 if is_whole else 1 if is_large else 2
    # Half up, as people round; Fraction alone would round half to even.
    scaled = int(abs(exact) * 10**places + Fraction(1, 2))
    text = f"{Decimal(scaled).scaleb(-places):,f}"
    shown = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'-' if exact < 0 and scaled else ''}{shown} {unit}".strip()
