"""The environment is made once, made anew when it must be, and never in the way."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap import environment as module
from bootstrap import system
from bootstrap.environment import NOTE, Environment, Lock, make_ready
from bootstrap.terminal import SetupProblem


class Installer:
    """Stands in for venv and pip; counts, and fails when told to."""

    def __init__(self) -> None:
        self.created = 0
        self.installed: list[Lock] = []
        self.fails = False

    def create(self, environment: Environment) -> None:
        self.created += 1
        environment.python.parent.mkdir(parents=True)
        environment.python.write_text("")
        environment.write_note("made_for", {"checkout": str(environment.checkout)})
        home = f"home = {environment.checkout}\n"
        (environment.folder / "pyvenv.cfg").write_text(home)

    def install(self, environment: Environment, lock: Lock) -> None:
        self.installed.append(lock)
        if self.fails:
            message = "no network"
            raise SetupProblem(message)


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch) -> Installer:
    double = Installer()
    monkeypatch.setattr(module, "_create", double.create)
    monkeypatch.setattr(module, "_install", double.install)
    return double


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "my cramp diary"
    (folder / "packaging").mkdir(parents=True)
    for lock in Lock:
        (folder / "packaging" / f"{lock}.lock").write_text(f"# {lock}\n")
    return folder


def test_second_start_sets_nothing_up(checkout: Path, installer: Installer) -> None:
    make_ready(checkout, Lock.RUN)
    make_ready(checkout, Lock.RUN)

    assert (installer.created, installer.installed) == (1, [Lock.RUN])


def test_changed_lock_makes_it_anew(checkout: Path, installer: Installer) -> None:
    make_ready(checkout, Lock.RUN)
    (checkout / "packaging" / "run.lock").write_text("# other versions\n")

    make_ready(checkout, Lock.RUN)

    assert installer.created == 2


def test_line_ends_of_the_checkout_do_not_count_as_change(
    checkout: Path, installer: Installer
) -> None:
    make_ready(checkout, Lock.RUN)
    (checkout / "packaging" / "run.lock").write_bytes(b"# run\r\n")

    make_ready(checkout, Lock.RUN)

    assert installer.created == 1


def test_tests_add_to_what_the_app_has(checkout: Path, installer: Installer) -> None:
    make_ready(checkout, Lock.RUN)
    make_ready(checkout, Lock.DEVELOP)
    make_ready(checkout, Lock.RUN)

    assert (installer.created, installer.installed) == (1, [Lock.RUN, Lock.DEVELOP])


def test_failed_install_leaves_nothing_behind(checkout: Path, installer: Installer) -> None:
    installer.fails = True

    with pytest.raises(SetupProblem):
        make_ready(checkout, Lock.RUN)

    assert not (checkout / ".venv").exists()


def test_failed_addition_leaves_the_app_usable(checkout: Path, installer: Installer) -> None:
    environment = make_ready(checkout, Lock.RUN)
    installer.fails = True

    with pytest.raises(SetupProblem):
        make_ready(checkout, Lock.DEVELOP)

    assert environment.satisfies(Lock.RUN)


def test_interrupted_set_up_is_made_anew(checkout: Path, installer: Installer) -> None:
    folder = checkout / ".venv"
    folder.mkdir()
    (folder / NOTE).write_text('{"made_for": {"checkout": "x"}}')
    (folder / "half").mkdir()

    make_ready(checkout, Lock.RUN)

    assert installer.created == 1
    assert not (folder / "half").exists()


def test_moved_checkout_is_set_up_anew(checkout: Path, installer: Installer) -> None:
    make_ready(checkout, Lock.RUN)
    moved = checkout.rename(checkout.with_name("moved"))

    make_ready(moved, Lock.RUN)

    assert installer.created == 2


def test_python_that_is_gone_means_anew(checkout: Path, installer: Installer) -> None:
    make_ready(checkout, Lock.RUN).python.unlink()

    make_ready(checkout, Lock.RUN)

    assert installer.created == 2


def test_somebody_elses_venv_is_left_alone(checkout: Path, installer: Installer) -> None:
    theirs = checkout / ".venv" / "theirs"
    theirs.parent.mkdir()
    theirs.write_text("")

    with pytest.raises(SetupProblem, match="in the way"):
        make_ready(checkout, Lock.RUN)

    assert theirs.exists()
    assert installer.created == 0


@pytest.mark.slow
def test_real_environment_imports_from_a_checkout_with_an_odd_name(tmp_path: Path) -> None:
    checkout = tmp_path / "Müllers Wade"
    (checkout / "packaging").mkdir(parents=True)
    (checkout / "crampdiary").mkdir()
    (checkout / "crampdiary" / "__init__.py").write_text("HERE = 'checkout'\n")
    (checkout / "packaging" / "run.lock").write_text("")

    environment = make_ready(checkout, Lock.RUN)

    script = "import crampdiary; print(crampdiary.HERE)"
    said = subprocess.run(
        [environment.python, "-I", "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, check=True
    )
    assert said.stdout.split() == [b"checkout"]
    assert environment.satisfies(Lock.RUN)


def test_missing_ensurepip_says_the_line_to_type(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(system, "package_manager", lambda: system.MANAGERS[0])
    monkeypatch.setattr(system, "is_root", lambda: False)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"

    with pytest.raises(SetupProblem, match=f"sudo apt-get install -y .*{package}`"):
        make_ready(checkout, Lock.RUN)

    assert not (checkout / ".venv").exists()
