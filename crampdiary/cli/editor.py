"""What the editing of each kind of entry shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import click

from crampdiary.cli.documents import Document, record_document
from crampdiary.cli.frame import Session
from crampdiary.cli.lines import one_line
from crampdiary.domain.codec import is_written_alike
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Record

EDITING_KEY = "crampdiary.editing"
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing(Generic[R]):
    """One record under the pen: the open diary, and the record as it is stored."""

    session: Session
    diary: Diary
    record: R

    def done(self, wished: Record, document: Document | None = None) -> None:
        """Tell how the record is now."""
        verb = "Unchanged" if is_written_alike(wished, self.record) else "Changed"
        self.session.say(document or record_document(wished), f"{verb}: {one_line(wished)}")


def edit_command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function the editor of one kind; it is given the `Editing` first."""

    def decorate(function: Callable[..., None]) -> click.Command:
        def run(**given: Any) -> None:
            ctx = click.get_current_context()
            if not any(
                ctx.get_parameter_source(key) is click.core.ParameterSource.COMMANDLINE
                for key in given
            ):
                raise click.UsageError("Say what to change, as with add, or --clear FIELD.")
            function(ctx.meta[EDITING_KEY], **given)

        run.__doc__ = function.__doc__
        command = click.command(name)(run)
        command.params = list(reversed(getattr(function, "__click_params__", [])))
        return command

    return decorate


def clear_option(fields: Mapping[str, tuple[str, object]]) -> Callable[[Any], Any]:
    """Return the option `--clear FIELD`; it gives the blank values of the record's own fields."""

    def blank(
        _ctx: click.Context, _param: click.Parameter, names: tuple[str, ...]
    ) -> dict[str, object]:
        return dict(fields[name] for name in names)

    return click.option(
        "--clear",
        "cleared",
        type=click.Choice(list(fields)),
        multiple=True,
        callback=blank,
        help="Take back what this field says; repeatable.",
    )
