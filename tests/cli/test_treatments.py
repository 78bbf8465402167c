"""Treatments on the command line: one dose, whole regimens, dose changes, and what is asked."""

from datetime import date
from decimal import Decimal

import pytest

from crampdiary.domain.choices import DoseBasis, TreatmentKind, Weekday
from crampdiary.domain.records import Phase, Treatment
from tests.cli.desk import Desk

LOADING = ["--dose", "50000 IU", "--every", "week", "--from", "2026-03-16", "--to", "2026-05-10"]
REGIMEN = ["--regimen", "50,000 IU weekly for 8 weeks, then 2,000 IU daily", "--from", "2026-03-16"]


def phases(desk: Desk) -> list[tuple[str, str | None, str, int | None]]:
    return [
        (str(it.start), str(it.end) if it.end else None, f"{it.dose} {it.unit}", it.every_days)
        for it in desk.diary.records(Phase)
    ]


class TestOneDose:
    def test_documented_line_stores_treatment_and_period(self, desk: Desk) -> None:
        document = desk.told("add", "treatment", "Vitamin D3", *LOADING)
        (treatment,) = desk.diary.records(Treatment)
        (phase,) = desk.diary.records(Phase)
        assert treatment == Treatment(id=treatment.id, name="Vitamin D3")
        assert phase == Phase(
            id=phase.id,
            treatment_id=treatment.id,
            start=date(2026, 3, 16),
            end=date(2026, 5, 10),
            dose=Decimal(50000),
            unit="IU",
            every_days=7,
        )
        # 50,000 IU / 7 days = 7,142.857 IU a day, by hand; 40 IU are 1 µg.
        (daily,) = document["phases"][0].pop("daily")
        assert daily == {
            "amount": pytest.approx(50000 / 7),
            "amount_ug": pytest.approx(50000 / 7 / 40),
            "high": None,
            "low": None,
            "not_counted": None,
            "nutrient": "vitamin_d",
            "unit": "IU",
        }
        assert document["phases"][0] | {"id": "", "treatment_id": ""} == {
            "adherence": {
                "extra": 0,
                "late": 0,
                "missed": 0,
                "planned": 8,
                "share": 1.0,
                "taken": 8,
            },
            "at_bedtime": False,
            "basis": None,
            "daily_words": "7,143 IU (179 µg) a day on average",
            "dose": 50000.0,
            "dose_as_written": "50000",
            "end": "2026-05-10",
            "every_days": 7,
            "form": "",
            "id": "",
            "kind": "phase",
            "note": "",
            "prescribed": None,
            "reason": "",
            "start": "2026-03-16",
            "times_a_day": 1,
            "treatment_id": "",
            "unit": "IU",
            "weekday": None,
        }
        assert set(document) == {
            *("contents", "counts_as", "id", "kind", "known", "name", "note", "notes", "phases"),
            *("prescribed", "regimen", "retest_hint", "stage", "substance", "summary", "type"),
        }
        assert (document["stage"], document["counts_as"]) == ("ended", "Vitamin D3")
        assert document["regimen"] == "50,000 IU weekly for 8 weeks from 2026-03-16"

    def test_every_field_has_an_option(self, desk: Desk) -> None:
        desk.said(
            *("add", "treatment", "Pink tablets", "--dose", "2 tablets", "--on", "sunday"),
            *("--times-a-day", "2", "--bedtime", "--from", "2026-06-01", "--form", "chewable"),
            *("--elemental", "--prescribed", "--reason", "low", "--phase-note", "with food"),
            *("--supplement", "--counts-as", "magnesium citrate", "--note", "from my doctor"),
            *("--contains", "vitamin D 400 IU", "--contains", "Magnesium 100 mg"),
        )
        (treatment,) = desk.diary.records(Treatment)
        (phase,) = desk.diary.records(Phase)
        assert [f"{it.nutrient} {it.amount} {it.unit}" for it in treatment.contents] == [
            "vitamin_d 400 IU",
            "magnesium 100 mg",
        ]
        assert (treatment.substance, treatment.note) == ("mg_citrate", "from my doctor")
        assert phase == Phase(
            id=phase.id,
            treatment_id=treatment.id,
            start=date(2026, 6, 1),
            dose=Decimal(2),
            unit="tablet",
            form="chewable",
            basis=DoseBasis.ELEMENTAL,
            every_days=7,
            times_a_day=2,
            weekday=Weekday.SUNDAY,
            at_bedtime=True,
            prescribed=True,
            reason="low",
            note="with food",
        )

    def test_own_words_for_a_unit_are_kept(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Magnesium", "--dose", "2 Schippen", "--from", "2026-06-01")
        assert phases(desk) == [("2026-06-01", None, "2 Schippen", 1)]

    def test_same_name_adds_another_period(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *LOADING)
        document = desk.told(
            *("add", "treatment", "VITAMIN d3", "--dose", "2,000 IU", "--from", "2026-05-11"),
            *("--prescribed", "--note", "with food"),
        )
        assert len(document["phases"]) == 2
        assert (document["name"], document["prescribed"], document["note"]) == (
            "Vitamin D3",
            True,
            "with food",
        )
        assert len(desk.diary.records(Treatment)) == 1

    def test_second_dose_on_one_day_is_refused(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *LOADING)
        text = desk.refused("add", "treatment", "vitamin d3", "--from", "2026-05-10")
        assert "another period of the same treatment" in text
        assert "2026-03-16 to 2026-05-10" in text
        assert len(desk.diary.records(Phase)) == 1

    def test_medicine_as_needed_from_today_on(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Ibuprofen", "--medicine", "--every", "as needed")
        (treatment,) = desk.diary.records(Treatment)
        (phase,) = desk.diary.records(Phase)
        assert treatment.type is TreatmentKind.MEDICINE
        assert (phase.start, phase.end, phase.every_days) == (date(2026, 11, 22), None, None)

    def test_what_the_catalogues_know_as_a_medicine_alone_is_one(self, desk: Desk) -> None:
        assert "medicine Salmeterol" in desk.said("add", "treatment", "Salmeterol")
        assert "supplement Salbei" in desk.said("add", "treatment", "Salbei")

    def test_treatment_may_be_planned(self, desk: Desk) -> None:
        document = desk.told("add", "treatment", "Magnesium", "--from", "2027-01-01")
        assert document["stage"] == "planned"


class TestRegimen:
    def test_loading_and_maintenance_are_entered_in_one_go(self, desk: Desk) -> None:
        text = desk.said("add", "treatment", "Vitamin D3", *REGIMEN, "--prescribed")
        assert phases(desk) == [
            ("2026-03-16", "2026-05-10", "50000 IU", 7),
            ("2026-05-11", None, "2000 IU", 1),
        ]
        assert {it.prescribed for it in desk.diary.records(Phase)} == {True}
        assert "7,143 IU (179 µg) a day on average: a prescribed course" in text
        assert "2,000 IU (50 µg) a day" in text
        assert len(desk.diary.batches()) == 1

    def test_phases_may_be_told_one_by_one(self, desk: Desk) -> None:
        desk.said(
            *("add", "treatment", "Vitamin D3"),
            *("--phase", "50,000 IU weekly from 2026-03-16 to 2026-05-10, prescribed"),
            *("--phase", "2,000 IU daily from 2026-05-11", "--own-choice"),
        )
        assert phases(desk) == [
            ("2026-03-16", "2026-05-10", "50000 IU", 7),
            ("2026-05-11", None, "2000 IU", 1),
        ]
        # What a phase says itself is not overruled by what is said about all.
        assert [it.prescribed for it in desk.diary.records(Phase)] == [True, False]

    def test_a_phase_without_a_day_follows_the_one_before(self, desk: Desk) -> None:
        desk.said(
            *("add", "treatment", "X", "--from", "2026-03-16"),
            *("--phase", "1 tablet daily for 2 weeks", "--phase", "2 tablets daily for a week"),
        )
        assert [it[:2] for it in phases(desk)] == [
            ("2026-03-16", "2026-03-29"),
            ("2026-03-30", "2026-04-05"),
        ]

    def test_gaps_are_allowed(self, desk: Desk) -> None:
        desk.said(
            *("add", "treatment", "X", "--phase", "1 tablet daily from 2026-01-01 to 2026-01-31"),
            *("--phase", "1 tablet daily from 2026-03-01"),
        )
        assert len(phases(desk)) == 2

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--regimen", "50,000 IU weekly for 6 to 8 weeks"], "for 6 weeks or for 8 weeks"),
            (["--regimen", "2,000 IU daily, then 1,000 IU daily"], "has no end"),
            (["--regimen", "2,000 IU"], "does not say how often"),
            (["--regimen", "much daily"], "much"),
            (["--phase", "1 tablet daily", "--phase", "2 tablets daily"], "another period"),
        ],
    )
    def test_what_cannot_be_read_is_said_and_stores_nothing(
        self, desk: Desk, arguments: list[str], words: str
    ) -> None:
        assert words in desk.refused("add", "treatment", "X", *arguments)
        assert desk.diary.batches() == []

    def test_dose_and_rhythm_are_not_told_twice(self, desk: Desk) -> None:
        for given in (["--dose", "1 tablet"], ["--every", "day"], ["--to", "2026-06-01"]):
            text = desk.misunderstood("add", "treatment", "X", *REGIMEN, *given)
            assert "already" in text
        assert desk.diary.batches() == []


