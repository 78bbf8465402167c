from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crampdiary.app import clock
from crampdiary.app.clock import SystemClock, system_zone


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer that says nothing about its zone."""
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(clock, "_LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(clock, "_TIMEZONE", tmp_path / "timezone")
    return tmp_path


def test_now_is_an_instant_with_its_zone_and_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    before = datetime.now(UTC)  # noqa: TID251 - against the real clock
    now = SystemClock().now()
    assert timedelta() <= now.utc - before < timedelta(seconds=10)
    assert (now.zone, now.offset_min) == ("Asia/Kathmandu", 345)


@pytest.mark.parametrize(
    "value", ["Europe/Berlin", ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin"]
)
def test_environment_says_the_zone(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TZ", value)
    assert system_zone() == "Europe/Berlin"


@pytest.mark.parametrize(
    "target",
    ["/usr/share/zoneinfo/Australia/Lord_Howe", "/var/db/timezone/zoneinfo/Australia/Lord_Howe"],
)
def test_link_of_the_system_says_the_zone(machine: Path, target: str) -> None:
    (machine / "localtime").symlink_to(target)
    assert system_zone() == "Australia/Lord_Howe"


def test_debians_file_says_the_zone_where_localtime_is_a_copy(machine: Path) -> None:
    (machine / "localtime").write_bytes(b"TZif2")
    (machine / "timezone").write_text("Pacific/Apia\n", encoding="utf-8")
    assert system_zone() == "Pacific/Apia"


def test_zone_that_is_none_is_passed_over(monkeypatch: pytest.MonkeyPatch, machine: Path) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    (machine / "timezone").write_text("Europe/Vienna", encoding="utf-8")
    assert system_zone() == "Europe/Vienna"


@pytest.mark.usefixtures("machine")
def test_qt_is_asked_where_nothing_else_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_zone_of_qt", lambda: "America/New_York")
    assert system_zone() == "America/New_York"


@pytest.mark.usefixtures("machine")
def test_fixed_offset_keeps_the_wall_clock_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_zone_of_qt", lambda: "")
    name = system_zone()
    now = datetime.now(UTC)  # noqa: TID251 - against the real clock
    assert now.astimezone(ZoneInfo(name)).utcoffset() == now.astimezone().utcoffset()
