"""Lab results on the command line: as written and canonical, flags, bands, and what is asked."""

from typing import Any

import pytest

from crampdiary.domain.choices import Comparator
from crampdiary.domain.records import LabResult
from tests.cli.desk import Desk

VITAMIN_D = ["add", "lab", "25-OH vitamin D", "--on", "2026-01-21", "--value"]
MAGNESIUM = ["add", "lab", "Magnesium", "--on", "2026-01-21", "--value"]
PANEL = ["add", "labs", "--on", "2026-01-21", "--laboratory", "Unilab"]


def only(desk: Desk) -> LabResult:
    (result,) = desk.diary.records(LabResult)
    return result


class TestOne:
    def test_documented_line_keeps_the_value_as_written(self, desk: Desk) -> None:
        document = desk.told(
            *(*VITAMIN_D, "14.20 ng/mL", "--low", "30", "--high", "100", "--fasting"),
            *("--laboratory", "Lab", "--note", "by post"),
        )
        result = only(desk)
        assert (str(result.value), result.unit, result.fasting) == ("14.20", "ng/mL", True)
        assert document | {"id": ""} == {
            "band": "deficient",
            "band_agrees_with_laboratory": True,
            "band_basis": "commonly used",
            "calculated": False,
            "canonical_as_shown": "14.20 ng/mL",
            "canonical_unit": "ng/mL",
            "canonical_unit_ucum": "ng/mL",
            "canonical_value": 14.2,
            "comparator": None,
            "fasting": True,
            "flag": "low",
            "flag_basis": "laboratory",
            "id": "",
            "kind": "lab",
            "laboratory": "Lab",
            "loinc": "62292-8",
            "note": "by post",
            "range_as_written": "30 to 100",
            "range_high": 100.0,
            "range_low": 30.0,
            "range_text": "",
            "red_flag": None,
            "red_flag_urgency": None,
            "taken_on": "2026-01-21",
            "test": "25-OH vitamin D",
            "test_key": "vitd25oh",
            "test_name": "25-OH vitamin D",
            "trend": None,
            "trend_since": None,
            "unit": "ng/mL",
            "value": 14.2,
            "value_as_written": "14.20 ng/mL",
        }

    def test_other_units_are_told_in_the_canonical_one_beside_what_was_written(
        self, desk: Desk
    ) -> None:
        document = desk.told(*VITAMIN_D, "82 nmol/L", "--range", "75 - 250")
        assert document["value_as_written"] == "82 nmol/L"
        # 82 / 2.496, by hand.
        assert document["canonical_value"] == pytest.approx(32.8526, abs=1e-4)
        assert (document["canonical_as_shown"], document["loinc"]) == ("32.9 ng/mL", "68438-1")
        assert (document["flag"], document["band"]) == (None, "sufficient")

    @pytest.mark.parametrize(
        ("printed", "written"), [("0.70 - 1.00", "0.70 to 1.00"), ("<0.410", "<0.410")]
    )
    def test_a_range_keeps_its_digits(self, desk: Desk, printed: str, written: str) -> None:
        given = ("add", "lab", "Zonk", "--on", "2026-01-21", "--value", "0.80 u", "--range")
        assert desk.told(*given, printed)["range_as_written"] == written

    @pytest.mark.parametrize(
        ("value", "printed", "flag"),
        [
            ("14.2 ng/mL", "30 - 100", "low"),
            ("14.2 ng/mL", "> 30", "low"),
            ("0.45 mmol/L", "<0.41", "high"),
            ("14.2 ng/mL", "negative", None),
        ],
    )
    def test_range_is_taken_as_printed(
        self, desk: Desk, value: str, printed: str, flag: str | None
    ) -> None:
        test = "25-OH vitamin D" if "ng" in value else "Lipoprotein"
        said = ["add", "lab", test, "--on", "2026-01-21", "--value", value, "--range", printed]
        assert desk.told(*said)["flag"] == flag
        assert desk.told("list", "labs")[0]["flag"] == flag

    def test_band_at_odds_with_the_laboratory_says_so(self, desk: Desk) -> None:
        document = desk.told(*VITAMIN_D, "25 ng/mL", "--range", "20 - 50")
        assert (document["flag"], document["band"]) == (None, "insufficient")
        assert document["band_agrees_with_laboratory"] is False
        assert "insufficient" not in desk.said("list", "labs")

    def test_limit_value_keeps_its_comparator(self, desk: Desk) -> None:
        desk.said("add", "lab", "CK", "--value", "<20 U/L", "--on", "2026-01-21")
        assert only(desk).comparator is Comparator.BELOW

    def test_value_that_calls_for_a_doctor_says_so(self, desk: Desk) -> None:
        said = ["add", "lab", "K", "--value", "2.8 mmol/L", "--on", "2026-01-21", "--sure"]
        assert "talk to a doctor today" in desk.said(*said)
        assert "talk to a doctor today" in desk.said("list", "labs")
        (document,) = desk.told("list", "labs")
        assert document["red_flag_urgency"] == "urgent"
        assert "Potassium below 3.0" in document["red_flag"]

    def test_test_that_is_not_known_is_kept_as_typed_and_says_so(self, desk: Desk) -> None:
        said = ["add", "lab", "Lipoprotein", "--value", "12 nmol/L", "--on", "2026-01-21"]
        assert "not known here" in desk.said(*said)
        (document,) = desk.told("list", "labs")
        names = ("test_key", "canonical_value", "canonical_unit", "loinc", "band", "red_flag")
        assert [document[name] for name in names] == [None] * 6

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("0.82 mg/dL", ["did you mean mmol/L?", "--sure"]),
            ("82 mmol/L", ["outside what is possible"]),
            ("0.82 g", ["mmol/L or mg/dL or mEq/L"]),
            ("0.82", ["The unit is empty"]),
            ("high", ["is not a number"]),
            ("-3 mmol/L", ["is below zero"]),
        ],
    )
    def test_value_that_is_impossible_or_unlikely_is_refused_with_the_reason(
        self, desk: Desk, value: str, words: list[str]
    ) -> None:
        text = desk.refused(*MAGNESIUM, value)
        assert all(word in text for word in words)
        assert text.endswith("Nothing was changed.")
        assert desk.diary.batches() == []

    def test_what_is_there_already_is_added_again_by_whoever_is_sure(self, desk: Desk) -> None:
        desk.told(*MAGNESIUM, "0.82 mmol/L")
        told = desk.refused(*MAGNESIUM, "0.82 mmol/L")
        assert "is in your diary already. Nothing was changed. Add --sure to add it again" in told
        desk.told(*MAGNESIUM, "0.82 mmol/L", "--sure")

    def test_unlikely_value_is_kept_by_whoever_is_sure(self, desk: Desk) -> None:
        assert desk.told(*MAGNESIUM, "0.82 mg/dL", "--sure")["value"] == 0.82
        assert "outside what is possible" in desk.refused(*MAGNESIUM, "82 mmol/L", "--sure")

    def test_number_with_two_readings_is_asked_about_unless_one_is_impossible(
        self, desk: Desk
    ) -> None:
        said = ["add", "lab", "Lipoprotein", "--on", "2026-01-21", "--value"]
        assert "2125 or 2.125" in desk.refused(*said, "2,125 nmol/L")
        assert desk.told(*MAGNESIUM, "0,820 mmol/L")["value"] == 0.82
        # 1,102 mmol/L of magnesium cannot be.
        assert desk.told(*MAGNESIUM, "1,102 mmol/L")["value"] == 1.102

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            (["--low", "x"], "is not a number"),
            (["--low", "5", "--high", "4"], "5 or more"),
            (["--range", "5 - 4"], "4 to 5"),
            (["--range", "1.7 - 2.4 mg/dL"], "does not fit here"),
        ],
    )
    def test_range_that_cannot_be_is_refused(
        self, desk: Desk, given: list[str], words: str
    ) -> None:
        assert words in desk.refused(*MAGNESIUM, "0.82 mmol/L", *given)
        assert desk.diary.batches() == []

    def test_result_needs_value_and_date_and_one_range(self, desk: Desk) -> None:
        desk.misunderstood("add", "lab", "K", "--value", "4 mmol/L")
        desk.misunderstood("add", "lab", "K", "--on", "2026-01-21")
        desk.misunderstood(*MAGNESIUM, "1 mmol/L", "--range", "1 - 2", "--low", "1")

    def test_day_in_the_future_is_refused(self, desk: Desk) -> None:
        text = desk.refused("add", "lab", "K", "--value", "4 mmol/L", "--on", "2026-11-23")
        assert "lies in the future" in text


