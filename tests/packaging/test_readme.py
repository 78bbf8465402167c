"""The two commands that README promises are the ones that exist and that CI runs."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("script", ["packaging/start.py", "packaging/test.py"])
def test_readme_names_the_command_on_a_line_of_its_own(script: str) -> None:
    lines = (CHECKOUT / "README.md").read_text(encoding="utf-8").splitlines()

    assert f"python3 {script}" in [line.strip() for line in lines]
    assert (CHECKOUT / script).is_file()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "python3 packaging/test.py\n" in (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
