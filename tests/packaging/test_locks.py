"""The lock files hold what pyproject.toml asks for, hashed, and name no host."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
LOCKS = ["run.lock", "develop.lock"]
_REQUIREMENT = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def _lines(lock: str) -> list[str]:
    return (CHECKOUT / "packaging" / lock).read_text(encoding="utf-8").splitlines()


def _pins(lock: str) -> dict[str, set[str]]:
    found = [match for match in map(_REQUIREMENT.match, _lines(lock)) if match]
    pins: dict[str, set[str]] = {}
    for match in found:
        pins.setdefault(match[1], set()).add(match[2])
    return pins


def _asked_for(lock: str) -> list[Requirement]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    if lock == "develop.lock":
        wanted += project["dependency-groups"]["dev"]
    return [Requirement(text) for text in wanted]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_only_pinned_names_and_hashes(lock: str) -> None:
    odd = [line for line in _lines(lock) if not (_REQUIREMENT.match(line) or _HASH.match(line))]

    assert odd == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_satisfies_pyproject(lock: str) -> None:
    pins = _pins(lock)
    missing = [
        str(wanted)
        for wanted in _asked_for(lock)
        if not all(map(wanted.specifier.contains, pins.get(canonicalize_name(wanted.name), {""})))
    ]

    assert missing == [], "run packaging/lock.py"


def test_develop_lock_pins_all_of_run_lock_alike() -> None:
    develop = _pins("develop.lock")

    assert {name: develop.get(name) for name in _pins("run.lock")} == _pins("run.lock")