class TestEdit:
    @pytest.fixture
    def identity(self, desk: Desk) -> str:
        return str(desk.told(*MAGNESIUM, "0.82 mmol/L", "--range", "<0.41")["id"])

    def test_unlikely_value_is_asked_about_here_too(self, desk: Desk, identity: str) -> None:
        assert "--sure" in desk.refused("edit", identity, "--value", "0.82 mg/dL")
        assert desk.told("edit", identity, "--value", "0.82 mg/dL", "--sure")["unit"] == "mg/dL"
        # What was kept once is not questioned again by a note.
        assert desk.told("edit", identity, "--note", "checked")["note"] == "checked"

    def test_ends_take_the_place_of_a_range_as_printed(self, desk: Desk, identity: str) -> None:
        document = desk.told("edit", identity, "--low", "0.70", "--high", "1.00")
        assert (document["range_text"], document["flag"]) == ("", None)
        cleared = desk.told("edit", identity, "--clear", "range")
        assert (cleared["range_low"], cleared["flag_basis"]) == (None, None)

    def test_test_may_be_named_anew(self, desk: Desk, identity: str) -> None:
        assert "mmol/L" in desk.refused("edit", identity, "--test", "25-OH vitamin D")
        assert desk.told("edit", identity, "--test", "Mg")["test_key"] == "mg"


