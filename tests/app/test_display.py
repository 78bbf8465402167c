import socket
from pathlib import Path

import pytest

from crampdiary.app import display
from crampdiary.app.display import has_display, has_screen


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Linux with no display at all."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(display, "_X_SOCKETS", str(tmp_path / "X"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_without_any_server_there_is_none() -> None:
    assert not has_display()


def test_other_systems_always_have_a_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert has_display()


def test_a_platform_without_a_server_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_display()


@pytest.mark.parametrize("kernel_tells", [True, False])
@pytest.mark.parametrize("name", [":44", ":44.0", "unix:44"])
def test_an_x_server_that_answers_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, kernel_tells: bool
) -> None:
    monkeypatch.setenv("DISPLAY", name)
    if not kernel_tells:
        monkeypatch.setattr(display, "_SOCKETS", tmp_path / "none")
    assert not has_display()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X44"))
        server.listen()
        assert has_display()
    assert not has_display(), "a server that died leaves its socket"


def test_a_display_elsewhere_is_left_to_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "study.example:10.0")
    assert has_display()


@pytest.mark.parametrize("name", ["", "nonsense", ":", ":x"])
def test_nonsense_is_no_display(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert not has_display()


def test_a_wayland_socket_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert not has_display()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        assert has_display()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:enable_fonts"])
def test_what_nobody_sees_is_a_display_and_no_screen(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert (has_display(), has_screen()) == (True, False)


def test_a_display_is_a_screen_and_without_one_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not has_screen()
    monkeypatch.setenv("DISPLAY", "study.example:10.0")
    assert has_screen()
