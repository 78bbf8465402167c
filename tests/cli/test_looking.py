"""Lists and the rate: what people see, and what programs read."""

import json
from datetime import date, timedelta

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk.said("add", "cramp", "--at", "2026-11-22T02:31", "--pain", "7", "--side", "left")
    desk.said("add", "cramp", "--night", "2026-11-10", "--note", "bad\x1b[31m one")
    desk.said("add", "night", "2026-11-12", "--none", "--fluids", "1.25l", "--travel")
    desk.said("add", "night", "2026-11-08", "--fluids", "1l")
    desk.said("add", "treatment", "Mg", "--dose", "300 mg", "--from=2026-01-01", "--to=2026-02-01")
    desk.said("add", "treatment", "Vitamin D3", "--from=2026-06-01")
    desk.said("add", "lab", "K", "--value", "3.4 mmol/L", "--on", "2026-03-01", "--low", "3.5")
    desk.said("add", "lab", "Ca", "--value", "2.3 mmol/L", "--on", "2026-04-01")
    desk.said("add", "condition", "Diabetes", "--since", "2019-04-01", "--until", "2020-01-01")
    desk.said("add", "condition", "Flat feet")
    return desk


def test_lists_are_aligned_tables_with_ids_that_edit_takes(kept: Desk) -> None:
    lines = kept.said("list", "cramps").splitlines()
    assert lines[0].split() == [
        *("Id", "Night", "Start", "Lasted", "Pain", "Where", "How", "it", "came", "in", "Note")
    ]
    assert lines[2].split()[1:5] == ["2026-11-21", "2026-11-22", "02:31", "7"]
    assert lines[1].index("2026-11-10") == lines[2].index("2026-11-21")
    kept.said("edit", lines[2].split()[0], "--pain", "5")


@pytest.mark.parametrize("name", ["👩\u200d🔬", "कृष्\u200dण"])
def test_letters_that_join_others_stay_in_a_name(desk: Desk, name: str) -> None:
    desk.said("add", "condition", name)
    assert name in desk.said("list", "conditions")


def test_text_cannot_steer_the_terminal(kept: Desk) -> None:
    assert "\x1b" not in kept.said("list", "cramps")
    assert kept.told("list", "cramps")[0]["note"] == "bad\x1b[31m one"


def test_nights_between_are_listed_as_not_recorded(kept: Desk) -> None:
    nights = kept.told("list", "nights")
    assert [nights[0]["night"], nights[-1]["night"]] == ["2026-11-08", "2026-11-21"]
    states = {night["night"][-2:]: night["state"] for night in nights}
    assert states["08"] == "not_recorded"
    assert (states["10"], states["11"]) == ("with_cramps", "not_recorded")
    text = kept.said("list", "nights", "--from", "2026-11-11", "--to", "2026-11-12")
    assert "not recorded" in text
    assert "1.25 L, travel" in text
    assert "2026-11-10" not in text


@pytest.mark.parametrize(
    ("kind", "span", "names"),
    [
        ("cramps", ["--from", "2026-11-15"], ["2026-11-21"]),
        ("cramps", ["--to", "2026-11-15"], ["2026-11-10"]),
        ("treatments", ["--from", "2026-02-02"], ["Vitamin D3"]),
        ("treatments", ["--to", "2026-01-01"], ["Mg"]),
        ("labs", ["--from", "2026-03-02"], ["Ca"]),
        ("conditions", ["--from", "2020-01-02"], ["Flat feet"]),
        ("conditions", [], ["Diabetes", "Flat feet"]),
    ],
)
def test_range_narrows_each_list(kept: Desk, kind: str, span: list[str], names: list[str]) -> None:
    key = {"cramps": "night", "labs": "test"}.get(kind, "name")
    assert [item[key] for item in kept.told("list", kind, *span)] == names


def test_lab_list_shows_value_flag_and_range(kept: Desk) -> None:
    line = kept.said("list", "labs").splitlines()[1]
    assert line.split()[1:] == ["2026-03-01", "K", "3.4", "mmol/L", "low", "3.5", "or", "more"]


def test_treatments_show_their_periods_with_ids(kept: Desk) -> None:
    text = kept.said("list", "treatments")
    assert "300 mg daily from 2026-01-01 to 2026-02-01" in text
    period = next(line for line in text.splitlines() if "300 mg" in line)
    kept.said("edit", period.split()[0], "--dose", "200 mg")


