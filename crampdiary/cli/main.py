"""The command `crampdiary`: opens the window, or runs one of the commands below it.

Commands load when they are called, so that `crampdiary now` pays for nothing else.
"""

import errno
import io
import sys
from pathlib import Path
from typing import Any

import click

from crampdiary import __version__
from crampdiary.cli.frame import DIARY_KEY, diary_option, examples
from crampdiary.cli.lazy import LazyGroup
from crampdiary.cli.wiring import Wiring
from crampdiary.domain.errors import DiaryError
from crampdiary.services.words import sentence

_LONG_LINE, _BEGINNING, _ENDING = 1_000, 200, 400
_COMMANDS = {
    "now": "live:now",
    "stop": "live:stop",
    "night": "live:night",
    "add": "adding:add",
    "edit": "editing:edit",
    "delete": "editing:delete",
    "dose": "doses:dose",
    "undo": "editing:undo",
    "redo": "editing:redo",
    "list": "lists:list_entries",
    "totals": "totals:totals",
    "rate": "rates:rate",
    "compare": "comparing:compare",
    "factors": "factors:factors",
    "chart": "pictures:chart",
    "report": "reports:report",
    "import": "files:import_",
    "export": "files:export",
    "demo": "files:demo",
}


class _WholeCommand(LazyGroup):
    """Says errors in words instead of tracebacks."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click declares it
        """Run; text goes out in UTF-8 whatever the machine's locale."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run one command; what can go wrong becomes a sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except DiaryError as error:
            raise click.ClickException(_readable(sentence(error))) from error
        except OSError as error:
            # A reader that went away (`| head`) is click's to end quietly.
            if error.errno == errno.EPIPE:
                raise
            reason = error.strerror or type(error).__name__
            raise click.ClickException(f"The output could not be written: {reason}.") from error


def _readable(text: str) -> str:
    """Return a message without what would steer a terminal, and no line endlessly long."""
    letters = "".join(it if it.isprintable() or it == "\n" else "?" for it in text)
    return "\n".join(
        line if len(line) <= _LONG_LINE else f"{line[:_BEGINNING]} ... {line[-_ENDING:]}"
        for line in letters.split("\n")
    )


@click.group(
    cls=_WholeCommand,
    table=_COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "crampdiary",
        "crampdiary now",
        "crampdiary add night 2026-11-20 --none --fluids 1250ml",
        'crampdiary add treatment "Vitamin D3" --dose "2000 IU" --from 2026-05-11',
        "crampdiary --diary my.crampdiary rate --json",
    ),
)
@diary_option
@click.version_option(__version__, prog_name="Cramp Diary", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Keep a diary of leg cramps at night, and take a page to the doctor.

    Without a command the window opens. Every command takes --diary PATH, and --json where it prints
    something. CRAMPDIARY_HOME names another folder for the diary. Exit codes: 0 done, 1 it could
    not be done (the diary is unchanged), 2 the command was not understood.
    """
    if ctx.invoked_subcommand is None:
        wiring = ctx.find_object(Wiring)
        assert wiring is not None  # noqa: S101 - app hands it over
        path: Path | None = ctx.meta.get(DIARY_KEY)
        ctx.exit(wiring.open_window(path))
