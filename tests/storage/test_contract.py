"""One contract for every diary: the file on disk and the one in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import DoseStatus, ReportPart, Side, Site
from crampdiary.domain.errors import ConflictError
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import (
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.storage.diary import SqliteDiary
from tests.fakes import MemoryDiary

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
NIGHT = date(2026, 11, 21)


@pytest.fixture(params=["memory", "sqlite"])
def diary(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Diary]:
    if request.param == "memory":
        yield MemoryDiary()
        return
    with SqliteDiary(tmp_path / "diary") as opened:
        yield opened


def add(diary: Diary, *records: Record) -> None:
    diary.write([Edit(before=None, after=record) for record in records], label="Add", at=AT)


def test_every_kind_of_record_is_found_again(diary: Diary) -> None:
    treatment = Treatment(name="Vitamin D3")
    records: list[Record] = [
        Night(night=NIGHT, fluids_ml=1250),
        Cramp(night=NIGHT, pain=7),
        treatment,
        Phase(treatment_id=treatment.id, start=NIGHT, dose=Decimal(2000), unit="IU"),
        Dose(treatment_id=treatment.id, day=NIGHT, status=DoseStatus.LATE),
        LabResult(test="CK", value=Decimal(20), unit="U/L", taken_on=NIGHT),
        Condition(name="Diabetes"),
        Preferences(glass_ml=200),
        ReportChoices(parts=frozenset({ReportPart.LABS}), question_1="Why?"),
    ]
    add(diary, *records)
    for record in records:
        assert diary.find(type(record), record.id) == record
        assert diary.records(type(record)) == [record]
    assert diary.find(Cramp, uuid4()) is None
    assert diary.find(Cramp, treatment.id) is None


def test_some_fields_alone_come_as_those_of_the_records_do(diary: Diary) -> None:
    days = [NIGHT, date(2026, 11, 19), date(2026, 11, 20)]
    add(
        diary,
        *[Cramp(night=day, pain=day.day - 19, sites=frozenset({Site.CALF})) for day in days],
        Cramp(night=NIGHT, side=Side.LEFT, note="stairs"),
    )
    names = ("night", "pain", "side", "sites", "note", "provenance", "start_utc", "id")
    for span in ({}, {"first": days[2]}, {"last": days[2]}, {"first": NIGHT, "last": days[1]}):
        records = diary.records(Cramp, **span)
        wanted = [tuple(getattr(record, name) for name in names) for record in records]
        assert list(diary.values(Cramp, names, **span)) == wanted
    assert list(diary.values(Night, ("night",))) == []


def test_records_come_in_their_natural_order_and_within_the_asked_nights(diary: Diary) -> None:
    timed = [
        Cramp(
            night=NIGHT,
            start_utc=datetime(2026, 11, 22, hour, tzinfo=UTC),
            zone="UTC",
            offset_min=0,
        )
        for hour in (5, 1, 3)
    ]
    earlier = Cramp(night=date(2026, 11, 19))
    add(diary, *timed, earlier)
    assert diary.records(Cramp) == [earlier, timed[1], timed[2], timed[0]]
    assert diary.records(Cramp, first=NIGHT, last=NIGHT) == [timed[1], timed[2], timed[0]]
    assert diary.records(Cramp, last=date(2026, 11, 20)) == [earlier]


def test_night_without_a_record_is_unknown_never_zero(diary: Diary) -> None:
    add(
        diary,
        Night(night=date(2026, 11, 18), answer=NightState.WITHOUT_CRAMPS),
        Night(night=date(2026, 11, 19), answer=NightState.DONT_REMEMBER),
        Night(night=date(2026, 11, 20), fluids_ml=1000),
        Cramp(night=NIGHT),
        Cramp(night=NIGHT),
    )
    states = [
        (NightState.NOT_RECORDED, 0),
        (NightState.WITHOUT_CRAMPS, 0),
        (NightState.DONT_REMEMBER, 0),
        (NightState.NOT_RECORDED, 0),
        (NightState.WITH_CRAMPS, 2),
    ]
    assert diary.night_counts(date(2026, 11, 17), NIGHT) == [
        NightCount(night=date(2026, 11, 17 + number), state=state, cramps=cramps)
        for number, (state, cramps) in enumerate(states)
    ]


def test_recorded_range_spans_answers_and_cramps(diary: Diary) -> None:
    assert diary.recorded_range() is None
    add(diary, Night(night=date(2026, 1, 1), fluids_ml=1000))
    assert diary.recorded_range() is None
    add(diary, Night(night=date(2026, 1, 5), answer=NightState.NOT_TRACKING), Cramp(night=NIGHT))
    assert diary.recorded_range() == (date(2026, 1, 5), NIGHT)


def test_open_cramps_come_latest_first(diary: Diary) -> None:
    going = [
        Cramp(
            night=NIGHT,
            start_utc=datetime(2026, 11, 22, hour, tzinfo=UTC),
            zone="UTC",
            offset_min=0,
            is_open=True,
        )
        for hour in (1, 3)
    ]
    add(diary, *going, Cramp(night=NIGHT))
    assert diary.open_cramps() == [going[1], going[0]]


def test_every_write_leaves_its_changes(diary: Diary) -> None:
    cramp = Cramp(
        night=NIGHT, note="left, \N{GREEK SMALL LETTER MU}\N{SMILING FACE WITH OPEN MOUTH}"
    )
    add(diary, cramp)
    edit = Edit(before=cramp, after=replace(cramp, pain=5))
    changes = diary.write([edit], label="Change cramp", at=AT)
    heads = diary.batches()
    assert [head.label for head in heads] == ["Add", "Change cramp"]
    assert [head.at for head in heads] == [AT, AT]
    assert diary.changes_of(heads[1].id) == list(changes)
    assert changes[0].edit == edit
    assert changes[0].reverts is None
    back = diary.write([edit.reversed()], label="Change cramp", at=AT, reverts=heads[1].id)
    assert back[0].reverts == heads[1].id
    assert diary.history_of(cramp.id)[-1] == back[0]


def test_history_of_a_record_holds_its_changes_and_no_others(diary: Diary) -> None:
    cramp, other = Cramp(night=NIGHT), Cramp(night=NIGHT)
    add(diary, other, cramp)
    worse = Edit(before=cramp, after=replace(cramp, pain=5))
    diary.write([worse], label="Change cramp", at=AT)
    found = diary.history_of(cramp.id)
    assert [(change.label, change.edit.before) for change in found] == [
        ("Add", None),
        ("Change cramp", cramp),
    ]
    assert diary.history_of(uuid4()) == []


def test_gone_are_the_records_whose_latest_change_took_them_away(diary: Diary) -> None:
    kept, back, first, second = (Cramp(night=NIGHT, pain=pain) for pain in range(4))
    add(diary, kept, back, first, second)
    for cramp in (back, first, second):
        diary.write([Edit(before=cramp, after=None)], label="Delete cramp", at=AT)
    add(diary, back)
    assert [change.edit.before for change in diary.gone()] == [second, first]


def test_forgetting_wipes_what_is_gone_and_leaves_the_rest(diary: Diary) -> None:
    kept, lost = Cramp(night=NIGHT, note="kept"), Cramp(night=NIGHT, note="lost")
    add(diary, lost)
    add(diary, kept, lost_too := Cramp(night=NIGHT))
    for cramp in (lost, lost_too):
        diary.write([Edit(before=cramp, after=None)], label="Delete cramp", at=AT)
    diary.forget([lost.id, lost_too.id], remark=" (in part)")
    assert diary.gone() == []
    assert diary.history_of(lost.id) == []
    assert [batch.label for batch in diary.batches()] == ["Add (in part)"]
    assert [change.edit.after for change in diary.changes_of(diary.batches()[0].id)] == [kept]
    assert diary.records(Cramp) == [kept]


def test_a_label_is_remarked_upon_once_and_only_where_a_part_is_gone(diary: Diary) -> None:
    kept, whole = Cramp(night=NIGHT), Cramp(night=NIGHT)
    lost = [Cramp(night=NIGHT) for _ in range(2)]
    add(diary, kept, *lost)
    add(diary, whole)
    for cramp in lost:
        diary.write([Edit(before=cramp, after=None)], label="Delete cramp", at=AT)
        diary.forget([cramp.id], remark=" (50 % left)")
    assert [batch.label for batch in diary.batches()] == ["Add (50 % left)", "Add"]
    diary.forget([], remark=" (50 % left)")
    assert [change.label for change in diary.history_of(kept.id)] == ["Add (50 % left)"]


def test_many_are_forgotten_at_once(diary: Diary) -> None:
    lost = [Cramp(night=NIGHT) for _ in range(1201)]
    add(diary, *lost)
    add(diary, kept := Cramp(night=NIGHT))
    edits = [Edit(before=cramp, after=None) for cramp in lost]
    diary.write(edits, label="Delete cramps", at=AT)
    diary.forget([cramp.id for cramp in lost], remark=" (in part)")
    assert [batch.label for batch in diary.batches()] == ["Add"]
    assert diary.records(Cramp) == [kept]


def test_latest_batches_come_newest_first_and_may_be_written_upon(diary: Diary) -> None:
    for number in range(70):
        diary.write([Edit(before=None, after=Cramp(night=NIGHT))], label=f"{number}", at=AT)
    heads = diary.latest_batches()
    assert next(heads).label == "69"
    add(diary, Cramp(night=NIGHT))
    assert [head.label for head in heads] == [f"{number}" for number in range(68, -1, -1)]


def test_what_is_there_cannot_be_forgotten(diary: Diary) -> None:
    there, lost = Cramp(night=NIGHT), Cramp(night=NIGHT)
    add(diary, there, lost)
    diary.write([Edit(before=lost, after=None)], label="Delete cramp", at=AT)
    with pytest.raises(ConflictError):
        diary.forget([lost.id, there.id], remark=" (in part)")
    assert [change.edit.before for change in diary.gone()] == [lost]


def test_edits_of_one_batch_apply_in_order(diary: Diary) -> None:
    cramp = Cramp(night=NIGHT)
    later = replace(cramp, pain=2)
    diary.write(
        [
            Edit(before=None, after=cramp),
            Edit(before=cramp, after=later),
            Edit(before=later, after=None),
        ],
        label="All",
        at=AT,
    )
    assert diary.records(Cramp) == []
    assert len(diary.changes_of(diary.batches()[0].id)) == 3


@pytest.mark.parametrize("wrong", ["created twice", "changed meanwhile", "deleted meanwhile"])
def test_conflict_writes_nothing_at_all(diary: Diary, wrong: str) -> None:
    cramp = Cramp(night=NIGHT)
    add(diary, cramp)
    stale = {
        "created twice": Edit(before=None, after=cramp),
        "changed meanwhile": Edit(before=replace(cramp, pain=1), after=replace(cramp, pain=2)),
        "deleted meanwhile": Edit(before=Cramp(night=NIGHT), after=None),
    }[wrong]
    with pytest.raises(ConflictError):
        diary.write([Edit(before=None, after=Condition(name="x")), stale], label="Bad", at=AT)
    assert diary.records(Cramp) == [cramp]
    assert diary.records(Condition) == []
    assert len(diary.batches()) == 1


@pytest.mark.parametrize("wrong", ["changed", "created", "deleted"])
def test_one_conflict_among_many_writes_none_of_them(diary: Diary, wrong: str) -> None:
    cramps = [Cramp(night=NIGHT) for _ in range(1100)]
    add(diary, *cramps)
    edits = [Edit(before=cramp, after=replace(cramp, pain=3)) for cramp in cramps]
    stale = Cramp(night=NIGHT)
    edits[700] = {
        "changed": Edit(before=stale, after=replace(stale, pain=3)),
        "created": Edit(before=None, after=cramps[3]),
        "deleted": Edit(before=stale, after=None),
    }[wrong]
    with pytest.raises(ConflictError):
        diary.write(edits, label="Change", at=AT)
    assert {cramp.pain for cramp in diary.records(Cramp)} == {None}
    assert len(diary.batches()) == 1


def test_writing_nothing_leaves_no_trace(diary: Diary) -> None:
    assert diary.write([], label="Nothing", at=AT) == ()
    assert diary.batches() == []


def test_a_start_is_refused_where_other_cramps_are_going_than_were_seen(diary: Diary) -> None:
    going = Cramp(night=NIGHT, start_utc=AT, zone="Europe/Berlin", offset_min=60, is_open=True)
    add(diary, going, Cramp(night=NIGHT))
    for seen in ([], [uuid4()], [going.id, uuid4()]):
        with pytest.raises(ConflictError):
            diary.write(
                [Edit(before=None, after=Cramp(night=NIGHT))], label="Add", at=AT, going=seen
            )
    assert len(diary.records(Cramp)) == 2
    diary.write([Edit(before=None, after=Cramp(night=NIGHT))], label="Add", at=AT, going=[going.id])
    assert len(diary.records(Cramp)) == 3


def test_a_treatment_does_not_go_while_something_told_meanwhile_belongs_to_it(
    tmp_path: Path,
) -> None:
    treatment = Treatment(name="Magnesium")
    with SqliteDiary(tmp_path / "diary") as diary:
        add(diary, treatment)
        add(diary, Dose(treatment_id=treatment.id, day=NIGHT))  # by another process, unseen by us
        with pytest.raises(ConflictError):
            diary.write([Edit(before=treatment, after=None)], label="Delete", at=AT)
        assert diary.records(Treatment) == [treatment]
