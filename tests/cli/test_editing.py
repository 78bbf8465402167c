"""Changing, deleting, taking back, and the cramp that is going."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Treatment
from tests.cli.desk import DEFAULT, Desk
from tests.fakes import MemoryDiary


def added(desk: Desk, *arguments: str) -> str:
    return str(desk.told("add", *arguments)["id"])


class TestLive:
    def test_now_then_stop_stores_how_long_it_lasted(self, desk: Desk) -> None:
        started = desk.told("now")
        assert (started["is_open"], started["provenance"]) == (True, "live")
        assert started["start_utc"] == "2026-11-22T07:00:00.000000Z"
        desk.clock.forward(minutes=4, seconds=10)
        stopped = desk.told("stop")
        assert stopped == started | {
            "duration_s": 250,
            "duration_basis": "timed",
            "is_open": False,
        }

    def test_words_say_how_to_go_on(self, desk: Desk) -> None:
        assert "08:00" in desk.said("now")
        assert "crampdiary stop" in desk.said("now")
        desk.clock.forward(minutes=3)
        assert "3 min" in desk.said("stop")

    def test_stop_takes_the_latest_or_the_one_named(self, desk: Desk) -> None:
        first = desk.told("now")["id"]
        desk.clock.forward(minutes=1)
        second = desk.told("now")["id"]
        assert desk.told("stop", first[:8])["id"] == first
        assert desk.told("stop")["id"] == second

    def test_a_key_held_down_is_one_press(self, desk: Desk) -> None:
        first = desk.told("now")["id"]
        desk.clock.forward(seconds=2)
        assert desk.told("now")["id"] == first
        desk.clock.forward(seconds=1)
        assert desk.told("now")["id"] != first

    def test_now_stores_first_and_then_brings_up_the_night_screen(self, desk: Desk) -> None:
        desk.said("now")
        assert desk.brought_up == [(DEFAULT, 1)]
        desk.said("--diary", "mine.crampdiary", "now")
        assert desk.brought_up[1:] == [(Path("mine.crampdiary"), 1)]

    def test_a_key_held_down_brings_it_up_once(self, desk: Desk) -> None:
        desk.said("now")
        desk.said("now")
        assert len(desk.brought_up) == 1

    def test_no_window_comes_where_none_is_wanted(self, desk: Desk) -> None:
        desk.said("now", "--no-window")
        desk.clock.forward(minutes=1)
        desk.told("now")
        assert desk.brought_up == []

    def test_stop_without_a_cramp_going_says_so(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-20", "--none")
        assert "No running cramp" in desk.refused("stop")


class TestEdit:
    def test_an_id_of_figures_is_no_date(self, desk: Desk) -> None:
        cramp = Cramp(id=UUID("28940130-0000-4000-8000-000000000000"), night=date(2026, 11, 20))
        desk.diaries[DEFAULT] = MemoryDiary([cramp])
        assert desk.told("edit", "28940130", "--pain", "6")["pain"] == 6
        assert "No answer for the night" in desk.refused("edit", "2026-11-20", "--note", "x")

    def test_cramp_takes_the_options_of_add_and_clear(self, desk: Desk) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-20", "--side", "left", "--note", "x")
        document = desk.told("edit", identity[:8], "--pain", "6", "--clear", "note", "--clear=side")
        assert (document["pain"], document["note"], document["side"]) == (6, "", None)
        (cramp,) = desk.diary.records(Cramp)
        assert (cramp.pain, cramp.note, cramp.side) == (6, "", None)

    def test_time_of_a_cramp_may_be_given_and_taken(self, desk: Desk) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-19", "--pain", "4")
        moved = desk.told("edit", identity, "--at", "2026-11-21T01:00")
        assert (moved["night"], moved["pain"]) == ("2026-11-20", 4)
        assert moved["start_utc"] == "2026-11-21T00:00:00.000000Z"
        untimed = desk.told("edit", identity, "--night", "2026-11-18")
        assert (untimed["night"], untimed["start_utc"], untimed["zone"]) == (
            "2026-11-18",
            None,
            None,
        )

    def test_cramp_moved_to_an_answered_night_speaks_for_it(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-18", "--none", "--fluids", "1l")
        identity = added(desk, "cramp", "--night", "2026-11-19")
        desk.said("edit", identity, "--night", "2026-11-18")
        (night,) = desk.diary.records(Night)
        assert (night.answer, night.fluids_ml) == (None, 1000)
        desk.said("undo")
        assert desk.diary.records(Night)[0].answer is NightState.WITHOUT_CRAMPS

    def test_duration_ends_a_cramp_that_is_going(self, desk: Desk) -> None:
        identity = desk.told("now")["id"]
        document = desk.told("edit", identity, "--duration", "2m")
        assert (document["is_open"], document["duration_s"]) == (False, 120)

    def test_night_is_named_by_its_date(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-20", "--none", "--fluids", "1l", "--heat")
        document = desk.told("edit", "2026-11-20", "--fluids", "1.5l", "--clear", "tags")
        assert (document["fluids_ml"], document["tags"]) == (1500, None)
        assert document["state"] == "without_cramps"
        assert desk.told("edit", "2026-11-20", "--clear", "answer")["state"] == "not_recorded"

    def test_treatment_and_its_periods_are_edited_apart(self, desk: Desk) -> None:
        treatment = desk.told("add", "treatment", "Mg", "--from", "2026-01-01", "--to=2026-02-01")
        only = desk.told("edit", treatment["id"], "--name", "Magnesium", "--dose", "300 mg")
        assert only["name"] == "Magnesium"
        assert only["phases"][0]["dose"] == 300.0
        desk.said("add", "treatment", "magnesium", "--from", "2026-03-01")
        assert "2 periods" in desk.misunderstood("edit", treatment["id"], "--dose", "400 mg")
        second = desk.diary.records(Phase)[1]
        desk.said("edit", str(second.id)[:8], "--to", "2026-04-01", "--dose", "400 mg")
        assert desk.diary.records(Phase)[1].end == date(2026, 4, 1)
        assert "another period" in desk.refused("edit", str(second.id), "--from", "2026-01-15")
        desk.said("edit", str(second.id), "--clear", "dose", "--clear", "to")
        phase = desk.diary.records(Phase)[1]
        assert (phase.dose, phase.unit, phase.end) == (None, "", None)

    def test_lab_value_without_a_unit_keeps_the_unit_it_had(self, desk: Desk) -> None:
        lab = added(desk, "lab", "K", "--value", "4.1 mmol/L", "--on", "2026-01-21")
        assert desk.told("edit", lab, "--value", "4.3")["value_as_written"] == "4.3 mmol/L"
        assert desk.told("edit", lab, "--value", "4.3 mEq/L")["value_as_written"] == "4.3 mEq/L"

    def test_one_more_digit_is_a_change(self, desk: Desk) -> None:
        lab = added(desk, "lab", "K", "--value", "4.1 mmol/L", "--on", "2026-01-21")
        assert desk.said("edit", lab, "--value", "4.1").startswith("Unchanged")
        assert desk.said("edit", lab, "--value", "4.10").startswith("Changed")
        assert desk.told("list", "labs")[0]["value_as_written"] == "4.10 mmol/L"

    def test_lab_and_condition_are_edited(self, desk: Desk) -> None:
        lab = added(desk, "lab", "K", "--value", "4.1 mmol/L", "--on", "2026-01-21", "--low", "3.5")
        assert desk.told("edit", lab, "--value", "<4.0 mmol/L", "--clear", "low")["value"] == 4.0
        assert desk.diary.records(LabResult)[0].range_low is None
        assert "future" in desk.refused("edit", lab, "--on", "2027-01-01")
        condition = added(desk, "condition", "Diabetes", "--since", "2019-01-01")
        assert desk.told("edit", condition, "--name", "Diabetes 2")["name"] == "Diabetes 2"

    def test_nothing_changed_is_said_and_not_stored(self, desk: Desk) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-20", "--pain", "4")
        assert desk.said("edit", identity, "--pain", "4").startswith("Unchanged")
        assert len(desk.diary.batches()) == 1

    @pytest.mark.parametrize(
        "given",
        [[], ["--pian", "3"], ["--pain", "x"], ["--clear", "night"], ["--tz", "Europe/Berlin"]],
    )
    def test_what_makes_no_sense_is_a_usage_error(self, desk: Desk, given: list[str]) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-20")
        assert "Usage: crampdiary edit" in desk.misunderstood("edit", identity, *given)

    def test_id_comes_first(self, desk: Desk) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-20")
        assert "ID first" in desk.misunderstood("edit", "--pain", "3", identity)
        assert desk.misunderstood("edit")

    def test_help_of_an_entry_lists_the_options_of_its_kind(self, desk: Desk) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-20")
        text = desk.said("edit", identity, "--help")
        assert "--pain" in text
        assert "--clear" in text

    def test_id_that_fits_none_or_several_is_refused(self, desk: Desk) -> None:
        desk.said("add", "cramp", "--night", "2026-11-20", "--count", "40")
        assert "No entry" in desk.refused("edit", "zzzzzz", "--pain", "3")
        assert "No entry" in desk.refused("delete", "abc")
        assert "No answer for the night" in desk.refused("delete", "2026-11-20")


class TestDeleteAndUndo:
    def test_deleted_treatment_comes_back_with_its_periods(self, desk: Desk) -> None:
        treatment = desk.told("add", "treatment", "Mg", "--from", "2026-01-01")
        text = desk.said("delete", treatment["id"][:8])
        assert "Mg" in text
        assert "crampdiary undo" in text
        assert desk.diary.records(Phase) == []
        document = desk.told("undo")
        assert document["label"] == "Delete a treatment"
        assert {record["kind"] for record in document["added"]} == {"treatment", "phase"}
        assert len(desk.diary.records(Treatment)) == 1
        assert len(desk.told("redo")["deleted"]) == 2

    def test_delete_says_as_json_what_was_deleted(self, desk: Desk) -> None:
        identity = added(desk, "cramp", "--night", "2026-11-20", "--pain", "4")
        assert desk.told("delete", identity)["pain"] == 4

    def test_nothing_left_to_take_back_is_said(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-20", "--none")
        desk.said("undo")
        assert desk.refused("undo") == "There is nothing to take back."
        desk.said("redo")
        assert desk.refused("redo") == "There is nothing to do again."
