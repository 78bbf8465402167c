"""`add`: one command for each kind of entry."""

import click

from crampdiary.cli.frame import diary_option, examples
from crampdiary.cli.lazy import LazyGroup

_COMMANDS = {
    "cramp": "cramps:add_cramp",
    "night": "nights:add_night",
    "treatment": "treatments:add_treatment",
    "lab": "labs:add_lab",
    "labs": "lab_panels:add_labs",
    "condition": "conditions:add_condition",
    "own": "own:add_own",
}


@click.group(
    "add",
    cls=LazyGroup,
    table=_COMMANDS,
    epilog=examples("crampdiary add cramp --at 2026-11-22T02:31 --duration 4m10s"),
)
@diary_option
def add() -> None:
    """Add a cramp, a night, a treatment, lab results, a condition or an own entry."""
