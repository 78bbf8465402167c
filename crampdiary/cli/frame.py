"""What every command shares: where the diary is, what is printed, and how examples are shown."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from functools import update_wrapper
from pathlib import Path
from typing import Any, TypeVar

import click

from crampdiary.cli.wiring import Wiring
from crampdiary.domain.ports import Clock, Diary

DIARY_KEY = "crampdiary.diary"
JSON_KEY = "crampdiary.json"
E = TypeVar("E", bound=StrEnum)
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of one command."""

    wiring: Wiring
    path: Path
    as_json: bool

    @property
    def clock(self) -> Clock:
        """Return where the time comes from."""
        return self.wiring.clock

    def reading(self) -> AbstractContextManager[Diary]:
        """Open the diary, which must be there."""
        return self.wiring.open_diary(self.path, create=False)

    def writing(self) -> AbstractContextManager[Diary]:
        """Open the diary, and make it where there is none."""
        return self.wiring.open_diary(self.path, create=True)

    def say(self, document: object, *lines: str) -> None:
        """Print a document with `--json`, lines for people without."""
        if self.as_json:
            click.echo(
                json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
            )
            return
        for line in lines:
            click.echo(line)

    def show(self, documents: Sequence[object], lines: Iterable[str]) -> None:
        """Print a list of documents, or the lines of a table; say so where it is empty."""
        self.say(documents, *(lines if documents else ["Nothing is recorded here yet."]))


class EnumChoice(click.Choice[str]):
    """One of the values of an enumeration, written with hyphens (or underscores)."""

    def __init__(self, choices: type[StrEnum]) -> None:
        """Offer every value of `choices`."""
        self._enum = choices
        super().__init__([item.value.replace("_", "-") for item in choices], case_sensitive=False)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:  # noqa: ANN401 - a choice of words that gives a member of the enumeration
        """Return the member of the enumeration."""
        if isinstance(value, self._enum):
            return value
        word = super().convert(str(value).replace("_", "-"), param, ctx)
        return self._enum(word.replace("-", "_"))


def examples(*lines: str) -> str:
    """Return the end of a help page: one example a line, not to be wrapped."""
    title = "Example:" if len(lines) == 1 else "Examples:"
    return "\b\n" + "\n".join([title, *(f"  {line}" for line in lines)])


def _remember(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return a callback that keeps what was given for the whole run, wherever it stood."""

    def keep(ctx: click.Context, _param: click.Parameter, value: object) -> None:
        if value:
            ctx.meta[key] = value

    return keep


diary_option = click.option(
    "--diary",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    expose_value=False,
    callback=_remember(DIARY_KEY),
    help="Use the diary in this file.",
)
_json_option = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=_remember(JSON_KEY),
    help="Print one JSON document, with units in its keys.",
)


def session_of(ctx: click.Context) -> Session:
    """Return the session that a context belongs to."""
    wiring = ctx.find_object(Wiring)
    assert wiring is not None  # noqa: S101 - app hands it over
    path: Path = ctx.meta.get(DIARY_KEY) or wiring.default_diary
    return Session(wiring=wiring, path=path, as_json=bool(ctx.meta.get(JSON_KEY)))


def command(
    name: str, *example: str, **settings: Any
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function, given the `Session` first, a command that takes `--diary` and `--json`."""

    def decorate(function: Callable[..., None]) -> click.Command:
        @click.pass_context
        def run(ctx: click.Context, /, *args: Any, **kwargs: Any) -> None:
            ctx.invoke(function, session_of(ctx), *args, **kwargs)

        wrapped: Callable[..., None] = update_wrapper(run, function)
        wrapped = _json_option(diary_option(wrapped))
        make = click.command(name, cls=click.Command, epilog=examples(*example), **settings)
        made = make(wrapped)
        # What all commands share stands below what is the command's own.
        json_flag, diary_path, *own = made.params
        made.params = [*own, diary_path, json_flag]
        return made

    return decorate


def options(*decorators: Callable[[_Function], _Function]) -> Callable[[_Function], _Function]:
    """Return several options as one decorator, shown in this order."""

    def decorate(function: _Function) -> _Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


range_options = options(
    click.option("--from", "first", metavar="DATE", help="Leave out what is earlier."),
    click.option("--to", "last", metavar="DATE", help="Leave out what is later."),
)