def test_empty_list_says_so_and_is_an_empty_document(desk: Desk) -> None:
    desk.said("add", "night", "2026-11-20", "--none")
    assert desk.said("list", "labs") == "Nothing is recorded here yet.\n"
    assert desk.told("list", "labs") == []


@pytest.mark.parametrize("command", [["rate"], ["list", "cramps"], ["list", "nights"]])
def test_range_that_runs_backwards_is_refused(kept: Desk, command: list[str]) -> None:
    span = ["--from", "2026-11-12", "--to", "2026-11-11"]
    assert "comes before its beginning" in kept.refused(*command, *span)
    assert "is not a date" in kept.refused(*command, "--from", "autumn")
    assert "1900-01-01" in kept.refused(*command, "--from", "0001-01-01")


def test_json_keys_are_sorted_and_text_is_not_escaped(desk: Desk) -> None:
    text = desk.said("add", "cramp", "--night", "2026-11-20", "--note", "Ōsaka ☾", "--json")
    assert "Ōsaka ☾" in text
    keys = list(json.loads(text))
    assert keys == sorted(keys)


class TestRate:
    def keep(self, desk: Desk, nights: int, cramps: int) -> None:
        first = date(2026, 1, 1)
        desk.said("add", "night", first.isoformat(), "--cramps", str(cramps))
        for number in range(1, nights):
            night = first + timedelta(days=2 * number)
            desk.said("add", "night", night.isoformat(), "--none")

    def test_rate_counts_recorded_nights_with_the_exact_interval(self, desk: Desk) -> None:
        self.keep(desk, nights=20, cramps=10)
        found = desk.told("rate")
        # Garwood for 10 events: 4.795 to 18.390 (Ulm 1990, table of exact Poisson limits).
        assert found == {
            "cramps": 10,
            "cramps_per_week": 3.5,
            "cramps_per_week_high": pytest.approx(18.390 * 7 / 20, abs=1e-3),
            "cramps_per_week_low": pytest.approx(4.795 * 7 / 20, abs=1e-3),
            "longest_without_nights": 1,
            "nights_in_range": 39,
            "nights_recorded": 20,
            "nights_with_cramps": 1,
            "sentences": desk.said("rate").splitlines(),
            "share_recorded": pytest.approx(20 / 39),
        }
        assert desk.said("rate").splitlines() == [
            "10 cramps on 20 recorded nights of 39: 3.5 a week (95 % interval 1.7 to 6.4).",
            "1 night with cramps.",
            "The longest stretch of recorded nights without cramps is 1 night.",
            "51 % of nights are recorded.",
        ]

    def test_longest_stretch_without_counts_recorded_nights_on_end(self, desk: Desk) -> None:
        for day in ("01", "02", "04", "05", "06", "08"):
            desk.said("add", "night", f"2026-11-{day}", "--none")
        desk.said("add", "night", "2026-11-07", "--cramps", "2")
        found = desk.told("rate")
        assert (found["longest_without_nights"], found["nights_with_cramps"]) == (3, 1)
        assert found["share_recorded"] == pytest.approx(7 / 8)

    def test_fewer_than_fourteen_recorded_nights_give_counts_alone(self, desk: Desk) -> None:
        self.keep(desk, nights=13, cramps=1)
        found = desk.told("rate")
        assert (found["cramps"], found["nights_recorded"]) == (1, 13)
        assert [found[f"cramps_per_week{end}"] for end in ("", "_low", "_high")] == [None] * 3
        assert "needs 14 recorded nights" in desk.said("rate")

    def test_range_is_counted_as_given(self, desk: Desk) -> None:
        self.keep(desk, nights=20, cramps=10)
        found = desk.told("rate", "--from", "2026-01-02", "--to", "2026-12-31")
        assert (found["cramps"], found["nights_in_range"]) == (0, 364)
        assert found["cramps_per_week_low"] == 0

    def test_diary_without_nights_has_counts_of_zero(self, desk: Desk) -> None:
        desk.said("add", "condition", "Diabetes")
        found = desk.told("rate")
        assert (found["cramps"], found["nights_recorded"], found["nights_in_range"]) == (0, 0, 0)
        assert (found["share_recorded"], found["longest_without_nights"]) == (None, 0)
