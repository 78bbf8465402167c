"""Who is the first on a diary, and what a second start asks of it; within one process."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from crampdiary.app import handover
from crampdiary.app.handover import Answer, WishServer, hand_over
from crampdiary.app.instance import Instance, diary_key
from crampdiary.app.wishes import Wish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "mine.crampdiary"


@pytest.fixture
def first(diary: Path, folder: Path) -> Iterator[Instance]:
    """The first on the diary."""
    instance = Instance(diary, folder=folder)
    assert instance.take()
    yield instance
    instance.release()


@pytest.fixture
def server(first: Instance, qapp: QObject) -> Iterator[WishServer]:
    made = WishServer(parent=qapp)
    assert made.listen(first.sockets)
    yield made
    made.close()
    made.deleteLater()


def test_a_second_on_the_same_diary_is_not_the_first(
    first: Instance, diary: Path, folder: Path
) -> None:
    second = Instance(diary, folder=folder)
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_another_diary_has_a_window_of_its_own(first: Instance, folder: Path) -> None:
    other = Instance(folder / "other.crampdiary", folder=folder)
    assert other.take()
    assert not set(other.sockets) & set(first.sockets)
    other.release()


def test_a_diary_is_the_same_by_whatever_path_it_is_named(
    diary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary.write_bytes(b"")
    (tmp_path / "link").symlink_to(diary)
    monkeypatch.chdir(tmp_path)
    names = [diary, Path(diary.name), tmp_path / "data" / ".." / diary.name, tmp_path / "link"]
    assert len({diary_key(name) for name in names}) == 1


def test_links_in_a_circle_are_a_name_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert diary_key(tmp_path / "a")


def test_no_file_name_tells_where_the_diary_lies(first: Instance, folder: Path) -> None:
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 1
    assert "mine" not in names[0]


def test_a_folder_that_takes_no_lock_keeps_nobody_from_the_diary(
    diary: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    instance = Instance(diary, folder=tmp_path / "file")
    assert instance.take()
    assert not instance.is_first


def test_a_lock_whose_process_id_is_another_programs_by_now_is_taken(
    diary: Path, folder: Path
) -> None:
    instance = Instance(diary, folder=folder)
    assert instance.take()
    (lock,) = folder.iterdir()
    left_behind = lock.read_bytes()
    instance.release()
    lock.write_bytes(left_behind)  # as after a crash; it names this process, which is alive
    assert not instance.take()
    assert hand_over(instance, Wish.OPEN, wait_ms=1) is Answer.FIRST
    assert instance.is_first
    instance.release()


def test_a_first_that_never_answers_is_waited_for_and_stays_the_first(
    first: Instance, diary: Path, folder: Path
) -> None:
    second = Instance(diary, folder=folder)
    assert hand_over(second, Wish.NIGHT, wait_ms=120) is Answer.NONE
    assert first.is_first
    assert not second.is_first


def test_a_socket_that_died_with_its_process_is_no_answer(
    first: Instance, diary: Path, folder: Path
) -> None:
    Path(first.sockets[0]).parent.mkdir(exist_ok=True)
    assert hand_over(Instance(diary, folder=folder), Wish.OPEN, wait_ms=1) is Answer.NONE


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="pipes belong to no folder")
def test_a_socket_of_somebody_else_is_not_asked(
    first: Instance, server: WishServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = first.sockets[0]
    assert handover._is_ours(place)
    monkeypatch.setattr(os, "getuid", lambda: -1)
    assert not handover._is_ours(place)


def test_a_folder_that_lies_too_deep_for_a_socket_has_one_elsewhere(
    diary: Path, tmp_path: Path, qapp: QObject
) -> None:
    instance = Instance(diary, folder=tmp_path / ("deep" * 30))
    assert instance.take()
    server = WishServer(parent=qapp)
    assert server.listen(instance.sockets)
    server.close()
    server.deleteLater()
    instance.release()


def _send(qtbot: QtBot, first: Instance, data: bytes) -> bytes:
    """Write to the first as another process would; return what comes back until it hangs up."""
    socket = QLocalSocket()
    for place in first.sockets:
        socket.connectToServer(place)
        if socket.waitForConnected(200):
            break
    socket.write(data)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    return bytes(socket.readAll().data())


@pytest.mark.parametrize("wish", list(Wish))
def test_a_wish_is_told_and_answered(
    qtbot: QtBot, first: Instance, server: WishServer, wish: Wish
) -> None:
    with qtbot.waitSignal(server.wished) as told:
        assert _send(qtbot, first, f"{wish}\n".encode()) == b"ok\n"
    assert told.args == [wish]


def _is_wish(data: bytes) -> bool:
    return any(data.startswith(f"{wish}\n".encode()) for wish in Wish)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    data=st.one_of(
        st.binary(max_size=200).map(lambda it: it + b"\n"),
        st.binary(min_size=64, max_size=5_000).filter(lambda it: b"\n" not in it),
        st.sampled_from([b"NIGHT\n", b" night\n", b"night \n", b"night\r\n", b"quit\n", b"\n"]),
    ).filter(lambda it: not _is_wish(it))
)
def test_what_is_no_wish_is_ignored(
    qtbot: QtBot, first: Instance, server: WishServer, data: bytes
) -> None:
    with qtbot.assertNotEmitted(server.wished):
        assert _send(qtbot, first, data) == b""
    with qtbot.waitSignal(server.wished):
        assert _send(qtbot, first, b"open\n") == b"ok\n"


def test_who_connects_and_says_nothing_is_hung_up_on(
    qtbot: QtBot, first: Instance, server: WishServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "PATIENCE_MS", 10)
    with qtbot.assertNotEmitted(server.wished):
        assert _send(qtbot, first, b"nigh") == b""
