"""What a person adds to the catalogues, and looking into them."""

from typing import Any

import pytest

from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Condition
from tests.cli.desk import Desk

TEST = ["add", "own", "test", "Ceruloplasmin", "--unit", "mg/dL", "--other-unit", "mg/L"]
FLAG = ["add", "own", "flag", "Potassium", "--unit", "mmol/L", "--note", "Call."]


class TestOwn:
    def test_own_test_converts_from_then_on(self, desk: Desk) -> None:
        document = desk.told(*TEST, "--factor", "10", "--low", "20", "--high", "60")
        assert document | {"id": ""} == {
            "also_called": "",
            "catalogue": "test",
            "factor": 10.0,
            "high": 60.0,
            "id": "",
            "kind": "own_entry",
            "low": 20.0,
            "name": "Ceruloplasmin",
            "note": "",
            "nutrient": None,
            "other_unit": "mg/L",
            "unit": "mg/dL",
        }
        said = ["add", "lab", "ceruloplasmin", "--value", "250 mg/L", "--on", "2026-01-21"]
        assert desk.told(*said)["canonical_as_shown"] == "25.0 mg/dL"

    def test_own_supplement_counts(self, desk: Desk) -> None:
        desk.said(
            *("add", "own", "supplement", "Mg taurate", "--counts-for", "magnesium"),
            *("--share", "8.9 %", "--unit", "mg", "--also-called", "Taurate, Sleep well"),
        )
        document = desk.told("add", "treatment", "Sleep well", "--dose", "1000 mg", "--salt")
        (daily,) = document["phases"][0]["daily"]
        assert (daily["nutrient"], daily["amount"]) == ("magnesium", pytest.approx(89))

    def test_own_medicine_is_known(self, desk: Desk) -> None:
        desk.said("add", "own", "medicine", "Tolvaptan", "--note", "Watch sodium.")
        known = desk.told("add", "treatment", "Tolvaptan")["known"]
        assert (known["text"], known["evidence"]) == ("Watch sodium.", "your own entry")

    def test_own_value_to_watch_speaks(self, desk: Desk) -> None:
        desk.said(*FLAG, "--above", "5.5")
        said = ["add", "lab", "K", "--value", "5.6 mmol/L", "--on", "2026-01-21"]
        assert desk.told(*said)["red_flag"] == "Call."

    def test_own_entries_are_listed_edited_and_deleted(self, desk: Desk) -> None:
        identity = desk.told(*FLAG, "--above", "5.5")["id"]
        assert "above 5.5 mmol/L: Call." in desk.said("list", "own")
        edited = desk.told("edit", identity[:8], "--above", "5.8", "--note", "Call them.")
        assert (edited["high"], edited["note"]) == (5.8, "Call them.")
        assert "one limit or both" in desk.refused("edit", identity, "--clear", "above")
        desk.said("delete", identity[:8])
        assert desk.told("list", "own") == []
        desk.said("undo")
        assert len(desk.diary.records(OwnEntry)) == 1

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([*TEST], "is empty"),
            ([*TEST, "--factor", "0"], "more than 0"),
            ([*TEST, "--factor", "12"], "10"),
            (["add", "own", "test", "Potassium"], "known here already"),
            (["add", "own", "flag", "Sunshine", *FLAG[4:], "--above", "1"], "no test"),
            ([*FLAG], "one limit or both"),
            ([*FLAG, "--above", "much"], "is not a number"),
            ([*FLAG, "--above", "1.250"], "two ways"),
            (["add", "own", "supplement", "X", "--share", "lots"], "is not a number"),
            (["add", "own", "supplement", "X", "--share", "0"], "more than 0, up to 100"),
            (["add", "own", "supplement", "X", "--share", "200"], "The share of its weight (200)"),
            (["add", "own", "medicine", " "], "The name"),
        ],
    )
    def test_entry_that_could_not_be_used_is_refused(
        self, desk: Desk, arguments: list[str], words: str
    ) -> None:
        assert words in desk.refused(*arguments)
        assert desk.diaries == {} or desk.diary.batches() == []


class TestCatalogues:
    @pytest.mark.parametrize("kind", ["tests", "supplements", "medicines", "intakes", "flags"])
    def test_every_entry_has_its_source_and_how_sure_it_is(self, desk: Desk, kind: str) -> None:
        documents = desk.told("list", kind)
        assert len(documents) > 10
        for document in documents:
            assert document["source"]
            assert document["status"] in {"verified", "secondary", "memory"}

    def test_no_diary_is_needed_and_none_is_made(self, desk: Desk) -> None:
        assert "62292-8" in desk.said("list", "tests")
        assert "Magnesium" in desk.said("list", "panels")
        assert desk.diaries == {}

    def test_name_is_matched_forgivingly_and_shown_in_full(self, desk: Desk) -> None:
        text = desk.said("list", "tests", "25-hydroxy")
        assert text.startswith("25-OH vitamin D\n")
        assert "source: " in text
        assert "seen in a large population" in desk.said("list", "medicines", "salmeterol")
        assert "16.16" in desk.said("list", "supplements", "Magnesium citrat")
        assert "Nothing of that name" in desk.said("list", "tests", "zzzzzz")

    def test_factors_lead_from_one_unit_to_the_other(self, desk: Desk) -> None:
        tests: dict[str, Any] = {it["key"]: it for it in desk.told("list", "tests")}
        assert (tests["vitd25oh"]["si_factor"], tests["vitd25oh"]["si_offset"]) == (2.496, 0)
        # IFCC = 10.929 * (NGSP - 2.15): the one conversion that is not by a factor alone.
        hba1c = tests["hba1c"]
        assert hba1c["si_factor"] * 6.5 + hba1c["si_offset"] == pytest.approx(47.5, abs=0.2)

    def test_own_entries_are_among_them(self, desk: Desk) -> None:
        desk.said(*TEST, "--factor", "10")
        desk.said(*FLAG, "--above", "5.5")
        assert [it["own"] for it in desk.told("list", "tests", "Ceruloplasmin")] == [True]
        assert "Potassium above 5.5 mmol/L: Call." in desk.said("list", "flags")


class TestConditions:
    def test_hint_says_what_a_condition_is_taken_for_and_keeps_it_as_typed(
        self, desk: Desk
    ) -> None:
        assert "Taken for: Kidney disease" in desk.said("add", "condition", "kidney diseas")
        assert "hint" not in desk.said("add", "condition", "Kidney disease")
        assert "If you meant" in desk.said("add", "condition", "diab")
        assert "\n" not in desk.said("add", "condition", "Flat feet").strip()
        names = [it.name for it in desk.diary.records(Condition)]
        assert names == ["Flat feet", "Kidney disease", "diab", "kidney diseas"]
