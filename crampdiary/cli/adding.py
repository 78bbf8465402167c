"""`add`: one command for each kind of entry."""

import click

from crampdiary.cli.conditions import add_condition
from crampdiary.cli.cramps import add_cramp
from crampdiary.cli.frame import diary_option, examples
from crampdiary.cli.labs import add_lab
from crampdiary.cli.nights import add_night
from crampdiary.cli.treatments import add_treatment


@click.group("add", epilog=examples("crampdiary add cramp --at 2026-11-22T02:31 --duration 4m10s"))
@diary_option
def add() -> None:
    """Add a cramp, a night, a treatment, a lab result or a condition."""


for _command in (add_cramp, add_night, add_treatment, add_lab, add_condition):
    add.add_command(_command)
