"""Adding entries: the documented lines, every field, and what cannot be."""

from datetime import UTC, date, datetime

import pytest

from crampdiary.domain.choices import (
    DurationBasis,
    EveningTag,
    Provenance,
    Relief,
    Side,
    Sign,
    Site,
    Soreness,
)
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Condition, Cramp, Night
from tests.cli.desk import Desk

CRAMP = ["add", "cramp", "--at", "2026-11-22T02:31", "--tz", "Europe/Berlin"]
CRAMP += ["--duration", "4m10s", "--side", "left"]


class TestCramp:
    def test_documented_line_stores_the_whole_cramp(self, desk: Desk) -> None:
        document = desk.told(*CRAMP, "--site", "calf", "--pain", "7")
        (cramp,) = desk.diary.records(Cramp)
        assert cramp == Cramp(
            id=cramp.id,
            night=date(2026, 11, 21),
            start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC),
            zone="Europe/Berlin",
            offset_min=60,
            duration_s=250,
            duration_basis=DurationBasis.TOLD,
            pain=7,
            side=Side.LEFT,
            sites=frozenset({Site.CALF}),
            provenance=Provenance.NEXT_MORNING,
        )
        assert document == {
            "duration_s": 250,
            "duration_basis": "told",
            "helped": [],
            "id": str(cramp.id),
            "is_open": False,
            "kind": "cramp",
            "medicine_taken": "",
            "night": "2026-11-21",
            "note": "",
            "offset_min": 60,
            "pain": 7,
            "provenance": "next_morning",
            "side": "left",
            "signs": [],
            "sites": ["calf"],
            "start_local": "2026-11-22T02:31:00",
            "start_utc": "2026-11-22T01:31:00.000000Z",
            "woke_me": None,
            "zone": "Europe/Berlin",
        }

    def test_every_field_has_an_option(self, desk: Desk) -> None:
        desk.said(
            *("add", "cramp", "--night", "2026-11-10", "--duration", "90s", "--no-woke"),
            *("--site", "thigh-front", "--site", "toes", "--helped", "walking", "--helped", "heat"),
            *("--sign", "tingling", "--medicine", "Quinine", "--note", "Ouch ☾"),
            *("--provenance", "live"),
        )
        (cramp,) = desk.diary.records(Cramp)
        assert cramp == Cramp(
            id=cramp.id,
            night=date(2026, 11, 10),
            duration_s=90,
            duration_basis=DurationBasis.TOLD,
            sites=frozenset({Site.THIGH_FRONT, Site.TOES}),
            woke_me=False,
            helped=frozenset({Relief.WALKING, Relief.HEAT}),
            signs=frozenset({Sign.TINGLING}),
            medicine_taken="Quinine",
            note="Ouch ☾",
            provenance=Provenance.LIVE,
        )

    def test_count_adds_as_many_of_a_night_in_one_batch(self, desk: Desk) -> None:
        documents = desk.told("add", "cramp", "--night", "2026-11-10", "--count", "3")
        assert len({document["id"] for document in documents}) == 3
        assert {cramp.provenance for cramp in desk.diary.records(Cramp)} == {Provenance.RECALLED}
        desk.said("undo")
        assert desk.diary.records(Cramp) == []

    def test_cramp_takes_the_place_of_an_answer_without(self, desk: Desk) -> None:
        desk.said("add", "night", "2026-11-21", "--none")
        desk.said(*CRAMP)
        assert desk.told("list", "nights")[0]["state"] == "with_cramps"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--at", "2026-11-22T09:00"], "lies in the future"),
            (["--at", "yesterday"], "is not a time"),
            (["--at", "2026-11-22T02:31Z"], "zone of its own"),
            (["--at", "2026-11-22T02:31", "--tz", "Berlin"], "Europe/Berlin"),
            (["--night", "2026-11-23"], "lies in the future"),
            (["--night", "2026-02-30"], "is not a date"),
            (["--night", "2026-11-20", "--pain", "11"], "use 0 to 10"),
            (["--night", "2026-11-20", "--duration", "soon"], "cannot be read"),
            (["--night", "2026-11-20", "--duration", "25h"], "outside what is possible"),
            (["--night", "2026-11-20", "--count", "101"], "1 to 100"),
            (["--night", "2026-11-20", "--note", "x" * 10_001], "too long"),
            (["--night", "2026-11-20", "--note", "\udcff"], "cannot be stored"),
        ],
    )
    def test_what_cannot_be_is_said_and_stores_nothing(
        self, desk: Desk, arguments: list[str], words: str
    ) -> None:
        text = desk.refused("add", "cramp", *arguments)
        assert words in text
        assert "\n" not in text
        assert all(diary.batches() == [] for diary in desk.diaries.values())

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--at", "2026-11-22T02:31", "--night", "2026-11-21"],
            ["--night", "2026-11-20", "--tz", "Europe/Berlin"],
            ["--at", "2026-11-22T02:31", "--count", "2"],
            ["--night", "2026-11-20", "--pain", "much"],
            ["--night", "2026-11-20", "--side", "middle"],
        ],
        ids=" ".join,
    )
    def test_what_makes_no_sense_is_a_usage_error(self, desk: Desk, arguments: list[str]) -> None:
        desk.misunderstood("add", "cramp", *arguments)
        assert all(diary.batches() == [] for diary in desk.diaries.values())


