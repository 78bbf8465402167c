from pathlib import Path

import pytest

from crampdiary.app import paths


def test_chosen_folder_holds_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CRAMPDIARY_HOME", str(tmp_path))
    files = {
        paths.default_diary(),
        paths.demo_diary(),
        paths.settings_file(),
        paths.chart_folder(),
        paths.log_file(),
    }
    assert len(files) == 5
    assert {file.parent for file in files} == {tmp_path}


def test_home_can_be_written_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRAMPDIARY_HOME", "~/cramps")
    assert paths.data_folder() == Path.home() / "cramps"


def test_without_a_choice_the_platform_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRAMPDIARY_HOME")
    assert paths.data_folder().name == "crampdiary"
    assert paths.data_folder().is_absolute()
