"""Units of doses and of laboratory values: reading how people spell them, and converting exactly.

A unit belongs to one dimension, and only units of one dimension convert into each other here. What
leads from one dimension to another (mg/dL to mmol/L) depends on the substance, and is told by
the laboratory test (`catalogues.lab_tests`) or by the supplement. Numbers are `Fraction`s, so that
a conversion there and back gives the very same number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from crampdiary.domain.errors import InvalidValueError


class Dimension(StrEnum):
    """What a unit measures, with the base unit that scales are given in."""

    MASS = "mass"  # g
    SUBSTANCE = "amount of substance"  # mol
    CHARGE = "equivalents"  # Eq
    INTERNATIONAL = "international units"  # IU
    CATALYTIC = "catalytic activity"  # kat
    VOLUME = "volume"  # L
    MASS_PER_VOLUME = "mass per volume"  # g/L
    SUBSTANCE_PER_VOLUME = "amount of substance per volume"  # mol/L
    CHARGE_PER_VOLUME = "equivalents per volume"  # Eq/L
    INTERNATIONAL_PER_VOLUME = "units per volume"  # U/L or IU/L
    CATALYTIC_PER_VOLUME = "catalytic activity per volume"  # kat/L
    PERCENT = "percent"  # %
    SUBSTANCE_SHARE = "amount of substance per amount of substance"  # mmol/mol
    FILTRATION = "filtration rate per body surface"  # mL/min/1.73 m²
    FLOW = "flow"  # mL/min
    COUNT = "count"  # a tablet is a tablet and no drop
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as the app writes it; `scale` is its size in the base unit of its dimension.

    `ucum` is its code in the Unified Code for Units of Measure, None where the unit is not known.
    Countable things (tablet, drop) and unknown units are told apart by their symbol.
    """

    symbol: str
    dimension: Dimension
    scale: Fraction = Fraction(1)
    ucum: str | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether the unit is one that the app can say anything about."""
        return self.dimension is not Dimension.UNKNOWN

    def is_of_kind(self, other: "Unit") -> bool:
        """Tell whether values in this unit convert into the other without knowing the substance."""
        if self.dimension is not other.dimension:
            return False
        named = self.dimension in {Dimension.COUNT, Dimension.UNKNOWN}
        return not named or self.symbol.casefold() == other.symbol.casefold()

    def is_same_as(self, other: "Unit") -> bool:
        """Tell whether a number means the same in both units, as with ng/mL and µg/L."""
        return self.is_of_kind(other) and self.scale == other.scale


def convert(value: Decimal | Fraction, unit: Unit, to: Unit, field: str = "unit") -> Fraction:
    """Return the exact value in another unit of the same kind.

    Raises `InvalidValueError` (`unit_of_other_kind`) where the units measure different things.
    """
    if not unit.is_of_kind(to):
        raise InvalidValueError(
            field=field, problem="unit_of_other_kind", value=unit.symbol, allowed=to.symbol
        )
    exact = Fraction(value)
    # Most values are in the unit that is asked for, and fractions take their time.
    return exact if unit.scale == to.scale else exact * unit.scale / to.scale


def same_unit(first: str, second: str) -> bool:
    """Tell whether two spellings mean the same: "nmol/l" and "nmol/L", "ng/mL" and "µg/L"."""
    return read_unit(first).is_same_as(read_unit(second))


_PREFIXES = {
    "": Fraction(1),
    "p": Fraction(1, 10**12),
    "n": Fraction(1, 10**9),
    "µ": Fraction(1, 10**6),
    "m": Fraction(1, 10**3),
    "c": Fraction(1, 10**2),
    "d": Fraction(1, 10),
    "k": Fraction(1000),
}
_PREFIX_SPELLINGS = {
    **{prefix: prefix for prefix in _PREFIXES},
    "u": "µ",
    "mc": "µ",
    "pico": "p",
    "nano": "n",
    "micro": "µ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "kilo": "k",
}
# Symbol, UCUM code, what it measures alone, and what it measures in a volume.
_ATOMS: dict[str, tuple[str, Dimension, Dimension | None]] = {
    "g": ("g", Dimension.MASS, Dimension.MASS_PER_VOLUME),
    "mol": ("mol", Dimension.SUBSTANCE, Dimension.SUBSTANCE_PER_VOLUME),
    "Eq": ("eq", Dimension.CHARGE, Dimension.CHARGE_PER_VOLUME),
    "IU": ("[IU]", Dimension.INTERNATIONAL, Dimension.INTERNATIONAL_PER_VOLUME),
    "U": ("U", Dimension.INTERNATIONAL, Dimension.INTERNATIONAL_PER_VOLUME),
    "kat": ("kat", Dimension.CATALYTIC, Dimension.CATALYTIC_PER_VOLUME),
    "L": ("L", Dimension.VOLUME, None),
}
_ATOM_SPELLINGS = {
    **dict.fromkeys(("g", "gm", "gms", "gram", "grams", "gramme", "grammes"), "g"),
    **dict.fromkeys(("mol", "mols", "mole", "moles"), "mol"),
    # "val" is what German laboratories wrote for the equivalent.
    **dict.fromkeys(("eq", "eqs", "equiv", "equivalent", "equivalents", "val"), "Eq"),
    **dict.fromkeys(
        ("iu", "ius", "ie", "ui", "internationalunit", "internationalunits", "intunits"), "IU"
    ),
    **dict.fromkeys(("u", "unit", "units"), "U"),
    **dict.fromkeys(("kat", "katal"), "kat"),
    **dict.fromkeys(("l", "liter", "liters", "litre", "litres"), "L"),
}
_COUNTS = {
    # As boxes name them in English, German, French and Spanish.
    "tablet": (
        *("tablets", "tab", "tabs", "pill", "pills", "tbl", "tabl", "tablette", "tabletten"),
        *("comprimé", "comprimés", "comprime", "comprimes", "comprimido", "comprimidos"),
    ),
    "capsule": (
        *("capsules", "cap", "caps", "cps", "softgel", "softgels", "kapsel", "kapseln"),
        *("gélule", "gélules", "gelule", "gelules", "cápsula", "cápsulas"),
    ),
    "drop": ("drops", "gtt", "gtts", "tropfen", "goutte", "gouttes", "gota", "gotas"),
    "sachet": ("sachets", "packet", "packets", "beutel", "sobre", "sobres"),
    "puff": ("puffs", "inhalation", "inhalations", "hub", "hübe"),
    "ampoule": (
        *("ampoules", "ampule", "ampules", "vial", "vials", "ampulle", "ampullen", "ampolla"),
        "ampollas",
    ),
    "spray": ("sprays",),
    "patch": ("patches",),
    "gummy": ("gummies",),
    "lozenge": ("lozenges",),
    "scoop": ("scoops",),
    "spoon": ("spoons", "spoonful", "spoonfuls"),
    "teaspoon": ("teaspoons", "tsp", "teaspoonful"),
    "tablespoon": ("tablespoons", "tbsp", "tablespoonful"),
    "glass": ("glasses",),
    "piece": ("pieces",),
    "dose": ("doses",),
    "injection": ("injections", "shot", "shots"),
    "effervescent tablet": ("effervescent tablets", "effervescent", "fizzy tablet"),
}
_UCUM_COUNTS = {"drop": "[drp]"}


# A million units on medicine labels. Beside a volume capitals tell nothing: old printers write
# "MU/L" and "MG/DL", and no laboratory counts millions.
_MILLIONS = frozenset({"MU", "MIU", "MIE", "MUI"})


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


_COUNT_SPELLINGS = {
    _squeezed(spelling): name for name, others in _COUNTS.items() for spelling in (name, *others)
}
_PERCENT = re.compile(r"(%|percent|per?cent)(of)?(total)?\(?(hb|hgb|hba1c|ngsp|dcct)?\)?")
_SHARE = re.compile(r"mmol/mol(hb|hba1c|ifcc)?")
_FILTRATION = re.compile(r"m?l/(?P<per>min|minute|mn|s|sec|second)/?1\.73(m2|sqm|qm|m)?")
_FLOW = re.compile(r"ml/(min|minute)")
_RECIPROCAL = re.compile(r"[.·*]?(?P<under>[mdcµu]?l)\^?-1$")


def _folded(text: str) -> str:
    """Return a spelling without what does not tell units apart: case, spaces, marks."""
    compact = _squeezed(text).replace("\u03bc", "µ").replace("²", "2").replace("⁻¹", "-1")
    compact = compact.replace("**", "^").replace("m^2", "m2").replace(",", ".")
    compact = re.sub(r"[\[\]{}()_]", "", compact).replace("sq.m", "sqm").replace("\u2215", "/")
    compact = re.sub(r"^i\.u\.?|^i\.e\.?|^u\.i\.?", "iu", compact)
    # "mg per dL", but not the "per" of "percent".
    return re.sub(r"per(?!cent)", "/", compact).replace("100ml", "dl").rstrip(".")


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit:
    """Return the unit that a spelling means, such as "mcg/L", "mEq/l", "uIU/mL" or "tabs".

    Never raises: what is not known is kept as it was typed, as a unit of its own.
    """
    plain = " ".join(text.split())
    count = _COUNT_SPELLINGS.get(_squeezed(plain).rstrip("."))
    if count is not None:
        code = _UCUM_COUNTS.get(count, f"{{{count.replace(' ', '_')}}}")
        return Unit(symbol=count, dimension=Dimension.COUNT, ucum=code)
    if plain in _MILLIONS:
        return Unit(symbol=plain, dimension=Dimension.UNKNOWN)
    folded = _folded(plain)
    return _named(folded) or _plain(folded) or Unit(symbol=plain, dimension=Dimension.UNKNOWN)


def _named(folded: str) -> Unit | None:
    """Return one of the few units that are no prefix, atom and volume."""
    filtration = _FILTRATION.fullmatch(folded)
    if filtration is not None:
        per_second = filtration["per"].startswith("s")
        # "l/min/1.73" would be a thousand times as much; nobody prints that.
        if not folded.startswith("ml"):
            return None
        return Unit(
            symbol="mL/s/1.73 m²" if per_second else "mL/min/1.73 m²",
            dimension=Dimension.FILTRATION,
            scale=Fraction(60 if per_second else 1),
            ucum="mL/s/{1.73_m2}" if per_second else "mL/min/{1.73_m2}",
        )
    if _FLOW.fullmatch(folded):
        return Unit(symbol="mL/min", dimension=Dimension.FLOW, ucum="mL/min")
    if _PERCENT.fullmatch(folded):
        return Unit(symbol="%", dimension=Dimension.PERCENT, ucum="%")
    if _SHARE.fullmatch(folded):
        return Unit(symbol="mmol/mol", dimension=Dimension.SUBSTANCE_SHARE, ucum="mmol/mol")
    return None


def _plain(folded: str) -> Unit | None:
    """Return a unit made of prefix and atom, alone or in a volume: "mg", "mg/dL", "mg%"."""
    if folded.endswith("%"):
        folded = f"{folded[:-1]}/dl"  # what "mg%" meant on old reports
    folded = _RECIPROCAL.sub(r"/\g<under>", folded)
    over, slash, under = folded.partition("/")
    top = _prefixed(over)
    if top is None:
        return None
    prefix, atom = top
    ucum, alone, in_volume = _ATOMS[atom]
    scale = _PREFIXES[prefix]
    code = f"{prefix.replace('µ', 'u')}{ucum}"
    if not slash:
        return Unit(symbol=prefix + atom, dimension=alone, scale=scale, ucum=code)
    bottom = _prefixed(under)
    if bottom is None or bottom[1] != "L" or in_volume is None:
        return None
    volume = f"{bottom[0]}L"
    return Unit(
        symbol=f"{prefix}{atom}/{volume}",
        dimension=in_volume,
        scale=scale / _PREFIXES[bottom[0]],
        ucum=f"{code}/{volume.replace('µ', 'u')}",
    )


def _prefixed(folded: str) -> tuple[str, str] | None:
    """Return prefix and atom of "mg", "uiu" or "micrograms"."""
    # An atom by itself goes first: "u" is a unit, not a micro of nothing.
    for length in range(len(folded)):
        prefix = _PREFIX_SPELLINGS.get(folded[:length])
        atom = _ATOM_SPELLINGS.get(folded[length:])
        if prefix is not None and atom is not None:
            return prefix, atom
    return None