class TestPanel:
    def test_results_of_a_day_are_stored_together(self, desk: Desk) -> None:
        documents = desk.told(
            *(*PANEL, "--fasting", "25-OH vitamin D=14.2 ng/mL [30 - 100]"),
            *("Magnesium=0.82 mmol/L [0.70 - 1.00]", "CRP = < 5 mg/L [negative]"),
        )
        assert [it["value_as_written"] for it in documents] == [
            *("14.2 ng/mL", "0.82 mmol/L", "< 5 mg/L"),
        ]
        assert [it["flag"] for it in documents] == ["low", None, None]
        assert {(it["laboratory"], it["fasting"]) for it in documents} == {("Unilab", True)}
        assert len(desk.diary.batches()) == 1

    @pytest.mark.parametrize(
        ("bad", "words"),
        [
            ("Magnesium=82 mmol/L", "Magnesium: The value (82 mmol/L) is outside"),
            ("Magnesium=much", "Magnesium: The value (much) is not a number"),
            ("Magnesium=0.82 mmol/L [1 - 0.7]", "Magnesium: The lab's own range"),
            ("Magnesium=0.82 mmol/L [1 - 2", "cannot be read"),
            ("Magnesium=0.82 mg/dL", "did you mean mmol/L? Add --sure"),
            ("Lipoprotein=2,125 nmol/L", "Lipoprotein: The value (2,125) can be read in two ways"),
        ],
    )
    def test_none_is_stored_where_one_cannot_be(self, desk: Desk, bad: str, words: str) -> None:
        assert words in desk.refused(*PANEL, "Potassium=4.1 mmol/L", bad)
        assert desk.diary.batches() == []

    def test_every_question_is_asked_at_once(self, desk: Desk) -> None:
        given = ["Magnesium=0.82 mg/dL", "Potassium=2.8 mmol/L"]
        text = desk.refused(*PANEL, *given)
        assert "magnesium is very low" in text
        assert "potassium is very low" in text
        assert len(desk.told(*PANEL, *given, "--sure")) == 2

    @pytest.mark.parametrize("given", [[], ["Magnesium 0.82 mmol/L"], ["=3 mmol/L"], ["K="]])
    def test_what_makes_no_sense_is_a_usage_error(self, desk: Desk, given: list[str]) -> None:
        desk.misunderstood(*PANEL, *given)


class TestList:
    def calculated(self, desk: Desk) -> Any:
        desk.said(*PANEL, "Calcium=8.9 mg/dL [8.6 - 10.2]", "Albumin=3.4 g/dL [3.5 - 5.2]")
        return desk.told("list", "labs")

    def test_calculated_value_is_marked_and_has_the_same_keys(self, desk: Desk) -> None:
        documents = self.calculated(desk)
        (corrected,) = [it for it in documents if it["calculated"]]
        assert {frozenset(it) for it in documents} == {frozenset(corrected)}
        # 8.9 + 0.8 * (4.0 - 3.4) = 9.38 mg/dL, by hand; shown with the calcium's digits.
        assert corrected["canonical_value"] == pytest.approx(9.38)
        assert (corrected["value"], corrected["unit"], corrected["id"]) == (9.4, "mg/dL", None)
        assert corrected["value_as_written"] is None
        line = next(it for it in desk.said("list", "labs").splitlines() if "corrected" in it)
        assert line.endswith("calculated")

    def test_trend_is_told_against_an_earlier_value_in_any_unit(self, desk: Desk) -> None:
        desk.said(*VITAMIN_D, "14.2 ng/mL")
        desk.said("add", "lab", "Vit D", "--value", "82 nmol/L", "--on", "2026-09-03")
        first, second = desk.told("list", "labs")
        assert (first["trend"], second["trend"]) == (None, "up")
        assert second["trend_since"] == "2026-01-21"
        text = desk.said("list", "labs")
        assert "82 nmol/L" in text
        assert "32.9 ng/mL" in text

    def test_columns_that_say_nothing_are_left_out(self, desk: Desk) -> None:
        desk.said(*MAGNESIUM, "1.99 mg/dL")
        assert desk.said("list", "labs").splitlines()[0].split() == ["Id", "Date", "Test", "Value"]