class TestDoseChange:
    def test_new_dose_ends_the_one_before_it_and_says_so(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *REGIMEN)
        text = desk.said(
            *("add", "treatment", "Vitamin D3", "--dose", "1,500 IU", "--from", "2026-10-01")
        )
        assert "Ended on 2026-09-30: 2,000 IU daily" in text
        assert phases(desk)[1:] == [
            ("2026-05-11", "2026-09-30", "2000 IU", 1),
            ("2026-10-01", None, "1500 IU", 1),
        ]
        assert desk.told("undo")["label"] == "Change a dose"
        assert phases(desk)[1:] == [("2026-05-11", None, "2000 IU", 1)]

    def test_dose_told_again_for_its_first_day_corrects_it(self, desk: Desk) -> None:
        desk.said("add", "treatment", "X", "--dose", "1 tablet", "--from", "2026-10-01")
        text = desk.said("add", "treatment", "X", "--dose", "2 tablets", "--from", "2026-10-01")
        assert "In place of: 1 tablet daily" in text
        assert phases(desk) == [("2026-10-01", None, "2 tablet", 1)]

    def test_last_day_for_a_whole_treatment_ends_it(self, desk: Desk) -> None:
        identity = desk.told("add", "treatment", "Vitamin D3", *REGIMEN)["id"]
        document = desk.told("edit", identity, "--to", "2026-08-31")
        assert [it["end"] for it in document["phases"]] == ["2026-05-10", "2026-08-31"]
        assert document["stage"] == "ended"
        assert "2 periods" in desk.misunderstood("edit", identity, "--dose", "400 IU")


