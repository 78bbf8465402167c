"""What holds for every command."""

import errno
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
import pytest

from crampdiary.cli.frame import Session
from crampdiary.cli.main import cli
from crampdiary.domain.nights import ONE_DAY
from tests.cli.desk import Desk
from tests.cli.synthetic import CLUSTERED, PLAIN


def commands(
    group: click.Group = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


KEPT = ("cramps", "nights", "treatments", "doses", "labs", "conditions", "own")
KNOWN = ("tests", "panels", "supplements", "medicines", "intakes", "flags")
ALL = list(commands())
ENDS = [(path, command) for path, command in ALL if not isinstance(command, click.Group)]


def test_every_command_that_the_readme_promises_is_there() -> None:
    assert {" ".join(path) for path, _ in ENDS} == {
        *("now", "stop", "night", "edit", "delete", "undo", "redo", "rate", "chart", "report"),
        *("import", "export", "demo", "dose", "totals", "compare", "factors"),
        *(f"add {kind}" for kind in ("cramp", "night", "treatment", "lab", "labs", "condition")),
        *(f"add own {kind}" for kind in ("test", "supplement", "medicine", "flag")),
        *(f"list {kind}" for kind in KEPT),
        *(f"list {kind}" for kind in KNOWN),
    }


@pytest.mark.parametrize("path", [path for path, _ in ALL], ids=" ".join)
def test_every_command_has_help_with_an_example(desk: Desk, path: tuple[str, ...]) -> None:
    text = desk.said(*path, "--help")
    assert "Example" in text
    assert f"  crampdiary {' '.join(path)}" in text
    assert "--diary PATH" in text


EXAMPLES = [
    line.strip().removeprefix("crampdiary ")
    for path, command in ENDS
    if path[0] in {"add", "list", "dose", "totals", "rate", "compare", "factors"}
    for line in (command.epilog or "").splitlines()[2:]
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_do_what_they_show(desk: Desk, line: str) -> None:
    if not line.startswith("add"):
        desk.said("add", "treatment", "Vitamin D3", "--from", "2026-01-01")
        desk.said("add", "treatment", "Ibuprofen", "--every", "as needed", "--from", "2026-01-01")
    assert desk.said(*shlex.split(line))


@pytest.mark.parametrize(
    "command", [it for path, it in ENDS if path != ("night",)], ids=lambda item: item.name
)
def test_every_command_that_prints_takes_json(command: click.Command) -> None:
    assert any("--json" in option.opts for option in command.params)


def test_help_never_says_more_than_the_diary_can() -> None:
    texts = [command.get_help(click.Context(command)).lower() for _, command in ALL]
    for word in ("proves", "effective", "caused", "significant", "missing"):
        assert not [text for text in texts if word in text]


def test_without_a_command_the_window_opens_on_the_diary(desk: Desk) -> None:
    assert desk.run().exit_code == 3
    assert desk.run("--diary", "mine.crampdiary").exit_code == 3
    assert desk.windows == [None, Path("mine.crampdiary")]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--diary", "other", "add", "night", "2026-11-20", "--none"],
        ["add", "--diary", "other", "night", "2026-11-20", "--none"],
        ["add", "night", "--diary", "other", "2026-11-20", "--none"],
        ["--diary", "first", "add", "night", "2026-11-20", "--none", "--diary=other"],
    ],
)
def test_diary_may_be_named_anywhere_and_the_last_counts(desk: Desk, arguments: list[str]) -> None:
    desk.said(*arguments)
    assert list(desk.diaries) == [Path("other")]


@pytest.mark.parametrize(
    "arguments",
    [
        *(["list", kind] for kind in KEPT),
        ["totals"],
        ["dose", "Vitamin D3", "2026-11-20", "missed"],
        ["rate"],
        ["compare", "Vitamin D3"],
        ["factors"],
        ["stop"],
        ["edit", "abcd", "--pain", "3"],
        ["delete", "abcd"],
        ["undo"],
        ["redo"],
    ],
    ids=" ".join,
)
def test_reading_a_diary_that_is_not_there_says_so_and_makes_none(
    desk: Desk, arguments: list[str]
) -> None:
    assert "There is no diary at" in desk.refused(*arguments)
    assert desk.diaries == {}


def test_folder_as_diary_is_a_usage_error(desk: Desk, tmp_path: Path) -> None:
    assert "is a directory" in desk.misunderstood("--diary", str(tmp_path), "rate")


def test_output_that_cannot_be_written_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.said("add", "night", "2026-11-20", "--none")

    def full(_: object, *__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Session, "say", full)
    assert desk.refused("rate") == "The output could not be written: No space left on device."


def test_unknown_command_is_a_usage_error(desk: Desk) -> None:
    assert "No such command" in desk.misunderstood("heal")


def test_version_is_told(desk: Desk) -> None:
    assert desk.said("--version").startswith("Cramp Diary ")


def test_night_opens_the_window_on_its_night_screen_and_stores_nothing(desk: Desk) -> None:
    assert desk.run("night").exit_code == 4
    assert desk.run("--diary", "mine.crampdiary", "night").exit_code == 4
    assert desk.nights == [None, Path("mine.crampdiary")]
    assert desk.diaries == {}


# What every record has, or says by itself.
PLAIN_KEYS = {"id", "kind", "name", "note", "type", "treatment_id", "substance", "test", "taken_on"}


def untold(*documents: dict[str, object]) -> set[str]:
    """Return the keys that the contributors' table does not have."""
    told = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    keys = {key for document in documents for key in document} - PLAIN_KEYS
    return {key for key in keys if f"`{key}`" not in told}


def test_keys_of_treatments_and_lab_results_are_in_the_contributors_table(desk: Desk) -> None:
    treatment = desk.told("add", "treatment", "Vitamin D3", "--dose", "2000 IU")
    (phase,) = treatment["phases"]
    lab = desk.told("add", "lab", "Mg", "--value", "0.82 mmol/L", "--on", "2026-01-21")
    totals = desk.told("totals")
    parts = [treatment, phase, phase["adherence"], phase["daily"][0], treatment["known"], lab]
    assert untold(*parts, totals, *totals["totals"]) == set()


def test_keys_of_rates_and_comparisons_are_in_the_contributors_table(
    desk: Desk, tmp_path: Path
) -> None:
    CLUSTERED.keep(desk, tmp_path)
    more = CLUSTERED.start + timedelta(days=60)
    desk.said("edit", desk.told("list", "treatments")[0]["phases"][0]["id"], "--to", f"{more}")
    desk.said("add", "treatment", "Vitamin D3", "--dose", "4000 IU", "--from", f"{more + ONE_DAY}")
    desk.said("add", "treatment", "Magnesium", "--from", f"{more - timedelta(days=6)}")
    compared = desk.told("compare", "Vitamin D3", "--phase", "1", *PLAIN)
    factors = desk.told("factors")
    assert compared["adjusted"]["rate_ratio"]
    parts = [*compared["other_phases"], *compared["overlaps"], *factors["factors"]]
    assert len(parts) == 2 + 6
    parts += [compared[name] for name in ("phase", "adjusted", "circular", "baseline", "treatment")]
    parts += [factors["factors"][0]["with"]]
    assert untold(desk.told("rate"), compared, factors, *parts) == set()
