"""Files in and out of the diary."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crampdiary.cli.ranges import Span, report_span
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, LabResult
from crampdiary.reports.page import Report
from crampdiary.services.preferences import set_preferences
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from tests.cli.desk import Desk
from tests.fakes import MemoryDiary

NIGHTS = (
    "night_of;logged;episodes;on_supplement\r\n2026-01-01;1;2;0\r\n"
    "2026-01-02;0;;1\r\n2026-01-03;1;0;1\r\n"
)


@pytest.fixture
def nights(tmp_path: Path) -> str:
    path = tmp_path / "nights.csv"
    path.write_bytes(NIGHTS.encode())
    return str(path)


class TestImport:
    def test_nights_and_periods_come_in_once(self, desk: Desk, nights: str) -> None:
        line = ["import", nights, "--period-column", "on_supplement", "--treatment", "Vitamin D3"]
        assert desk.told(*line) == {
            "cramps": {"added": 2, "left_as_is": 0, "unchanged": 0},
            "nights": {"added": 2, "left_as_is": 0, "unchanged": 0},
            "phases": {"added": 1, "left_as_is": 0, "unchanged": 0},
            "treatments": {"added": 1, "left_as_is": 0, "unchanged": 0},
        }
        (treatment,) = desk.told("list", "treatments")
        (phase,) = treatment["phases"]
        assert (phase["start"], phase["end"]) == ("2026-01-02", "2026-01-03")
        assert "The diary is as it was." in desk.said(*line)
        assert len(desk.diary.batches()) == 1

    def test_bad_rows_are_listed_with_line_and_reason(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "bad.csv"
        path.write_text("night_of,cramps\n2026-01-01,many\n2026-01-02,1\n2026-02-30,1\n")
        lines = desk.refused("import", str(path)).splitlines()
        assert "the diary is unchanged" in lines[0]
        assert lines[1].startswith("Line 2: the number of cramps (many) is not a number")
        assert lines[2].startswith("Line 4: the night (2026-02-30) is not a date")
        assert len(lines) == 3
        assert desk.diary.batches() == []

    @pytest.mark.parametrize("option", [["--treatment", "Mg"], ["--period-column", "on"]])
    def test_period_column_and_treatment_go_together(
        self, desk: Desk, nights: str, option: list[str]
    ) -> None:
        assert "go together" in desk.misunderstood("import", nights, *option)

    def test_file_that_cannot_be_read_is_named(self, desk: Desk, tmp_path: Path) -> None:
        assert "There is no file" in desk.refused("import", str(tmp_path / "none.csv"))
        assert "is a folder" in desk.refused("import", str(tmp_path))


class TestExport:
    def test_export_is_taken_in_again_without_loss(self, desk: Desk, tmp_path: Path) -> None:
        desk.said("add", "cramp", "--at", "2026-11-22T02:31", "--pain", "7")
        desk.said("add", "treatment", "Mg", "--from", "2026-01-01")
        desk.said("add", "own", "test", "Ceruloplasmin", "--unit", "mg/dL")
        path = tmp_path / "diary.json"
        told = desk.told("export", "-o", str(path))
        assert told == {"content": "diary", "entries": 4, "file": str(path)}
        words = desk.said("--diary", "other", "import", str(path))
        assert "Own entries: 1 added." in words
        assert desk.told("--diary", "other", "list", "cramps") == desk.told("list", "cramps")
        again = tmp_path / "again.json"
        desk.said("--diary", "other", "export", "-o", str(again))
        assert again.read_bytes() == path.read_bytes()

    def test_file_that_exists_is_replaced_only_with_force(self, desk: Desk, tmp_path: Path) -> None:
        desk.said("add", "night", "2026-11-20", "--none")
        path = tmp_path / "nights.csv"
        path.write_text("mine")
        assert "exists already" in desk.refused("export", "-o", str(path))
        assert path.read_text() == "mine"
        desk.said("export", "-o", str(path), "--force")
        assert path.read_text().startswith("night_of,logged,state,cramps")

    @pytest.mark.parametrize(
        ("name", "words"),
        [("x.txt", "ending"), ("nowhere/x.json", "There is no folder"), (".", "ending")],
    )
    def test_place_that_cannot_be_written_is_named(
        self, desk: Desk, tmp_path: Path, name: str, words: str
    ) -> None:
        desk.said("add", "night", "2026-11-20", "--none")
        assert words in desk.refused("export", "-o", str(tmp_path / name))


class TestDemo:
    def test_demo_refuses_a_file_that_exists(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "mine.crampdiary"
        path.write_text("mine")
        assert "exists already" in desk.refused("demo", "-o", str(path))
        assert path.read_text() == "mine"

    def test_impossible_years_leave_nothing_behind(self, desk: Desk, tmp_path: Path) -> None:
        assert "1 to 30" in desk.refused("demo", "-o", str(tmp_path / "x"), "--years", "0")
        assert list(tmp_path.iterdir()) == []

    def test_demo_says_what_it_made(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "demo.crampdiary"
        told = desk.told("demo", "-o", str(path))
        assert told["file"] == str(path)
        assert told["last_night"] == "2026-11-21"
        assert path.exists()
        (diary,) = desk.diaries.values()
        assert diary.records(Preferences)[0].is_demo


class TestPictures:
    @pytest.fixture
    def kept(self, desk: Desk) -> Desk:
        desk.said("add", "night", "2026-11-01", "--cramps", "2")
        for day in range(2, 20):
            desk.said("add", "night", f"2026-11-{day:02}", "--none")
        return desk

    @pytest.mark.parametrize(
        ("ending", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
    )
    def test_chart_is_written_in_the_format_of_its_ending(
        self, kept: Desk, tmp_path: Path, ending: str, magic: bytes
    ) -> None:
        path = tmp_path / f"timeline.{ending}"
        told = kept.told("chart", "timeline", "-o", str(path))
        assert path.read_bytes().startswith(magic)
        assert told == {
            "chart": "timeline",
            "file": str(path),
            "first_night": "2026-11-01",
            "last_night": "2026-11-19",
        }

    def test_night_style_is_another_picture(self, kept: Desk, tmp_path: Path) -> None:
        day, night = tmp_path / "day.svg", tmp_path / "night.svg"
        kept.said("chart", "timeline", "-o", str(day), "--style", "day")
        kept.said("chart", "timeline", "-o", str(night), "--style", "night")
        assert "#DC1818".lower() in night.read_text().lower()
        assert "#DC1818".lower() not in day.read_text().lower()

    def test_diary_without_nights_has_an_empty_chart(self, desk: Desk, tmp_path: Path) -> None:
        desk.said("add", "condition", "Diabetes")
        told = desk.told("chart", "timeline", "-o", str(tmp_path / "x.svg"))
        assert (told["first_night"], told["last_night"]) == ("2026-10-25", "2026-11-21")

    def test_all_charts_go_into_a_folder_and_those_with_too_little_are_told(
        self, kept: Desk, tmp_path: Path
    ) -> None:
        folder = tmp_path / "charts"
        told = kept.told("chart", "all", "-o", str(folder), "--kind", "svg")
        files = [folder / Path(one["file"]).name for one in told["charts"]]
        assert sorted(folder.iterdir()) == sorted(files)
        assert all(path.read_bytes().startswith(b"<?xml") for path in files)
        assert folder / "Timeline 2026-11-01 to 2026-11-19.svg" in files
        assert not any(one["replaced"] for one in told["charts"])
        left_out = {one["chart"] for one in told["too_little"]}
        assert "labs" in left_out
        assert len(files) + len(left_out) == 11
        assert (told["kind"], told["first_night"], told["last_night"]) == (
            *("svg", "2026-11-01", "2026-11-19"),
        )
        said = kept.said("chart", "all", "-o", str(folder), "--kind", "svg")
        assert f"{len(files)} in place of older files." in said
        assert "labs: No lab result lies in this time." in said

    def test_no_chart_and_no_table_names_the_patient(self, kept: Desk, tmp_path: Path) -> None:
        set_preferences(kept.diary, kept.clock, person_name="Adelheid Zbinden")
        kept.said("add", "treatment", "Adelheid's tonic", "--from", "2026-11-05", "--dose", "5 ml")
        for kind in ("svg", "csv"):
            kept.said("chart", "all", "-o", str(tmp_path), "--kind", kind)
        kept.said("chart", "timeline", "-o", str(tmp_path / "own.svg"))
        written = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
        assert any("[name]'s tonic" in text for text in written)
        assert not any("adelheid" in text.casefold() for text in written)

    def test_errors_of_all_charts_are_said(self, kept: Desk, tmp_path: Path) -> None:
        gone = tmp_path / "gone" / "charts"
        assert "There is no folder" in kept.refused("chart", "all", "-o", str(gone))
        file = tmp_path / "file"
        file.write_text("mine", encoding="utf-8")
        assert "There is no folder" in kept.refused("chart", "all", "-o", str(file))
        kept.misunderstood("chart", "timeline", "-o", str(tmp_path / "x.png"), "--kind", "svg")

    def test_chart_errors_are_said(self, kept: Desk, tmp_path: Path) -> None:
        kept.misunderstood("chart", "tea", "-o", "x.png")
        kept.misunderstood("chart", "timeline")
        assert ".png" in kept.refused("chart", "timeline", "-o", str(tmp_path / "x.gif"))
        assert "is a folder" in kept.refused("chart", "timeline", "-o", str(tmp_path))

    def test_report_is_a_pdf_about_the_nights_there_are(self, kept: Desk, tmp_path: Path) -> None:
        path = tmp_path / "doctor.pdf"
        told = kept.told(
            *("report", "-o", str(path), "--visit", "2026-11-26", "--paper", "letter"),
            *("--anonymous", "--question", "Why?", "--question", "How long?"),
        )
        assert path.read_bytes().startswith(b"%PDF")
        assert (told["first_night"], told["last_night"]) == ("2026-11-01", "2026-11-19")

    def test_report_errors_are_said(self, kept: Desk, tmp_path: Path) -> None:
        out = str(tmp_path / "x.pdf")
        assert ".pdf" in kept.refused("report", "-o", str(tmp_path / "x.png"))
        assert "is not a date" in kept.refused("report", "-o", out, "--visit", "soon")
        four = [part for number in range(4) for part in ("--question", f"{number}?")]
        assert "up to 3" in kept.refused("report", "-o", out, *four)
        kept.misunderstood("report", "-o", out, "--paper", "a3")
        assert not (tmp_path / "x.pdf").exists()


class TestReportSpan:
    def span(self, *nights: date, labs: tuple[date, ...] = ()) -> tuple[date, date]:
        records = [Cramp(night=night) for night in nights]
        results = [LabResult(test="K", value=Decimal(4), unit="", taken_on=day) for day in labs]
        return report_span(
            MemoryDiary([*records, *results]), Desk().clock, Span(first=None, last=None)
        )

    def test_nine_months_end_with_the_last_recorded_night(self) -> None:
        assert self.span(date(2024, 1, 1), date(2026, 11, 30)) == (
            date(2026, 3, 1),
            date(2026, 11, 30),
        )
        assert self.span(date(2024, 1, 1), date(2026, 9, 21))[0] == date(2025, 12, 22)

    def test_younger_diary_begins_with_its_first_night_or_lab_result(self) -> None:
        assert self.span(date(2026, 11, 1), date(2026, 11, 20))[0] == date(2026, 11, 1)
        labs = (date(2025, 1, 1), date(2026, 6, 1))
        assert self.span(date(2026, 11, 1), date(2026, 11, 20), labs=labs)[0] == date(2026, 6, 1)


def test_anonymous_report_is_about_nobody(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.said("add", "night", "2026-11-01", "--none")
    set_preferences(desk.diary, desk.clock, person_name="Jordan Example", birth_year=1959)
    seen: list[Visit] = []

    def noting(diary: Diary, clock: Clock, visit: Visit) -> Report:
        seen.append(visit)
        return make_report(diary, clock, visit)

    monkeypatch.setattr("crampdiary.services.report.making.make_report", noting)
    desk.said("report", "-o", str(tmp_path / "named.pdf"))
    desk.said("report", "-o", str(tmp_path / "nobody.pdf"), "--anonymous")
    assert [(visit.name, visit.birth_year) for visit in seen] == [
        ("Jordan Example", 1959),
        (None, None),
    ]
