"""What README's commands decide, once the environment stands."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from bootstrap import launch
from bootstrap.environment import Environment, Lock
from bootstrap.qt_libraries import Screen


class Stage:
    """Records what would be run, on a machine as the test describes it."""

    def __init__(self) -> None:
        self.display = False
        self.qt_problem: str | None = None
        self.checked: list[Screen] = []
        self.ran: list[str] = []

    def make_ready(self, checkout: Path, lock: Lock) -> Environment:
        return Environment(checkout=checkout)

    def make_qt_start(self, environment: Environment, screen: Screen) -> str | None:
        self.checked.append(screen)
        return self.qt_problem

    def hand_over(self, environment: Environment, line: list[str], extra: Mapping[str, str]) -> int:
        self.ran = line
        return 7

    def make_demo(self, environment: Environment, parent: Path) -> Path:
        self.ran = ["the demo"]
        return parent / "demo"


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage()
    monkeypatch.setattr(launch, "has_display", lambda: stage.display)
    monkeypatch.setattr(launch, "make_ready", stage.make_ready)
    monkeypatch.setattr(launch, "make_qt_start", stage.make_qt_start)
    monkeypatch.setattr(launch, "make_demo", stage.make_demo)
    monkeypatch.setattr(launch, "_hand_over", stage.hand_over)
    return stage


def test_display_gets_the_window(stage: Stage) -> None:
    stage.display = True

    assert launch.start([]) == 7
    assert stage.ran == ["-m", "crampdiary"]
    assert stage.checked == [Screen.DISPLAY]


def test_missing_libraries_stop_the_window_with_the_line_to_type(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.display = True
    stage.qt_problem = "type this"

    assert launch.start([]) == 1
    assert stage.ran == []
    assert capsys.readouterr().err == "type this\n"


def test_no_display_makes_the_demo_even_without_libraries(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.qt_problem = "type this"

    assert launch.start([]) == 0
    assert stage.ran == ["the demo"]
    said = capsys.readouterr()
    assert "There is no display here" in said.err
    assert "doctor.pdf" in said.out


@pytest.mark.parametrize("display", [True, False])
def test_arguments_go_to_the_app_as_they_are(
    stage: Stage, display: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.display = display
    stage.qt_problem = "type this"

    assert launch.start(["rate", "--json"]) == 7
    assert stage.ran == ["-m", "crampdiary", "rate", "--json"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", [["--diary", "mine"], ["night"], ["--diary=mine", "night"]])
def test_arguments_that_open_the_window_have_its_libraries_looked_at_first(
    stage: Stage, arguments: list[str]
) -> None:
    stage.display = True

    assert launch.start(arguments) == 7
    assert stage.checked == [Screen.DISPLAY]
    assert stage.ran == ["-m", "crampdiary", *arguments]


def test_arguments_go_to_pytest_in_the_checkout(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert launch.test(["-k", "night"]) == 7
    assert stage.ran == ["-m", "pytest", "-k", "night"]
    assert Path.cwd() == launch.CHECKOUT