class TestNight:
    def test_documented_line_answers_and_tells(self, desk: Desk) -> None:
        document = desk.told("add", "night", "2026-11-20", "--none", "--fluids", "1250ml")
        (night,) = desk.diary.records(Night)
        assert (night.answer, night.fluids_ml) == (NightState.WITHOUT_CRAMPS, 1250)
        assert len(desk.diary.batches()) == 1
        assert document["state"] == "without_cramps"
        assert (document["cramps"], document["fluids_ml"]) == (0, 1250)

    def test_every_field_has_an_option(self, desk: Desk) -> None:
        flags = [f"--{tag.value.replace('_', '-')}" for tag in EveningTag]
        desk.said(
            *("add", "night", "2026-11-10", "--dont-remember", "--fluids", "5 glasses", *flags),
            *("--sleep-disturbance", "4", "--soreness", "a-little", "--note", "x"),
            *("--provenance", "next-morning"),
        )
        assert desk.diary.records(Night) == [
            Night(
                night=date(2026, 11, 10),
                answer=NightState.DONT_REMEMBER,
                fluids_ml=1250,
                tags=frozenset(EveningTag),
                sleep_disturbance=4,
                soreness=Soreness.A_LITTLE,
                note="x",
                provenance=Provenance.NEXT_MORNING,
            )
        ]

    def test_nothing_out_of_the_ordinary_is_an_answer_too(self, desk: Desk) -> None:
        assert desk.told("add", "night", "2026-11-20", "--ordinary")["tags"] == []
        assert desk.told("add", "night", "2026-11-20", "--travel")["tags"] == ["travel"]
        assert desk.told("add", "night", "2026-11-20", "--alcohol", "--no-travel")["tags"] == [
            "alcohol"
        ]

    def test_paper_count_makes_cramps_without_times(self, desk: Desk) -> None:
        document = desk.told("add", "night", "2026-11-10", "--cramps", "3", "--fluids", "1l")
        assert (document["state"], document["cramps"]) == ("with_cramps", 3)
        assert document["fluids_ml"] == 1000
        assert len(desk.diary.batches()) == 1
        assert "has 3 cramps" in desk.refused("add", "night", "2026-11-10", "--cramps", "2")

    def test_night_with_cramps_cannot_be_answered_without(self, desk: Desk) -> None:
        desk.said(*CRAMP)
        for told in ([], ["--fluids", "1l"]):
            assert "has one cramp" in desk.refused("add", "night", "2026-11-21", "--none", *told)
        assert desk.diary.records(Night) == []

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["2026-11-24", "--none"], "lies in the future"),
            (["tonight", "--none"], "is not a date"),
            (["2026-11-20", "--fluids", "3 cups"], "use ml, l or glasses"),
            (["2026-11-20", "--fluids", "30l"], "0 to 20,000"),
            (["2026-11-20", "--cramps", "-1"], "0 to 100"),
            (["2026-11-20", "--sleep-disturbance", "11"], "0 to 10"),
        ],
    )
    def test_what_cannot_be_is_said_and_stores_nothing(
        self, desk: Desk, arguments: list[str], words: str
    ) -> None:
        assert words in desk.refused("add", "night", *arguments)
        assert desk.diaries == {} or desk.diary.batches() == []

    @pytest.mark.parametrize(
        "arguments",
        [[], ["--none", "--dont-remember"], ["--none", "--cramps", "2"], ["--ordinary", "--heat"]],
    )
    def test_what_makes_no_sense_is_a_usage_error(self, desk: Desk, arguments: list[str]) -> None:
        desk.misunderstood("add", "night", "2026-11-20", *arguments)


class TestCondition:
    def test_condition_has_its_dates(self, desk: Desk) -> None:
        document = desk.told(
            "add", "condition", "Type 2 diabetes", "--since", "2019-04-01", "--note", "mild"
        )
        (condition,) = desk.diary.records(Condition)
        assert (condition.since, condition.until) == (date(2019, 4, 1), None)
        assert document | {"id": ""} == {
            "id": "",
            "kind": "condition",
            "name": "Type 2 diabetes",
            "note": "mild",
            "since": "2019-04-01",
            "taken_for": "Diabetes type 2",
            "until": None,
        }
        assert "comes before" in desk.refused(
            "add", "condition", "X", "--since", "2019-04-01", "--until", "2018-04-01"
        )
