"""What README's two commands do, once Python is known to be new enough."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bootstrap.demo import DIARY, PAGE, TIMELINE, make_demo
from bootstrap.environment import Environment, Lock, clean_environment, make_ready
from bootstrap.qt_libraries import Screen, has_display, make_qt_start
from bootstrap.terminal import SetupProblem, say

CHECKOUT = Path(__file__).resolve().parents[2]


def start(arguments: list[str]) -> int:
    """Start the app; return its exit code.

    With arguments they go to the app as they are. Without any, the window opens; where there is
    no display, the demo's files are made instead.
    """
    return _in_plain_words(lambda: _start(arguments))


def test(arguments: list[str]) -> int:
    """Run the tests, passing the arguments to pytest; return its exit code."""
    return _in_plain_words(lambda: _test(arguments))


def _in_plain_words(action: Callable[[], int]) -> int:
    """Run `action`, turning what stops it into one sentence and an exit code."""
    try:
        return action()
    except SetupProblem as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return 130


def _start(arguments: list[str]) -> int:
    environment = make_ready(CHECKOUT, Lock.RUN)
    if arguments:
        # A command works without Qt; options alone (`--diary FILE`) and `night` open the window.
        if (arguments[0].startswith("-") or arguments[-1] == "night") and has_display():
            hint = make_qt_start(environment, Screen.DISPLAY)
            if hint is not None:
                say(hint)
        return _hand_over(environment, ["-m", "crampdiary", *arguments], {})
    if has_display():
        hint = make_qt_start(environment, Screen.DISPLAY)
        if hint is not None:
            raise SetupProblem(hint)
        return _hand_over(environment, ["-m", "crampdiary"], {})
    return _without_display(environment)


def _without_display(environment: Environment) -> int:
    """Do the main job as files, and say where they are."""
    say(
        "There is no display here, so instead of the window a demo diary, its timeline and the"
        " doctor's page are made as files."
    )
    hint = make_qt_start(environment, Screen.OFFSCREEN)
    if hint is not None:
        say(hint)  # the charts and the page are drawn without Qt
    try:
        folder = make_demo(environment, Path.cwd())
    except OSError as error:
        message = f"The demo's files cannot be written: {error}."
        raise SetupProblem(message) from error
    files = "".join(f"\n  {folder / name}" for name in (DIARY, TIMELINE, PAGE))
    print(f"The demo's files are here:{files}", flush=True)
    return 0


def _test(arguments: list[str]) -> int:
    environment = make_ready(CHECKOUT, Lock.DEVELOP)
    hint = make_qt_start(environment, Screen.OFFSCREEN)
    if hint is not None:
        raise SetupProblem(hint)
    os.chdir(CHECKOUT)
    screen = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", Screen.OFFSCREEN.value)}
    return _hand_over(environment, ["-m", "pytest", *arguments], screen)


def _hand_over(environment: Environment, command: list[str], extra: Mapping[str, str]) -> int:
    """Run the environment's Python, never importing from the folder it is run in (-P)."""
    line = [str(environment.python), "-P", *command]
    variables = {**clean_environment(), **extra}
    sys.stdout.flush()
    if os.name == "posix":
        # In place of this process, so that signals and the terminal are the app's own.
        os.execve(line[0], line, variables)  # noqa: S606 - no shell, our own interpreter
    return subprocess.run(line, env=variables, check=False).returncode
