"""`compare` and `factors`: figures, words, and what cannot be compared."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.cli.synthetic import CLUSTERED, EVEN, FIRST, PLAIN, Synthetic

ASKED = {"rate_ratio", "rate_ratio_low", "rate_ratio_high", "p_value", "dispersion", "method"}
SIDE = {"cramps", "nights_recorded", "cramps_per_week"}


@pytest.fixture
def clustered(desk: Desk, tmp_path: Path) -> Desk:
    CLUSTERED.keep(desk, tmp_path)
    return desk


class TestFigures:
    @pytest.mark.parametrize("made", [CLUSTERED, EVEN], ids=["clustered", "even"])
    def test_nights_as_they_are_give_the_figures_of_r(
        self, desk: Desk, tmp_path: Path, made: Synthetic
    ) -> None:
        made.keep(desk, tmp_path)
        found = desk.told("compare", "Vitamin D3", *PLAIN, "--method", "blocks")
        assert found["rate_ratio"] == pytest.approx(made.ratio, rel=1e-7)
        assert found["rate_ratio_low"] == pytest.approx(made.low, rel=1e-7)
        assert found["rate_ratio_high"] == pytest.approx(made.high, rel=1e-7)
        assert found["p_value"] == pytest.approx(made.p_value, rel=1e-7)
        assert found["dispersion"] == pytest.approx(made.dispersion, rel=1e-7)
        assert found["degrees_of_freedom"] == made.degrees_of_freedom
        assert (found["method"], found["level"]) == ("blocks", 0.95)
        for side, (cramps, nights) in (("baseline", made.baseline), ("treatment", made.treatment)):
            assert (found[side]["cramps"], found[side]["nights_recorded"]) == (cramps, nights)
            assert found[side]["cramps_per_week"] == pytest.approx(7 * cramps / nights)

    def test_weeks_are_chosen_by_themselves_where_there_are_enough(self, clustered: Desk) -> None:
        found = clustered.told("compare", "vitamin d3", *PLAIN)
        assert found["method"] == "blocks"
        assert found["rate_ratio"] == pytest.approx(CLUSTERED.ratio)

    def test_the_document_has_every_key_with_or_without_a_ratio(
        self, clustered: Desk, tmp_path: Path
    ) -> None:
        compared = clustered.told("compare", "Vitamin D3")
        clustered.said("add", "treatment", "Later", "--from", "2026-10-01")
        not_compared = clustered.told("compare", "Later")
        assert set(compared) == set(not_compared)
        for found in (compared, not_compared):
            assert {*ASKED, "baseline", "treatment", "flags", "sentences"} <= set(found)
            assert set(found["baseline"]) >= SIDE
            assert set(found["treatment"]) >= SIDE
        assert [not_compared[key] for key in sorted(ASKED)] == [None] * 6

    def test_usually_four_weeks_before_and_after_the_start_are_left_out(
        self, clustered: Desk
    ) -> None:
        found = clustered.told("compare", "Vitamin D3")
        assert found["left_out"] == {"before_start": 27, "just_begun": 27}
        assert found["phase"]["lag_nights"] == 28
        assert (found["baseline"]["nights_recorded"]) == 62
        assert found["with_weeks_before"]["rate_ratio"] > found["rate_ratio"]

    def test_what_is_left_out_can_be_set(self, clustered: Desk) -> None:
        found = clustered.told("compare", "Vitamin D3", "--leave-out-before", "7", "--lag", "14")
        assert (found["phase"]["leave_out_before_nights"], found["phase"]["lag_nights"]) == (7, 14)
        assert set(found["left_out"]) == {"before_start", "just_begun"}

    def test_a_wash_out_leaves_out_the_nights_after_an_end(self, clustered: Desk) -> None:
        end = CLUSTERED.start + timedelta(days=41)
        period = clustered.told("list", "treatments")[0]["phases"][0]["id"]
        clustered.said("edit", period, "--to", str(end))
        assert clustered.told("compare", "Vitamin D3", *PLAIN)["left_out"] == {}
        found = clustered.told("compare", "Vitamin D3", *PLAIN[:4], "--wash-out", "10")
        assert found["left_out"] == {"just_stopped": 9}

    @pytest.mark.parametrize("method", ["exact", "mid-p", "mid_p", "MID-P"])
    def test_another_method_can_be_asked_for(self, clustered: Desk, method: str) -> None:
        found = clustered.told("compare", "Vitamin D3", *PLAIN, "--method", method)
        assert found["method"] == method.lower().replace("-", "_")
        assert "assumes_independence" in found["flags"]
        assert found["dispersion"] is None

    def test_a_range_narrows_the_nights(self, clustered: Desk) -> None:
        last = FIRST + timedelta(days=149)
        found = clustered.told("compare", "Vitamin D3", *PLAIN, "--to", str(last))
        assert (found["first_night"], found["last_night"]) == (str(FIRST), str(last))
        assert found["treatment"]["nights"] <= 59
        assert found["baseline"]["nights_recorded"] == 89

    def test_what_else_was_taken_is_held_equal_and_said(self, clustered: Desk) -> None:
        start = CLUSTERED.start + timedelta(days=42)
        clustered.said("add", "treatment", "Magnesium", "--from", str(start))
        found = clustered.told("compare", "Vitamin D3", *PLAIN)
        assert found["overlaps"] == [
            {"name": "Magnesium", "nights": 49, "as_needed": False, "unchanged": False}
        ]
        assert "Magnesium overlapped for 7 of the 13 weeks." in found["sentences"]
        assert found["treatment"]["nights"] == 42
        # Each of the two can be asked for.
        assert found["comparisons"] == 2
        assert found["adjusted"]["level"] == pytest.approx(0.975)
        assert found["p_value_holm"] == pytest.approx(min(1, 2 * found["p_value"]))

    def test_the_title_tells_the_day_a_dose_began_not_that_of_its_last_phase(
        self, clustered: Desk
    ) -> None:
        period = clustered.told("list", "treatments")[0]["phases"][0]["id"]
        again = CLUSTERED.start + timedelta(days=42)
        clustered.said("edit", period, "--to", str(again - timedelta(days=1)))
        clustered.said("add", "treatment", "Vitamin D3", "--dose", "1000 IU", "--from", str(again))
        title = clustered.said("compare", "Vitamin D3").splitlines()[0]
        assert f"from {CLUSTERED.start} " in title

    def test_what_was_begun_with_another_cannot_be_separated_from_it(self, clustered: Desk) -> None:
        clustered.said("add", "treatment", "Magnesium", "--from", str(CLUSTERED.start))
        found = clustered.told("compare", "Vitamin D3", *PLAIN)
        assert (found["flags"], found["rate_ratio"]) == (["cannot_be_separated"], None)
        assert "cannot be separated from Magnesium" in found["sentences"][0]


class TestPhases:
    @pytest.fixture
    def two(self, desk: Desk, tmp_path: Path) -> Desk:
        CLUSTERED.keep(desk, tmp_path)
        later = str(CLUSTERED.start + timedelta(days=45))
        desk.said("add", "treatment", "Vitamin D3", "--dose", "2000 IU", "--from", later)
        return desk

    def test_the_latest_that_can_be_compared_is_taken_and_the_others_are_told(
        self, two: Desk
    ) -> None:
        found = two.told("compare", "Vitamin D3", *PLAIN)
        assert found["phase"]["number"] == 2
        assert found["left_out"] == {"other_dose": 43}
        (other,) = found["other_phases"]
        assert (other["number"], other["dose"]) == (1, "1,000 IU daily")
        assert other["rate_ratio"] is not None
        # With the first four weeks left out neither can be compared: the latest is told.
        assert two.told("compare", "Vitamin D3")["phase"]["number"] == 2

    def test_a_phase_can_be_chosen_by_its_number(self, two: Desk) -> None:
        found = two.told("compare", "Vitamin D3", *PLAIN, "--phase", "1")
        assert found["phase"]["start"] == str(CLUSTERED.start)
        assert two.said("compare", "Vitamin D3", "--phase", "1").startswith(
            "Vitamin D3, 1,000 IU daily from 2025-12-01 to 2026-01-14"
        )

    @pytest.mark.parametrize("number", ["0", "3", "-1"])
    def test_a_number_that_is_not_there_lists_those_that_are(self, two: Desk, number: str) -> None:
        said = two.refused("compare", "Vitamin D3", "--phase", number)
        assert "1 (1,000 IU daily from 2025-12-01 to 2026-01-14); 2 (2,000 IU daily" in said


class TestNames:
    @pytest.mark.parametrize("name", ["vitamin d3", " VITAMIN  D3 ", "Vitamin", "cholecalciferol"])
    def test_a_name_is_understood_as_elsewhere(self, clustered: Desk, name: str) -> None:
        assert clustered.told("compare", name)["name"] == "Vitamin D3"

    def test_an_id_is_understood(self, clustered: Desk) -> None:
        found = clustered.told("list", "treatments")[0]
        assert clustered.told("compare", found["id"][:8])["treatment_id"] == found["id"]

    def test_an_unknown_name_tells_what_there_is(self, clustered: Desk) -> None:
        clustered.said("add", "treatment", "Magnesium", "--from", "2026-01-01")
        said = clustered.refused("compare", "Zinc")
        assert "Zinc" in said
        assert "Magnesium; Vitamin D3" in said

    def test_a_name_that_fits_several_lists_them(self, clustered: Desk) -> None:
        clustered.said("add", "treatment", "Vitamin K2", "--from", "2026-01-01")
        said = clustered.refused("compare", "vitamin")
        assert "fits more than one" in said
        assert "Vitamin D3; Vitamin K2" in said

    def test_a_diary_without_treatments_says_so(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-20", "--none")
        assert desk.refused("compare", "Zinc").startswith("No treatment Zinc is in this diary.")

    def test_a_long_list_of_names_is_cut(self, desk: Desk) -> None:
        for number in range(20):
            desk.said("add", "treatment", f"Tea {number:02}", "--from", "2026-01-01")
        said = desk.refused("compare", "Zinc")
        assert "Tea 11 and 8 more" in said
        assert "Tea 12" not in said


class TestTooLittle:
    def test_a_diary_without_nights_says_that_there_is_too_little(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", "--from", "2026-01-01")
        found = desk.told("compare", "Vitamin D3")
        assert found["rate_ratio"] is None
        assert found["flags"] == ["too_few_nights"]
        assert found["nights_needed"] == 56
        assert "needed" in desk.said("compare", "Vitamin D3")

    def test_a_treatment_that_begins_later_says_when(self, clustered: Desk) -> None:
        clustered.said("add", "treatment", "Magnesium", "--from", "2026-12-01")
        found = clustered.told("compare", "Magnesium")
        assert found["flags"][0] == "not_begun"
        assert found["sentences"] == [
            "Magnesium begins on 1 Dec 2026, after the nights compared here."
        ]
        assert (found["treatment"]["nights_recorded"], found["phase"]) == (0, None)

    def test_a_treatment_from_before_the_nights_says_so(self, clustered: Desk) -> None:
        clustered.said(
            *("add", "treatment", "Magnesium", "--from", "2020-01-01", "--to", "2020-02-01")
        )
        found = clustered.told("compare", "Magnesium", "--phase", "1")
        assert found["flags"][0] == "ended_before"

    def test_as_needed_cannot_be_compared(self, clustered: Desk) -> None:
        clustered.said(
            *("add", "treatment", "Ibuprofen", "--every", "as needed", "--from", "2025-12-01")
        )
        found = clustered.told("compare", "Ibuprofen")
        assert found["flags"][0] == "as_needed"
        assert "taken as needed" in clustered.said("compare", "Ibuprofen")
        beside = clustered.told("compare", "Vitamin D3", *PLAIN)
        assert beside["rate_ratio"] == pytest.approx(CLUSTERED.ratio)
        assert any(
            one.startswith("Ibuprofen was taken as needed meanwhile") for one in beside["sentences"]
        )

    def test_a_treatment_without_dates_says_so(self, clustered: Desk) -> None:
        clustered.said("add", "treatment", "Magnesium", "--from", "2026-01-01")
        found = next(it for it in clustered.told("list", "treatments") if it["name"] == "Magnesium")
        clustered.said("delete", found["phases"][0]["id"])
        told = clustered.told("compare", "Magnesium")
        assert told["flags"][0] == "no_dates"
        assert "has no dates recorded" in clustered.refused("compare", "Magnesium", "--phase", "1")


@pytest.mark.parametrize("option", ["--lag", "--wash-out", "--leave-out-before"])
@pytest.mark.parametrize("nights", ["-1", "10000", "367", "seven", "1.5"])
def test_a_number_of_nights_that_cannot_be_is_not_understood(
    clustered: Desk, option: str, nights: str
) -> None:
    assert option in clustered.misunderstood("compare", "Vitamin D3", option, nights)


def test_an_unknown_method_lists_those_there_are(clustered: Desk) -> None:
    said = clustered.misunderstood("compare", "Vitamin D3", "--method", "bayes")
    assert "'blocks', 'exact', 'mid-p'" in said


def test_a_range_that_runs_backwards_is_refused(clustered: Desk) -> None:
    span = ["--from", "2026-01-02", "--to", "2026-01-01"]
    assert "comes before its beginning" in clustered.refused("compare", "Vitamin D3", *span)
    assert "comes before its beginning" in clustered.refused("factors", *span)


def test_people_read_the_main_sentence_first_in_lines_that_fit(clustered: Desk) -> None:
    lines = clustered.said("compare", "Vitamin D3").splitlines()
    assert lines[0] == "Vitamin D3, 1,000 IU daily from 2025-12-01 on"
    assert lines[2].startswith(
        "  Before: 5.2 a week (46 cramps on 62 recorded nights). While taking"
    )
    assert max(map(len, lines)) <= 100


class TestFactors:
    @pytest.fixture
    def told(self, desk: Desk, tmp_path: Path) -> Desk:
        """Tell of alcohol on every third evening, which then has a cramp more."""
        rows = ["night_of,logged,cramps,fluids_ml"]
        for number in range(84):
            night = FIRST + timedelta(days=number)
            cramps = (number % 3 == 0) + (number % 5 == 0)
            rows.append(f"{night},1,{cramps},{1000 + 250 * (number % 4)}")
        (tmp_path / "nights.csv").write_text("\n".join(rows), encoding="utf-8")
        desk.said("import", str(tmp_path / "nights.csv"))
        for number in range(0, 84, 3):
            desk.said("add", "night", str(FIRST + timedelta(days=number)), "--alcohol")
        return desk

    def test_less_to_drink_than_the_own_median_is_set_against_the_rest(self, told: Desk) -> None:
        found = told.told("factors")
        fluids = next(one for one in found["factors"] if one["factor"] == "fluids")
        assert fluids["with"]["nights_recorded"] == 42
        assert fluids["without"]["nights_recorded"] == 42
        assert fluids["rate_ratio"] is not None
        assert fluids["sentence"] in told.said("factors").replace("\n", " ")

    def test_days_that_nobody_was_asked_about_are_not_days_without(self, told: Desk) -> None:
        found = told.told("factors")
        alcohol = next(one for one in found["factors"] if one["factor"] == "alcohol")
        assert alcohol["without"]["nights_recorded"] == 0
        assert alcohol["rate_ratio"] is None
        assert "too_few_nights" in alcohol["flags"]

    def test_every_factor_is_in_the_document_with_every_key(self, told: Desk) -> None:
        found = told.told("factors")
        assert found["comparisons"] == 1
        assert [one["factor"] for one in found["factors"]] == [
            *("fluids", "hard_exercise", "alcohol", "long_sitting", "heat", "travel")
        ]
        keys = {*ASKED, "with", "without", "blocks", "flags", "sentence", "p_value_holm"}
        assert all(keys <= set(one) for one in found["factors"])

    def test_what_is_not_noted_is_said_in_one_line_for_all(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-20", "--none")
        said = desk.said("factors")
        assert said.startswith("Nothing is noted yet about less to drink than usual, hard exercise")
        assert all("not_told" in one["flags"] for one in desk.told("factors")["factors"])
