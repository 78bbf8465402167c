"""README's commands on a Python that is too old."""

import ast
import sys
from pathlib import Path

import pytest
import python_version

PACKAGING = Path(python_version.__file__).parent


def test_too_old_python_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(sys, "argv", ["packaging/start.py"])

    with pytest.raises(SystemExit) as stopped:
        python_version.require_new_enough()

    assert stopped.value.code == (
        "Cramp Diary needs Python 3.11 or newer, and this is Python 3.9: install a newer one, then"
        " run the same command with it (for example python3.11 packaging/start.py)."
    )


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_new_enough_python_goes_on(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int]
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0))

    python_version.require_new_enough()


@pytest.mark.parametrize("script", ["start.py", "test.py", "python_version.py"])
def test_an_old_python_can_read_what_says_so(script: str) -> None:
    source = (PACKAGING / script).read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 7))
