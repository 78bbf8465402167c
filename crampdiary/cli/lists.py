"""`list`: what is in the diary, kind by kind, and what the catalogues know."""

import click

from crampdiary.cli.frame import diary_option, examples
from crampdiary.cli.lazy import LazyGroup

_COMMANDS = {
    "cramps": "entry_lists:list_cramps",
    "nights": "entry_lists:list_nights",
    "treatments": "treatment_lists:list_treatments",
    "doses": "treatment_lists:list_doses",
    "labs": "lab_lists:list_labs",
    "conditions": "conditions:list_conditions",
    "own": "own:list_own",
    "tests": "catalogue_lists:list_tests",
    "panels": "catalogue_lists:list_panels",
    "supplements": "catalogue_lists:list_supplements",
    "medicines": "catalogue_lists:list_medicines",
    "intakes": "catalogue_lists:list_intakes",
    "flags": "catalogue_lists:list_flags",
}


@click.group(
    "list",
    cls=LazyGroup,
    table=_COMMANDS,
    epilog=examples("crampdiary list cramps --from 2026-11-01", "crampdiary list tests potassium"),
)
@diary_option
def list_entries() -> None:
    """List what is in the diary, with ids for edit and delete, or what the catalogues know."""
