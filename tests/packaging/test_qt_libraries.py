"""Qt's system libraries: a real start decides, the table only names packages."""

import subprocess
from pathlib import Path

import pytest
from bootstrap import qt_libraries, system
from bootstrap.environment import Environment
from bootstrap.qt_libraries import Screen, has_display, make_qt_start

APT, DNF, PACMAN, ZYPPER = system.MANAGERS


class Machine:
    """Answers the two probes as a machine without some libraries would."""

    def __init__(self) -> None:
        self.missing = ["libxcb-cursor.so.0", "libEGL.so.1"]
        self.qt_says = "ImportError: libEGL.so.1: cannot open shared object file"

    def run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if qt_libraries._START_QT in command:
            return subprocess.CompletedProcess(command, 1 if self.missing else 0, self.qt_says)
        wanted = [name for name in self.missing if name in command]
        return subprocess.CompletedProcess(command, 0, "\n".join(wanted))

    def install(self, *_: object) -> bool:
        self.missing = []
        return True


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(subprocess, "run", machine.run)
    monkeypatch.setattr(qt_libraries, "_on_linux", lambda: True)
    monkeypatch.setattr(system, "package_manager", lambda: APT)
    monkeypatch.setattr(system, "is_root", lambda: False)
    return machine


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    (tmp_path / ".venv").mkdir()
    return Environment(checkout=tmp_path)


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        (APT, "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"),
        (DNF, "sudo dnf install -y libglvnd-egl xcb-util-cursor"),
        (PACMAN, "sudo pacman -S --needed libglvnd xcb-util-cursor"),
        (ZYPPER, "sudo zypper install -y Mesa-libEGL1 libxcb-cursor0"),
    ],
)
def test_missing_libraries_are_named_in_the_distributions_words(
    environment: Environment,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    manager: system.PackageManager,
    line: str,
) -> None:
    monkeypatch.setattr(system, "package_manager", lambda: manager)

    words = make_qt_start(environment, Screen.DISPLAY)

    assert words is not None
    assert words.endswith(f"\n  {line}")


def test_offscreen_does_not_ask_for_a_windows_libraries(
    environment: Environment, machine: Machine
) -> None:
    words = make_qt_start(environment, Screen.OFFSCREEN)

    assert words is not None
    assert "libegl1" in words
    assert "libxcb" not in words


def test_installed_libraries_are_noted_for_the_next_start(
    environment: Environment, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "install", machine.install)

    assert make_qt_start(environment, Screen.DISPLAY) is None
    assert environment.read_note()["qt"] == {"display": "starts"}


def test_display_that_does_not_answer_is_said_in_qts_words(
    environment: Environment, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.qt_says = "qt.qpa.xcb: could not connect to display :9\nmore about plugins\n"
    machine.missing = ["something Qt does not need"]

    words = make_qt_start(environment, Screen.DISPLAY)

    assert words is not None
    assert words.endswith("could not connect to display :9")


@pytest.mark.parametrize(
    ("x11", "wayland", "expected"), [("", "", False), (":0", "", True), ("", "wayland-0", True)]
)
def test_display_on_linux_is_x11_or_wayland(
    monkeypatch: pytest.MonkeyPatch, x11: str, wayland: str, expected: bool
) -> None:
    monkeypatch.setattr(qt_libraries, "_on_linux", lambda: True)
    monkeypatch.setenv("DISPLAY", x11)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)

    assert has_display() is expected


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_on_linux", lambda: False)
    monkeypatch.delenv("DISPLAY", raising=False)

    assert has_display()
