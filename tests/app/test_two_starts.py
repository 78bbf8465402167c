"""Two starts on one diary, as real processes without a screen."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from crampdiary.app.handover import NO_ANSWER
from crampdiary.storage.diary import SqliteDiary

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# The real app, which says when it listens and what it was asked for; a short patience for tests.
_TOLD = """
import sys
from crampdiary.app import handover, presence
handover.WAIT_MS = handover.hand_over.__kwdefaults__["wait_ms"] = int(sys.argv.pop(1))

class Told(presence.Presence):
    def __init__(self, *args, **fields):
        super().__init__(*args, **fields)
        print("listens", flush=True)

    def _on_server_wished(self, wish):
        super()._on_server_wished(wish)
        cramps = len(self._session.diary.open_cramps())
        print(wish, self._session.path.name, self._window.shows_night, cramps, flush=True)

presence.Presence = Told
from crampdiary.app.main import main
sys.exit(main(sys.argv[1:]))
"""


class Starts:
    """Starts the app again and again in a home of its own, by day."""

    def __init__(self, home: Path) -> None:
        self.home, self.running = home, list[subprocess.Popen[str]]()
        home.mkdir()
        (home / "window.ini").write_text("[night]\nstart=never\n", encoding="utf-8")
        self.environment = {
            **os.environ,
            "CRAMPDIARY_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        }

    def start(self, *arguments: str, wait_ms: int = 60_000) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", _TOLD, str(wait_ms), *arguments],
            env=self.environment,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.communicate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    said, complained = process.communicate(timeout=60)
    return process.returncode, said, complained


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    made = Starts(tmp_path / "home")
    yield made
    made.end()


def test_a_second_start_hands_its_wish_over_and_leaves(starts: Starts) -> None:
    first = starts.start()
    assert _line(first) == "listens"
    assert _ended(starts.start()) == (0, "", "")
    assert _line(first) == "open diary.crampdiary False 0"
    assert _ended(starts.start("night")) == (0, "", "")
    assert _line(first) == "night diary.crampdiary True 0"


def test_of_two_starts_in_the_same_moment_one_window_stays(starts: Starts) -> None:
    both = [starts.start(), starts.start("night")]
    with ThreadPoolExecutor() as pool:
        ends = {pool.submit(process.wait): process for process in both}
        done, open_still = wait(ends, return_when=FIRST_COMPLETED)
        (left,), (stays,) = ([ends[it] for it in group] for group in (done, open_still))
        assert _ended(left) == (0, "", "")
        assert _line(stays) == "listens"
        stays.kill()


def test_a_cramp_logged_by_command_is_on_the_night_screen_that_comes_up(starts: Starts) -> None:
    first = starts.start()
    assert _line(first) == "listens"
    assert _ended(starts.start("now", "--json"))[0] == 0
    assert _ended(starts.start("night"))[0] == 0
    assert _line(first) == "night diary.crampdiary True 1"


def test_a_key_held_down_before_there_is_any_diary_logs_one_cramp(starts: Starts) -> None:
    ends = [_ended(it) for it in [starts.start("now", "--no-window") for _ in range(6)]]
    assert {(code, complained) for code, _, complained in ends} == {(0, "")}
    assert sum("is stored" in said for _, said, _ in ends) == 1
    with SqliteDiary(starts.home / "diary.crampdiary") as diary:
        assert len(diary.open_cramps()) == 1


def test_after_a_kill_the_next_start_is_the_first_at_once(starts: Starts) -> None:
    first = starts.start()
    assert _line(first) == "listens"
    first.kill()
    first.wait()
    again = starts.start(wait_ms=0)
    assert _line(again) == "listens"
    assert _ended(starts.start("night"))[0] == 0
    assert _line(again) == "night diary.crampdiary True 0"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing can be held still here")
def test_a_first_that_hangs_is_said_in_a_sentence_and_has_no_second_beside_it(
    starts: Starts,
) -> None:
    first = starts.start()
    assert _line(first) == "listens"
    first.send_signal(signal.SIGSTOP)
    assert _ended(starts.start(wait_ms=300)) == (1, "", f"{NO_ANSWER}\n")
    first.send_signal(signal.SIGCONT)
    assert _ended(starts.start("night"))[0] == 0


def test_another_diary_has_a_window_of_its_own(starts: Starts) -> None:
    first, other = starts.start(), starts.start("--diary", "other.crampdiary")
    assert [_line(first), _line(other)] == ["listens", "listens"]
    by_another_name = str(starts.home / "x" / ".." / "other.crampdiary")
    assert _ended(starts.start(f"--diary={by_another_name}", "night"))[0] == 0
    assert _line(other) == "night other.crampdiary True 0"


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells")
def test_nothing_listens_on_a_network(starts: Starts) -> None:
    first = starts.start()
    assert _line(first) == "listens"
    held = [link.readlink().name for link in Path(f"/proc/{first.pid}/fd").iterdir()]
    sockets = {name[len("socket:[") : -1] for name in held if name.startswith("socket:")}
    assert sockets, "the one that listens for later starts"
    tables = (Path(f"/proc/{first.pid}/net/{name}") for name in ("tcp", "tcp6", "udp", "udp6"))
    rows = [line.split() for table in tables if table.exists() for line in _lines(table)]
    assert not sockets & {row[9] for row in rows}


def _lines(table: Path) -> list[str]:
    return table.read_text(encoding="ascii").splitlines()[1:]
