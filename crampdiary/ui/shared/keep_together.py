"""Amounts that a line never breaks within: "2.33 mmol/L", "4,000 IU"."""

import re

_NO_BREAK = "\u00a0"
_UNITS = (
    *("IU", "µg", "mg", "g", "ng/mL", "pg/mL", "mg/dL", "g/dL", "U/L", "%"),
    *("mmol/L", "nmol/L", "pmol/L", "mEq/L", "mmol/mol"),
)
_AMOUNT = re.compile(rf"(?<=\d) (?=(?:{'|'.join(_UNITS)})(?!\w))")


def keep_together(text: str) -> str:
    """Return a sentence whose amounts keep their units in the same line."""
    return _AMOUNT.sub(_NO_BREAK, text)