class TestSameSubstance:
    def test_other_name_for_the_same_days_is_refused_with_a_hint(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *REGIMEN)
        text = desk.refused("add", "treatment", "Vit D", "--dose", "1000 IU", "--from=2026-06-01")
        assert 'crampdiary add treatment "Vitamin D3"' in text
        assert "--beside" in text
        assert len(desk.diary.records(Treatment)) == 1

    def test_other_days_or_beside_are_accepted(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *LOADING)
        desk.said("add", "treatment", "Vit D", "--dose", "1000 IU", "--from", "2026-05-11")
        desk.said("add", "treatment", "D3", "--dose", "400 IU", "--from=2026-06-01", "--beside")
        # Once said, the two stand beside each other; a later dose is not asked about again.
        desk.said("add", "treatment", "D3", "--dose", "800 IU", "--from=2026-07-01")
        assert len(desk.diary.records(Treatment)) == 3

    def test_editing_into_the_same_days_is_refused_too(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *LOADING)
        other = desk.told("add", "treatment", "Vit D", "--dose=1000 IU", "--from=2026-05-11")["id"]
        assert "--beside" in desk.refused("edit", other, "--from", "2026-05-01")
        desk.said("edit", other, "--from", "2026-05-01", "--beside")
        desk.said("edit", other, "--from", "2026-05-02")


