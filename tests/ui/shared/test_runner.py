import gc
import threading
from functools import partial

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.runner import Runner


def test_results_come_back_on_the_asking_thread(qtbot: QtBot) -> None:
    runner = Runner()
    seen: list[tuple[int, int]] = []
    runner.run(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    runner.close()
    assert seen[0][0] != threading.get_ident()
    assert seen[0][1] == threading.get_ident()


def test_nothing_is_collected_while_any_work_runs(qtbot: QtBot) -> None:
    one, other = Runner(), Runner()
    go_on = threading.Event()
    seen: list[bool] = []
    one.run(go_on.wait, seen.append)
    quick = other.run(gc.isenabled, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]
    other.forget(quick)
    assert not gc.isenabled()
    go_on.set()
    qtbot.waitUntil(lambda: len(seen) > 1)
    assert gc.isenabled()
    for runner in (one, other):
        runner.close()
    assert gc.isenabled()


def test_forgotten_failed_and_dropped_work_lets_collecting_go_on(qtbot: QtBot) -> None:
    runner = Runner()
    runner.forget(runner.run(lambda: None, lambda _: None))
    runner.run(_fail, lambda _: None, lambda _: None)
    qtbot.waitUntil(gc.isenabled)
    for _ in range(5):  # more than run at once: those behind are dropped
        runner.run(lambda: None, lambda _: None)
    assert not gc.isenabled()
    runner.close()
    assert gc.isenabled()


def _fail() -> None:
    raise OSError("disk full")


def test_a_failure_reaches_its_handler(qtbot: QtBot) -> None:
    runner = Runner()
    seen: list[Exception] = []
    runner.run(_fail, lambda _: None, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    runner.close()
    assert str(seen[0]) == "disk full"


def test_a_failure_nobody_handles_is_raised_for_the_log(qtbot: QtBot) -> None:
    runner = Runner()
    with capture_exceptions() as raised:
        runner.run(_fail, lambda _: None)
        qtbot.waitUntil(lambda: not runner.is_busy)
    runner.close()
    assert [kind for kind, _, _ in raised] == [OSError]


def test_forgotten_work_answers_nobody(qtbot: QtBot) -> None:
    runner = Runner()
    seen: list[str] = []
    forgotten = runner.run(lambda: "old", seen.append)
    runner.forget(forgotten)
    runner.run(lambda: "new", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    runner.close()
    assert seen == ["new"]


def test_closing_waits_for_what_runs_and_drops_its_result(qtbot: QtBot) -> None:
    runner = Runner()
    begun, go_on = threading.Event(), threading.Event()
    ended: list[str] = []

    def work() -> str:
        begun.set()
        go_on.wait(5)
        ended.append("work")
        return "result"

    runner.run(work, lambda _: ended.append("told"))
    assert begun.wait(5)
    go_on.set()
    runner.close()
    qtbot.wait(1)
    assert ended == ["work"]


@pytest.mark.parametrize("count", [1, 20])
def test_each_piece_of_work_gets_its_own_answer(qtbot: QtBot, count: int) -> None:
    runner = Runner()
    answers: dict[int, int] = {}
    for number in range(count):
        runner.run(partial(pow, number, 2), partial(answers.__setitem__, number))
    qtbot.waitUntil(lambda: len(answers) == count)
    runner.close()
    assert answers == {number: number**2 for number in range(count)}


def test_work_that_nobody_waits_for_any_more_is_not_begun(qtbot: QtBot) -> None:
    runner = Runner()
    go_on = threading.Event()
    begun: list[str] = []
    ended: list[object] = []
    for _ in range(2):  # as many as run at once
        runner.run(go_on.wait, ended.append)
    behind = runner.run(lambda: begun.append("behind"), ended.append)
    runner.run(lambda: begun.append("last"), ended.append)
    runner.forget(behind)
    go_on.set()
    qtbot.waitUntil(lambda: len(ended) == 3)
    runner.close()
    assert begun == ["last"]
    assert gc.isenabled()
