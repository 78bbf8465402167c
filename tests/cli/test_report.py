"""`report`: which nights, which file, what follows the page, and for whom it is."""

from pathlib import Path

import pytest

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.records import Treatment
from crampdiary.services.entries import add
from crampdiary.services.preferences import set_preferences
from tests.cli.desk import Desk

PARTS = [part.value for part in ReportPart]


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk.said("add", "night", "2026-11-01", "--cramps", "2")
    desk.said("add", "night", "2026-11-20", "--none")
    desk.said("add", "treatment", "Vitamin D3", "--dose", "2000 IU", "--from", "2026-11-05")
    desk.said("add", "treatment", "Vitamin D3", "--dose", "1000 IU", "--from", "2026-11-12")
    return desk


@pytest.mark.parametrize(
    ("ending", "begins", "pages"),
    [("pdf", b"%PDF", 1), ("html", b"<!DOCTYPE html>", None), ("txt", b"Night cramp diary", None)],
)
def test_file_is_of_the_kind_that_its_ending_names(
    kept: Desk, tmp_path: Path, ending: str, begins: bytes, pages: int | None
) -> None:
    path = tmp_path / f"doctor.{ending}"
    assert kept.told("report", "-o", str(path)) == {
        "file": str(path),
        "first_night": "2026-11-01",
        "last_night": "2026-11-20",
        "notes": [],
        "pages": pages,
        "parts": [],
    }
    assert path.read_bytes().startswith(begins)


def test_since_begins_with_the_first_dose_of_the_treatment(kept: Desk, tmp_path: Path) -> None:
    path = tmp_path / "doctor.txt"
    told = kept.told("report", "-o", str(path), "--since", "vitamin d3", "--to", "2026-11-15")
    assert (told["first_night"], told["last_night"]) == ("2026-11-05", "2026-11-15")


def test_since_tells_which_treatments_there_are(kept: Desk, tmp_path: Path) -> None:
    out = ("report", "-o", str(tmp_path / "doctor.txt"))
    assert "use Vitamin D3" in kept.refused(*out, "--since", "tea")
    assert "--from" in kept.misunderstood(*out, "--since", "tea", "--from", "2026-11-01")
    add(kept.diary, kept.clock, Treatment(name="Tonic"))
    assert "(Tonic) has no start recorded" in kept.refused(*out, "--since", "tonic")
    late = kept.refused(*out, "--since", "Vitamin D3", "--to", "2026-11-04")
    assert "(Vitamin D3, from 2026-11-05) begins after the last of these nights" in late


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        (["labs,cramps"], ["cramps", "labs"]),
        (["method", "--with", "Nights, method"], ["nights", "method"]),
        (["all"], PARTS),
        (["all,labs"], PARTS),
    ],
)
def test_parts_follow_in_their_own_order_however_they_are_asked_for(
    kept: Desk, tmp_path: Path, asked: list[str], parts: list[str]
) -> None:
    told = kept.told("report", "-o", str(tmp_path / "doctor.txt"), "--with", *asked)
    assert told["parts"] == parts


@pytest.mark.parametrize("day", ["tomorrow", "0001-01-01", "9999-12-31"])
def test_visit_on_no_day_of_any_life_writes_nothing(kept: Desk, tmp_path: Path, day: str) -> None:
    said = kept.refused("report", "-o", str(tmp_path / "doctor.txt"), "--visit", day)
    assert day in said
    assert not (tmp_path / "doctor.txt").exists()


@pytest.mark.parametrize("asked", ["cramps,tea", "", ",", "cramps labs"])
def test_unknown_part_is_answered_with_all_that_there_are(
    kept: Desk, tmp_path: Path, asked: str
) -> None:
    said = kept.misunderstood("report", "-o", str(tmp_path / "doctor.txt"), "--with", asked)
    assert f"{', '.join(PARTS)}, or all" in " ".join(said.split())
    assert not (tmp_path / "doctor.txt").exists()


def test_pages_are_told_where_more_than_one_was_made(kept: Desk, tmp_path: Path) -> None:
    path = str(tmp_path / "doctor.pdf")
    assert "in all" not in kept.said("report", "-o", path)
    assert "2 pages in all" in kept.said("report", "-o", path, "--with", "labs")


def test_grey_reaches_the_file(kept: Desk, tmp_path: Path) -> None:
    plain, grey = tmp_path / "plain.html", tmp_path / "grey.html"
    kept.said("report", "-o", str(plain))
    kept.said("report", "-o", str(grey), "--grey")
    assert plain.read_text() != grey.read_text()


def test_anonymous_text_names_nobody(kept: Desk, tmp_path: Path) -> None:
    set_preferences(kept.diary, kept.clock, person_name="Jordan Example", birth_year=1959)
    path = tmp_path / "doctor.txt"
    kept.said("report", "-o", str(path))
    assert "Jordan Example, born 1959" in path.read_text()
    kept.said("report", "-o", str(path), "--anonymous", "--with", "all")
    assert "Jordan" not in path.read_text()
    assert "1959" not in path.read_text()
