"""Taking files in: once is enough, all or nothing, and never over what a person said."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import Provenance
from crampdiary.domain.errors import FileProblemError, ImportRefusedError
from crampdiary.domain.nights import NightState
from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import (
    RECORD_TYPES,
    Cramp,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.exchange.diary_json import write_diary
from crampdiary.services import history
from crampdiary.services.demo import fill_demo
from crampdiary.services.exporting import all_records, export_file
from crampdiary.services.importing import ImportOutcome, PeriodColumn, import_file
from crampdiary.services.paper import count_night
from crampdiary.services.words import sentence
from tests import strategies
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 8, 0))
LATER = StillClock(datetime(2041, 1, 1, 8, 0))
NIGHTS = (
    "night_of,logged,cramps,on_supplement\n"
    "2026-01-01,1,2,0\n2026-01-02,1,0,1\n2026-01-03,0,,1\n2026-01-04,1,1,1\n"
    "2026-01-05,1,0,0\n2026-01-06,1,3,1\n2026-01-08,1,1,1\n"
)
VITAMIN_D = PeriodColumn(column="on_supplement", treatment="Vitamin D3")


def take(diary: Diary, folder: Path, text: str, **how: PeriodColumn) -> ImportOutcome:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return import_file(diary, CLOCK, path, **how)


def everything(diary: Diary) -> list[Record]:
    return [record for kind in RECORD_TYPES.values() for record in diary.records(kind)]


def states(diary: Diary, first: date, last: date) -> list[tuple[NightState, int]]:
    return [(count.state, count.cramps) for count in diary.night_counts(first, last)]


def test_nights_come_in_and_unlogged_ones_stay_unknown(tmp_path: Path) -> None:
    diary = MemoryDiary()
    outcome = take(diary, tmp_path, NIGHTS)
    assert states(diary, date(2026, 1, 1), date(2026, 1, 4)) == [
        (NightState.WITH_CRAMPS, 2),
        (NightState.WITHOUT_CRAMPS, 0),
        (NightState.NOT_RECORDED, 0),
        (NightState.WITH_CRAMPS, 1),
    ]
    assert {cramp.provenance for cramp in diary.records(Cramp)} == {Provenance.IMPORTED}
    assert outcome.tallies["nights"].added == 6
    assert outcome.tallies["cramps"].added == 7


def test_runs_of_one_become_periods_ended_by_zero_and_by_a_gap(tmp_path: Path) -> None:
    diary = MemoryDiary()
    take(diary, tmp_path, NIGHTS, period=VITAMIN_D)
    (treatment,) = diary.records(Treatment)
    assert treatment.name == "Vitamin D3"
    assert [(phase.start.day, phase.end and phase.end.day) for phase in diary.records(Phase)] == [
        (2, 4),
        (6, 6),
        (8, 8),
    ]
    assert {phase.treatment_id for phase in diary.records(Phase)} == {treatment.id}


def test_periods_join_the_treatment_of_that_name_and_spare_its_own_periods(
    tmp_path: Path,
) -> None:
    treatment = Treatment(name="vitamin  d3")
    own = Phase(treatment_id=treatment.id, start=date(2026, 1, 4), end=date(2026, 1, 7))
    diary = MemoryDiary([treatment, own])
    outcome = take(diary, tmp_path, NIGHTS, period=VITAMIN_D)
    assert diary.records(Treatment) == [treatment]
    assert [phase.start.day for phase in diary.records(Phase)] == [4, 8]
    tally = outcome.tallies["phases"]
    assert (tally.added, tally.unchanged, tally.left_as_is) == (1, 1, 1)


def test_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    diary = MemoryDiary()
    take(diary, tmp_path, NIGHTS, period=VITAMIN_D)
    before = everything(diary)
    outcome = take(diary, tmp_path, NIGHTS, period=VITAMIN_D)
    assert everything(diary) == before
    assert outcome.changes == ()
    assert outcome.tallies["nights"].unchanged == 6
    assert len(diary.batches()) == 1


def test_import_is_taken_back_by_one_undo(tmp_path: Path) -> None:
    diary = MemoryDiary()
    take(diary, tmp_path, NIGHTS, period=VITAMIN_D)
    history.undo(diary, CLOCK)
    assert everything(diary) == []


def test_night_that_the_diary_answers_is_left_as_it_is(tmp_path: Path) -> None:
    live = Cramp(night=date(2026, 1, 1))
    answer = Night(night=date(2026, 1, 4), answer=NightState.DONT_REMEMBER)
    diary = MemoryDiary([live, answer])
    outcome = take(diary, tmp_path, NIGHTS)
    assert states(diary, date(2026, 1, 1), date(2026, 1, 4))[::3] == [
        (NightState.WITH_CRAMPS, 1),
        (NightState.DONT_REMEMBER, 0),
    ]
    assert outcome.tallies["nights"].left_as_is == 2


def test_evening_told_before_is_kept_when_the_answer_comes(tmp_path: Path) -> None:
    told = Night(night=date(2026, 1, 2), fluids_ml=900, note="mine")
    diary = MemoryDiary([told])
    take(diary, tmp_path, "night_of,cramps,fluids_ml,sleep_disturbance,note\n2026-01-02,0,5,3,x\n")
    (night,) = diary.records(Night)
    assert (night.answer, night.fluids_ml, night.sleep_disturbance, night.note) == (
        NightState.WITHOUT_CRAMPS,
        900,
        3,
        "mine",
    )


def test_deleted_cramp_does_not_come_back_beside_its_kin(tmp_path: Path) -> None:
    diary = MemoryDiary()
    take(diary, tmp_path, NIGHTS)
    gone = diary.records(Cramp, first=date(2026, 1, 1), last=date(2026, 1, 1))[0]
    history.undo(diary, CLOCK)
    history.redo(diary, CLOCK)
    diary = MemoryDiary([record for record in everything(diary) if record != gone])
    outcome = take(diary, tmp_path, NIGHTS)
    assert outcome.changes == ()
    assert outcome.tallies["nights"].left_as_is == 1


def test_file_with_one_bad_row_brings_nothing_and_names_every_bad_row(tmp_path: Path) -> None:
    diary = MemoryDiary()
    with pytest.raises(ImportRefusedError) as refusal:
        take(diary, tmp_path, NIGHTS + "2026-02-30,1,1,0\n2026-02-01,1,-1,0\n2026-02-02,1\n")
    assert [problem.line for problem in refusal.value.problems] == [9, 10, 11]
    assert everything(diary) == []
    assert diary.batches() == []


def test_night_that_has_begun_may_come_in_and_the_next_may_not(tmp_path: Path) -> None:
    diary = MemoryDiary()
    take(diary, tmp_path, "night_of,cramps\n2026-11-22,1\n")
    with pytest.raises(ImportRefusedError):
        take(diary, tmp_path, "night_of,cramps\n2026-11-23,1\n")


@pytest.mark.parametrize("text", ["night\n2026-01-01\n", '{"format": "crampdiary"}'])
def test_periods_come_from_nights_only(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        take(MemoryDiary(), tmp_path, text, period=VITAMIN_D)
    assert refusal.value.reason == "period_of_nights"


def test_cramps_come_in_once_and_not_beside_those_of_the_diary(tmp_path: Path) -> None:
    diary = MemoryDiary([Cramp(night=date(2026, 1, 2))])
    text = (
        "start_local,zone,night,pain\n2026-01-01T23:10,Europe/Berlin,,4\n"
        "2026-01-02T02:00,Europe/Berlin,,5\n,,2026-01-02,6\n"
    )
    first = take(diary, tmp_path, text).tallies["cramps"]
    assert (first.added, first.unchanged, first.left_as_is) == (2, 0, 1)
    again = take(diary, tmp_path, text)
    tally = again.tallies["cramps"]
    assert (tally.added, tally.unchanged, tally.left_as_is) == (0, 2, 1)
    assert again.changes == ()


@given(
    st.lists(strategies.records, unique_by=lambda record: record.id, max_size=6),
    strategies.treatments_with_phases(),
)
def test_export_goes_round_without_loss(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], course: list[Record]
) -> None:
    speaking = {record.night for record in records if isinstance(record, Cramp)}
    mine = [
        record
        for record in records
        if not (isinstance(record, Night) and record.answer and record.night in speaking)
    ]
    diary = MemoryDiary([*mine, *course, Preferences(person_name="Ada", glass_ml=200)])
    path = tmp_path_factory.mktemp("export") / "diary.json"
    export_file(diary, path)
    other = MemoryDiary()
    import_file(other, LATER, path)
    assert everything(other) == everything(diary)
    assert import_file(other, LATER, path).changes == ()
    again = path.with_name("again.json")
    export_file(other, again)
    assert again.read_bytes() == path.read_bytes()


def test_merging_two_diaries_keeps_what_each_has(tmp_path: Path) -> None:
    night = date(2026, 1, 1)
    mine = MemoryDiary([Night(night=night, answer=NightState.WITHOUT_CRAMPS, fluids_ml=700)])
    theirs: list[Record] = [
        Cramp(night=night),
        LabResult(test="K", value=Decimal(1), unit="", taken_on=night),
    ]
    path = tmp_path / "theirs.json"
    path.write_text(write_diary(theirs), encoding="utf-8")
    import_file(mine, CLOCK, path)
    assert states(mine, night, night) == [(NightState.WITH_CRAMPS, 1)]
    (told,) = mine.records(Night)
    assert (told.answer, told.fluids_ml) == (None, 700)
    assert len(mine.records(LabResult)) == 1


def test_record_changed_here_since_the_export_stays_changed(tmp_path: Path) -> None:
    cramp = Cramp(night=date(2026, 1, 1), pain=3)
    path = tmp_path / "old.json"
    path.write_text(write_diary([Cramp(id=cramp.id, night=cramp.night, pain=9)]), encoding="utf-8")
    diary = MemoryDiary([cramp])
    outcome = import_file(diary, CLOCK, path)
    assert outcome.tallies["cramps"].left_as_is == 1
    assert diary.records(Cramp) == [cramp]


def test_period_that_would_double_a_dose_is_left_out(tmp_path: Path) -> None:
    treatment = Treatment(name="Magnesium")
    own = Phase(treatment_id=treatment.id, start=date(2026, 1, 1))
    other = Phase(treatment_id=treatment.id, start=date(2026, 2, 1))
    path = tmp_path / "other.json"
    path.write_text(write_diary([treatment, other]), encoding="utf-8")
    diary = MemoryDiary([treatment, own])
    assert import_file(diary, CLOCK, path).tallies["phases"].left_as_is == 1
    assert diary.records(Phase) == [own]


def test_of_two_periods_of_one_file_that_share_a_day_one_is_taken(tmp_path: Path) -> None:
    treatment = Treatment(name="Magnesium")
    phases = [Phase(treatment_id=treatment.id, start=date(2026, 1, day)) for day in (1, 2)]
    path = tmp_path / "both.json"
    path.write_text(write_diary([treatment, *phases]), encoding="utf-8")
    diary = MemoryDiary()
    tally = import_file(diary, CLOCK, path).tallies["phases"]
    assert (tally.added, tally.left_as_is) == (1, 1)
    assert diary.records(Phase) == phases[:1]


def test_demo_is_never_mixed_with_own_entries(tmp_path: Path) -> None:
    demo = MemoryDiary()
    fill_demo(demo, CLOCK)
    path = tmp_path / "demo.json"
    path.write_text(write_diary(all_records(demo)), encoding="utf-8")
    own = MemoryDiary([Cramp(night=date(2026, 1, 1))])
    with pytest.raises(ImportRefusedError) as refusal:
        import_file(own, CLOCK, path)
    assert refusal.value.reason == "demo"
    empty = MemoryDiary()
    import_file(empty, CLOCK, path)
    assert everything(empty) == everything(demo)


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError):
        import_file(MemoryDiary(), CLOCK, tmp_path / "none.csv")


def test_nights_written_by_export_are_the_same_in_another_diary(tmp_path: Path) -> None:
    diary = MemoryDiary()
    fill_demo(diary, CLOCK)
    span = diary.recorded_range()
    assert span is not None
    path = tmp_path / "nights.csv"
    export_file(diary, path)
    other = MemoryDiary()
    import_file(other, CLOCK, path)
    assert other.night_counts(*span) == diary.night_counts(*span)
    told = {night.night: night for night in diary.records(Night)}
    for night in other.records(Night):
        mine = told[night.night]
        assert (night.fluids_ml, night.tags, night.note) == (mine.fluids_ml, mine.tags, mine.note)


def test_start_in_utc_survives_the_cramps_csv(tmp_path: Path) -> None:
    cramp = Cramp(
        night=date(2026, 10, 24),
        start_utc=datetime(2026, 10, 25, 1, 31, tzinfo=UTC),
        zone="Europe/Berlin",
        offset_min=60,
    )
    path = tmp_path / "cramps.csv"
    export_file(MemoryDiary([cramp]), path, cramps=True)
    other = MemoryDiary()
    import_file(other, CLOCK, path)
    assert other.records(Cramp) == [cramp]


class TestPaper:
    def test_count_of_a_night_makes_cramps_without_times(self) -> None:
        diary = MemoryDiary([Night(night=date(2026, 1, 1), answer=NightState.DONT_REMEMBER)])
        count_night(diary, CLOCK, date(2026, 1, 1), 3, fluids_ml=800)
        assert states(diary, date(2026, 1, 1), date(2026, 1, 1)) == [(NightState.WITH_CRAMPS, 3)]
        assert {cramp.start for cramp in diary.records(Cramp)} == {None}
        (night,) = diary.records(Night)
        assert (night.answer, night.fluids_ml) == (None, 800)
        history.undo(diary, CLOCK)
        assert states(diary, date(2026, 1, 1), date(2026, 1, 1)) == [(NightState.DONT_REMEMBER, 0)]

    def test_count_of_none_is_the_answer_no_cramps(self) -> None:
        diary = MemoryDiary()
        count_night(diary, CLOCK, date(2026, 1, 1), 0)
        assert states(diary, date(2026, 1, 1), date(2026, 1, 1)) == [(NightState.WITHOUT_CRAMPS, 0)]


class TestAnyFile:
    """Whatever is in a file, it comes in or is refused in words."""

    def refused_or_taken(self, folder: Path, data: bytes) -> None:
        path = folder / "file"
        path.write_bytes(data)
        diary = MemoryDiary()
        refusals: list[ImportRefusedError] = []
        try:
            import_file(diary, CLOCK, path)
        except ImportRefusedError as error:
            refusals.append(error)
        for refusal in refusals:
            assert refusal.problems or refusal.reason
            assert "Nothing was taken" in sentence(refusal)
            assert everything(diary) == []

    @given(st.binary(max_size=200))
    def test_any_bytes(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        self.refused_or_taken(tmp_path_factory.mktemp("any"), data)

    @given(
        st.sampled_from(
            ["night_of,logged,cramps,fluids_ml,tags,note", "start_local,zone,night,id"]
        ),
        st.lists(
            st.lists(
                st.sampled_from(["", "1", "-1", "2026-01-01", "0001-01-01", "1e9", "NaN", '"', "x"])
                | st.text(max_size=6),
                max_size=6,
            ),
            max_size=6,
        ),
    )
    def test_any_cells(
        self, tmp_path_factory: pytest.TempPathFactory, head: str, rows: list[list[str]]
    ) -> None:
        text = "\n".join([head, *(",".join(row) for row in rows)])
        self.refused_or_taken(tmp_path_factory.mktemp("any"), text.encode("utf-8", "surrogatepass"))

    @given(
        st.sampled_from(sorted(RECORD_TYPES)),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2026-01-01"),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["id", "night", "name", "test", "value", "start_utc", "zone"]),
                    inner,
                    max_size=5,
                )
            ),
            max_leaves=12,
        ),
    )
    def test_any_json(
        self, tmp_path_factory: pytest.TempPathFactory, kind: str, found: object
    ) -> None:
        document = {"format": "crampdiary", "version": 1, "records": {kind: found}}
        self.refused_or_taken(tmp_path_factory.mktemp("any"), json.dumps(document).encode())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.json", write_diary([Cramp(night=date(2026, 1, 1))])),
        ("own.csv", "night_of,cramps\n2026-01-01,1\n"),
    ],
)
def test_own_entries_are_never_taken_into_the_demo(tmp_path: Path, name: str, text: str) -> None:
    demo = MemoryDiary()
    fill_demo(demo, CLOCK)
    before = everything(demo)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefusedError) as refusal:
        import_file(demo, CLOCK, path)
    assert refusal.value.reason == "into_demo"
    assert everything(demo) == before


def test_export_of_a_demo_can_be_taken_into_that_demo_again(tmp_path: Path) -> None:
    demo = MemoryDiary()
    fill_demo(demo, CLOCK)
    path = tmp_path / "demo.json"
    path.write_text(write_diary(all_records(demo)), encoding="utf-8")
    assert import_file(demo, CLOCK, path).changes == ()
