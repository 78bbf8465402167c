"""Groups whose commands load when they are called, so that each pays for itself alone."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

_PACKAGE = "crampdiary.cli"


class LazyGroup(click.Group):
    """Names its commands without loading them."""

    def __init__(self, *args: Any, table: Mapping[str, str], **settings: Any) -> None:
        """Take `table`: for each name, in the order of a help page, "module:function"."""
        super().__init__(*args, **settings)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a person meets them."""
        del ctx
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in self._table:
            return None
        module, _, name = self._table[cmd_name].partition(":")
        command = getattr(import_module(f"{_PACKAGE}.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table is ours
        return command
