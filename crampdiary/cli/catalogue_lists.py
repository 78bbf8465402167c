"""`list tests`, `list supplements`, ...: what the catalogues know, from where, and how surely.

They show the person's own entries too, and need no diary.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import click

from crampdiary.cli.catalogue_documents import (
    flag_document,
    intake_document,
    lab_test_document,
    medicine_document,
    panel_document,
    supplement_document,
)
from crampdiary.cli.documents import Document
from crampdiary.cli.frame import Session, command
from crampdiary.cli.lines import table
from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.catalogues.intakes_table import intakes
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.errors import DiaryUnavailableError
from crampdiary.services.catalogues import Catalogues, catalogues_of, shipped_catalogues

_OFFERED = 20
_BY_NAME = "Sources, and all else that is known: the same with a NAME, or with --json."
_BY_JSON = "Sources, and all else that is known: the same with --json."
E = TypeVar("E")
_name = click.argument("name", required=False)


def _known(session: Session) -> Catalogues:
    """Return the catalogues with the diary's own entries, where there is a diary."""
    try:
        with session.reading() as diary:
            return catalogues_of(diary)
    except DiaryUnavailableError as error:
        if error.reason != "absent":
            raise
        return shipped_catalogues()


def _chosen(
    all_entries: Sequence[E], offers: Callable[[str, int], Sequence[E]], name: str | None
) -> Sequence[E]:
    return all_entries if name is None else offers(name, _OFFERED)


def _tell(
    session: Session,
    documents: Sequence[Document],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    more: str = _BY_JSON,
) -> None:
    """Print a table and how to see more; or all that is known of each entry, without `more`."""
    if not documents:
        session.say(documents, "Nothing of that name is known here.")
        return
    if more:
        lines = [*table(heads, list(rows)), "", more]
    else:
        lines = [line for document in documents for line in _block(document)]
    session.say(documents, *lines)


def _block(document: Document) -> list[str]:
    """Return every field of an entry that says something, one a line."""
    said = {key: value for key, value in document.items() if value not in (None, "", [], False)}
    title = str(said.pop("name", said.get("key", "")))
    return [title, *(f"  {key.replace('_', ' ')}: {_words(it)}" for key, it in said.items())]


def _words(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _nutrient(nutrient: Nutrient | None) -> str:
    return "" if nutrient is None else nutrient_facts()[nutrient].name


@command("tests", "crampdiary list tests", "crampdiary list tests potassium")
@_name
def list_tests(session: Session, name: str | None) -> None:
    """List the lab tests that are known.

    Those like NAME in full: units, factors, codes, usual values, bounds, sources.
    """
    tests = _known(session).lab_tests
    found = [lab_test_document(it) for it in _chosen(tests.all, tests.offers, name)]
    rows = [
        (
            it["name"],
            it["unit"],
            it["si_unit"],
            it["typical"] or "",
            it["loinc"] or "",
            it["status"],
        )
        for it in found
    ]
    heads = ("Test", "Unit", "SI unit", "Usual in adults", "LOINC", "How sure")
    _tell(session, found, heads, rows, more="" if name else _BY_NAME)


@command("panels", "crampdiary list panels")
def list_panels(session: Session) -> None:
    """List tests that are often ordered together."""
    found = [panel_document(it) for it in _known(session).panels]
    rows = [(it["name"], _words(it["tests"])) for it in found]
    _tell(session, found, ("Panel", "Tests"), rows)


@command("supplements", "crampdiary list supplements", "crampdiary list supplements magnesium")
@_name
def list_supplements(session: Session, name: str | None) -> None:
    """List the supplements that are known.

    Those like NAME in full: units, what they count for, the share of their weight, sources.
    """
    known = _known(session).supplements
    found = [supplement_document(it) for it in _chosen(known.entries, known.offers, name)]
    rows = [
        (
            it["name"],
            _nutrient(it["nutrient"]),
            _words(it["units"]),
            "" if it["share_percent"] is None else f"{it['share_percent']} %",
            it["status"],
        )
        for it in found
    ]
    heads = ("Supplement", "Counts for", "Units", "Of its weight", "How sure")
    _tell(session, found, heads, rows, more="" if name else _BY_NAME)


@command("medicines", "crampdiary list medicines", "crampdiary list medicines hydrochlorothiazide")
@_name
def list_medicines(session: Session, name: str | None) -> None:
    """List the classes of medicines that are known.

    Those like NAME in full: what is on file about cramps, with its source.
    """
    known = _known(session).medicines
    found = [medicine_document(it) for it in _chosen(known.entries, known.offers, name)]
    rows = [(it["name"], _words(it["atc"]), it["evidence"], it["status"]) for it in found]
    heads = ("Class", "ATC", "What is on file about cramps", "How sure")
    _tell(session, found, heads, rows, more="" if name else _BY_NAME)


@command("intakes", "crampdiary list intakes --json")
def list_intakes(session: Session) -> None:
    """List recommended and upper intakes a day.

    With who sets them, for whom, and what they include.
    """
    found = [intake_document(it) for it in intakes()]
    rows = [
        (
            _nutrient(it["nutrient"]),
            it["kind_of_intake"],
            it["words"],
            it["authority"],
            it["status"],
        )
        for it in found
    ]
    heads = ("Nutrient", "Kind", "A day", "Set by", "How sure")
    _tell(session, found, heads, rows)


@command("flags", "crampdiary list flags")
def list_flags(session: Session) -> None:
    """List when the diary says to talk to a doctor.

    The most urgent first. The wording is still to be reviewed by a clinician.
    """
    known = _known(session)
    found = [flag_document(it, known.lab_tests) for it in known.red_flags.all]
    rows = [
        (it["urgency"], f"{it['when']}: {it['text']}" if it["own"] else it["text"]) for it in found
    ]
    _tell(session, found, ("How soon", "What it says"), rows)
