"""Rules for notes: what, taken together with what, is worth one calm sentence.

From `resources/catalogue/notes.csv`. Every sentence still has to be reviewed by a clinician before
anybody relies on it; none replaces the advice of one.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from crampdiary.domain.catalogues.reading import Row, Status, read_rows
from crampdiary.domain.choices import Nutrient, Sign

_COLUMNS = (
    *("key", "nutrients", "substances", "above", "up_to", "not_prescribed", "medicines"),
    *("for_days", "with_medicines", "with_conditions", "with_lab", "lab_below", "without_lab"),
    *("with_signs", "shows_lab", "text", "source", "status"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRule:
    """One rule: something taken, and where it names any, one of several things beside it.

    Taken is one of `nutrients`, of `substances` (keys of supplements) or of `medicines` (keys of
    classes), by itself `for_days` days or more. With `above` the nutrient's total a day, in its
    unit, is above it and at most `up_to`; with `not_prescribed` that is not a prescribed course.
    Beside it are medicine classes, marks of conditions, signs, or a lab value below `lab_below`, in
    the test's first unit. A rule that names nothing that is taken is about the person alone. With
    `without_lab` the diary has no result of that test. `shows_lab` is the test whose last value a
    page shows with the sentence.
    """

    key: str
    nutrients: frozenset[Nutrient]
    substances: frozenset[str]
    above: Decimal | None
    up_to: Decimal | None
    not_prescribed: bool
    medicines: frozenset[str]
    for_days: int
    with_medicines: frozenset[str]
    with_conditions: frozenset[str]
    with_lab: str
    lab_below: Decimal | None
    without_lab: str
    with_signs: frozenset[Sign]
    shows_lab: str
    text: str
    source: str
    status: Status

    @property
    def is_about_what_is_taken(self) -> bool:
        """Tell whether it is about something that is taken, and not about the person alone."""
        return bool(self.nutrients or self.substances or self.medicines)

    @property
    def is_alone(self) -> bool:
        """Tell whether nothing needs to be beside what is taken."""
        beside = self.with_medicines or self.with_conditions or self.with_lab or self.with_signs
        return not beside


@cache
def note_rules() -> tuple[NoteRule, ...]:
    """Return all rules, read once."""
    return tuple(_read(row) for row in read_rows("notes.csv", _COLUMNS))


def _read(row: Row) -> NoteRule:
    return NoteRule(
        key=row.text("key", required=True),
        nutrients=frozenset(map(Nutrient, row.texts("nutrients"))),
        substances=frozenset(row.texts("substances")),
        above=row.decimal("above"),
        up_to=row.decimal("up_to"),
        not_prescribed=row.text("not_prescribed") == "yes",
        medicines=frozenset(row.texts("medicines")),
        for_days=int(row.decimal("for_days") or 0),
        with_medicines=frozenset(row.texts("with_medicines")),
        with_conditions=frozenset(row.texts("with_conditions")),
        with_lab=row.text("with_lab"),
        lab_below=row.decimal("lab_below"),
        without_lab=row.text("without_lab"),
        with_signs=frozenset(map(Sign, row.texts("with_signs"))),
        shows_lab=row.text("shows_lab"),
        text=row.text("text", required=True),
        source=row.source,
        status=row.status,
    )