class TestWhatItIs:
    def test_salt_or_element_is_asked_and_can_be_said(self, desk: Desk) -> None:
        said = ["add", "treatment", "Magnesium citrat", "--dose", "300 mg", "--from", "2026-06-01"]
        text = desk.said(*said)
        assert "--elemental" in text
        assert "--salt" in text
        assert "Counts as: Magnesium citrate" in text
        identity = str(desk.diary.records(Phase)[0].id)
        for option, amount in (("--elemental", 300.0), ("--salt", pytest.approx(48.5, abs=0.1))):
            (daily,) = desk.told("edit", identity, option)["phases"][0]["daily"]
            assert daily["amount"] == amount
        (daily,) = desk.told("edit", identity, "--clear", "basis")["phases"][0]["daily"]
        assert (daily["amount"], daily["high"]) == (None, 300.0)
        assert daily["not_counted"] == "salt_or_element"

    def test_elemental_may_stand_in_the_dose(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Magnesium", "--dose", "300 mg elemental")
        assert desk.diary.records(Phase)[0].basis is DoseBasis.ELEMENTAL

    def test_contents_that_are_not_known_can_be_said(self, desk: Desk) -> None:
        text = desk.said("add", "treatment", "Multivitamin", "--dose", "1 tablet")
        assert "--contains" in text
        identity = desk.diary.records(Treatment)[0].id
        edit = ["edit", str(identity), "--contains", "vitamin D 10 µg", "--contains", "K2=75 mcg"]
        document = desk.told(*edit)
        assert [it["nutrient"] for it in document["contents"]] == ["vitamin_d", "vitamin_k"]
        assert document["phases"][0]["daily_words"].startswith("400 IU (10 µg)")
        assert desk.told("edit", str(identity), "--clear", "contains")["contents"] == []

    def test_name_can_be_told_to_count_as_nothing(self, desk: Desk) -> None:
        said = ["add", "treatment", "Vitamin D light", "--counts-as"]
        assert desk.told(*said, "nothing")["substance"] == ""
        assert "list supplements" in desk.refused(*said, "sunshine")

    @pytest.mark.parametrize(
        ("contents", "words"),
        [
            ("vitamin D", "vitamin D 400 IU"),
            ("400 IU", "vitamin D 400 IU"),
            ("sunshine 4 IU", "magnesium"),
            ("vitamin D 4 mmol", "IU or"),
            ("vitamin D 1.250 IU", "two ways"),
        ],
    )
    def test_contents_that_cannot_be_are_refused(
        self, desk: Desk, contents: str, words: str
    ) -> None:
        said = ["add", "treatment", "Multivitamin", "--dose", "1 tablet", "--contains", contents]
        assert words in desk.refused(*said)
        assert desk.diary.batches() == []

    def test_name_that_is_not_known_is_kept_and_what_is_alike_is_offered(self, desk: Desk) -> None:
        text = desk.said("add", "treatment", "Magn. tablets 24", "--dose", "300 mg")
        assert "If it is Magnesium" in text
        assert "--counts-as" in text
        assert "If it is" not in desk.said("add", "treatment", "Zzyzx", "--dose", "300 mg")
        assert "If it is" not in desk.said("add", "treatment", "A", "--dose", "300 mg")

    def test_medicine_comes_with_the_published_figure_and_its_source(self, desk: Desk) -> None:
        text = " ".join(desk.said("add", "treatment", "Salmeterol").split())
        assert "ratio 2.17" in text
        assert "This does not say what brought on yours. (Source: Garrison 2012" in text

    def test_notes_come_with_what_they_are_about(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Warfarin", "--from", "2020-01-01")
        text = desk.said("add", "treatment", "Vitamin K2", "--dose", "180 µg")
        assert "warfarin" in text
        assert "talk to your doctor" in text
        (note,) = desk.told("list", "treatments")[1]["notes"]
        assert note["treatments"] == ["Warfarin", "Vitamin K2"]
        assert note["source"]


class TestList:
    @pytest.fixture(autouse=True)
    def _kept(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *REGIMEN, "--reason", "deficiency")
        desk.said("add", "treatment", "Ibuprofen", "--every", "as needed", "--from=2026-01-01")
        desk.said("add", "treatment", "Magnesium", "--dose", "300 mg", "--from=2027-02-01")
        desk.said("dose", "Vitamin D3", "2026-09-14", "missed")

    def test_stages_periods_and_what_was_taken_are_shown(self, desk: Desk) -> None:
        text = desk.said("list", "treatments")
        assert text.index("Now taking") < text.index("Ibuprofen") < text.index("Planned")
        assert text.index("Planned") < text.index("Magnesium")
        assert "100 % taken (8 of 8)" in text
        assert "99 % taken (194 of 195)" in text
        assert "Reason: deficiency" in text
        assert max(map(len, text.splitlines())) < 120

    def test_document_has_adherence_by_phase_in_the_order_of_beginning(self, desk: Desk) -> None:
        documents = desk.told("list", "treatments")
        assert [it["name"] for it in documents] == ["Ibuprofen", "Vitamin D3", "Magnesium"]
        assert [it["stage"] for it in documents] == ["taking", "taking", "planned"]
        found = [phase["adherence"] for phase in documents[1]["phases"]]
        assert [(it["planned"], it["missed"]) for it in found] == [(8, 0), (195, 1)]
        assert found[1]["share"] == pytest.approx(194 / 195)
        (as_needed,) = documents[0]["phases"]
        assert (as_needed["adherence"]["planned"], as_needed["adherence"]["share"]) == (0, None)


class TestTotals:
    def test_all_that_contains_it_adds_up(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *REGIMEN)
        multi = ["--dose", "1 tablet", "--contains", "vitamin D 400 IU", "--from", "2026-01-01"]
        desk.said("add", "treatment", "Multivitamin", *multi)
        (total,) = desk.told("totals")["totals"]
        # 2,000 + 400 IU; 2,400 / 40 = 60 µg.
        assert (total["amount"], total["amount_ug"], total["unit"]) == (2400.0, 60.0, "IU")
        assert (total["above_upper"], total["sentences"]) == (False, [])
        assert [it["treatment"] for it in total["parts"]] == ["Multivitamin", "Vitamin D3"]
        assert {it["amount"] for it in total["upper"]} == {4000.0}
        assert all(it["source"] and it["status"] for it in total["recommended"])
        assert "Vitamin D: 2,400 IU a day (60 µg)" in desk.said("totals")

    def test_prescribed_course_is_named_as_one(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *REGIMEN, "--prescribed")
        (total,) = desk.told("totals", "--on", "2026-04-01")["totals"]
        assert (total["above_upper"], total["prescribed_course"]) == (True, True)
        assert "a prescribed course" in desk.said("totals", "--on", "2026-04-01")

    def test_own_choice_above_the_upper_intake_is_told_calmly(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", "--dose", "5000 IU", "--own-choice")
        text = desk.said("totals")
        assert "above the upper intake" in text
        assert "Please talk to your doctor or pharmacist." in text

    def test_nothing_taken_is_said(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *LOADING)
        assert "Nothing" in desk.said("totals", "--on", "2026-03-15")
        assert desk.told("totals", "--on", "2026-03-15")["totals"] == []


class TestDose:
    @pytest.fixture(autouse=True)
    def _kept(self, desk: Desk) -> None:
        desk.said("add", "treatment", "Vitamin D3", *REGIMEN)
        desk.said("add", "treatment", "Magnesium", "--every=twice a day", "--from=2026-01-01")

    def test_exception_is_told_and_taken_back(self, desk: Desk) -> None:
        document = desk.told("dose", "Vitamin D3", "2026-09-14", "missed")
        treatment = document.pop("treatment_id")
        assert treatment == str(desk.diary.records(Treatment)[1].id)
        assert document == {
            "count": 1,
            "day": "2026-09-14",
            "kind": "dose",
            "planned": 1,
            "provenance": "recalled",
            "status": "missed",
            "treatment": "Vitamin D3",
        }
        again = desk.told("dose", "Vitamin D3", "2026-09-14", "as-planned")
        assert (again["status"], again["count"]) == ("as_planned", None)
        assert desk.told("list", "doses") == []

    def test_count_says_how_many_of_the_day(self, desk: Desk) -> None:
        said = desk.said("dose", "Magnesium", "2026-09-14", "missed", "--count", "1")
        assert said == "Magnesium on 2026-09-14: missed (1 of 2).\n"
        assert desk.said("dose", "Magnesium", "2026-09-15", "extra", "--count", "3").endswith(
            "3 extra.\n"
        )
        assert [it["count"] for it in desk.told("list", "doses")] == [1, 3]
        assert "use 1 to 2" in desk.refused("dose", "Magnesium", "2026-09-14", "late", "--count=3")

    @pytest.mark.parametrize("name", ["vitamin d3", "Vit D", "Vitamin D", "Vitamn D3"])
    def test_name_is_told_forgivingly(self, desk: Desk, name: str) -> None:
        assert desk.told("dose", name, "2026-09-14", "late")["treatment"] == "Vitamin D3"

    def test_id_of_treatment_or_period_will_do(self, desk: Desk) -> None:
        phase = desk.diary.records(Phase)[0]
        for identity in (phase.id, phase.treatment_id):
            desk.said("dose", str(identity)[:8], "2026-09-14", "late")

    def test_name_that_fits_none_or_several_is_refused(self, desk: Desk) -> None:
        desk.said("add", "treatment", "D3 drops", "--beside")
        for name in ("Vit D", "Iron", "zzzz"):
            assert f"No treatment {name}" in desk.refused("dose", name, "2026-09-14", "late")
        assert "future" in desk.refused("dose", "Magnesium", "2026-11-23", "missed")
        assert "--count" in desk.misunderstood(
            "dose", "Magnesium", "2026-09-14", "as-planned", "--count", "1"
        )
