"""Which nights a wish finds: each group of it alone, and all of them together."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import DoseStatus, EveningTag, Provenance, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Dose, Night, Phase, Record, Treatment
from crampdiary.services.browsing import all_nights, night_views
from crampdiary.services.filtering import NightFilter, nights_matching
from crampdiary.services.nights import NightView
from tests.fakes import MemoryDiary, StillClock

FIRST = date(2026, 11, 1)
CLOCK = StillClock(datetime(2026, 11, 22, 7, 30))
MAGNESIUM, VITAMIN_D = (Treatment(name=name, id=UUID(int=at)) for at, name in enumerate("md", 1))


def night(day: int) -> date:
    return date(2026, 11, day)


def found(records: list[Record], wish: NightFilter) -> list[int]:
    """Return the days in November on which the found nights begin."""
    return [count.night.day for count in nights_matching(MemoryDiary(records), CLOCK, wish)]


def without(day: int, **fields: object) -> Night:
    return Night(night=night(day), answer=NightState.WITHOUT_CRAMPS, **fields)  # type: ignore[arg-type]  # fields of any type


def test_an_empty_wish_finds_every_night_also_those_not_recorded() -> None:
    wish = NightFilter(text="  ")
    assert wish.is_empty
    assert found([without(19)], wish) == [19, 20, 21]
    assert found([], wish) == []


@pytest.mark.parametrize("state", NightState)
def test_nights_are_found_by_their_state(state: NightState) -> None:
    records: list[Record] = [
        Cramp(night=night(17)),
        without(18),
        Night(night=night(19), answer=NightState.DONT_REMEMBER),
        Night(night=night(20), answer=NightState.NOT_TRACKING),
    ]
    days = dict(zip(NightState, range(17, 22), strict=True))
    assert found(records, NightFilter(states=frozenset({state}))) == [days[state]]


def test_the_left_leg_is_also_in_a_cramp_of_both() -> None:
    cramps: list[Record] = [Cramp(night=night(17 + at), side=side) for at, side in enumerate(Side)]
    cramps.append(Cramp(night=night(20)))
    for side, days in ((Side.LEFT, [17, 19]), (Side.RIGHT, [18, 19]), (Side.BOTH, [19])):
        assert found(cramps, NightFilter(sides=frozenset({side}))) == days


def test_the_thigh_is_its_front_and_its_back() -> None:
    thighs = (Site.THIGH, Site.THIGH_FRONT, Site.THIGH_BACK, Site.CALF)
    cramps: list[Record] = [
        Cramp(night=night(17 + at), sites=frozenset({site})) for at, site in enumerate(thighs)
    ]
    assert found(cramps, NightFilter(sites=frozenset({Site.THIGH}))) == [17, 18, 19]
    assert found(cramps, NightFilter(sites=frozenset({Site.THIGH_BACK}))) == [19]


def test_side_site_and_pain_are_those_of_one_cramp() -> None:
    calf, foot = frozenset({Site.CALF}), frozenset({Site.FOOT})
    records: list[Record] = [
        Cramp(night=night(18), side=Side.LEFT, sites=calf, pain=3),
        Cramp(night=night(18), side=Side.RIGHT, sites=foot, pain=8),
        Cramp(night=night(19), side=Side.LEFT, sites=calf | foot, pain=5),
    ]
    wish = NightFilter(sides=frozenset({Side.LEFT}), sites=calf, least_pain=5)
    assert found(records, wish) == [19]


def test_a_cramp_without_a_pain_has_no_pain_of_at_least_nought() -> None:
    records: list[Record] = [Cramp(night=night(20)), Cramp(night=night(21), pain=0)]
    assert found(records, NightFilter(least_pain=0)) == [21]


def test_how_a_night_came_in_is_how_its_cramps_or_its_answer_did() -> None:
    records: list[Record] = [
        Cramp(night=night(18), provenance=Provenance.LIVE),
        Night(night=night(18), fluids_ml=1500, provenance=Provenance.RECALLED),
        without(19, provenance=Provenance.RECALLED),
        Cramp(night=night(20), provenance=Provenance.RECALLED),
        Cramp(night=night(20), provenance=Provenance.LIVE, pain=8),
        without(21, provenance=Provenance.IMPORTED),
    ]
    recalled = frozenset({Provenance.RECALLED})
    assert found(records, NightFilter(provenances=recalled)) == [19, 20]
    assert found(records, NightFilter(provenances=recalled, least_pain=5)) == []
    several = frozenset({Provenance.IMPORTED, Provenance.LIVE})
    assert found(records, NightFilter(provenances=several)) == [18, 20, 21]


def test_any_of_the_tags_will_do() -> None:
    travel, heat = EveningTag.TRAVEL, EveningTag.HEAT
    records: list[Record] = [
        without(19, tags=frozenset({travel})),
        without(20, tags=frozenset()),
        without(21, tags=frozenset({heat, EveningTag.ALCOHOL})),
    ]
    assert found(records, NightFilter(tags=frozenset({travel, heat}))) == [19, 21]


TREATED: list[Record] = [
    *(without(day) for day in range(12, 22)),
    MAGNESIUM,
    VITAMIN_D,
    Phase(treatment_id=MAGNESIUM.id, start=night(14), end=night(16)),
    Phase(treatment_id=VITAMIN_D.id, start=night(16), end=night(19), every_days=7),
]


@pytest.mark.parametrize(
    ("wish", "days"),
    [
        (NightFilter(treatments=frozenset({MAGNESIUM.id})), [14, 15, 16]),
        (NightFilter(treatments=frozenset({VITAMIN_D.id})), [16, 17, 18, 19]),
        (NightFilter(no_treatment=True), [12, 13, 20, 21]),
        (
            NightFilter(treatments=frozenset({MAGNESIUM.id}), no_treatment=True),
            [12, 13, 14, 15, 16, 20, 21],
        ),
    ],
)
def test_a_treatment_is_taken_on_every_day_of_its_phases(
    wish: NightFilter, days: list[int]
) -> None:
    assert found(TREATED, wish) == days


def test_a_missed_day_is_not_treated_and_an_extra_dose_is() -> None:
    doses: list[Record] = [
        Dose(treatment_id=MAGNESIUM.id, day=night(15), status=DoseStatus.MISSED),
        Dose(treatment_id=MAGNESIUM.id, day=night(16), status=DoseStatus.LATE),
        Dose(treatment_id=MAGNESIUM.id, day=night(20), status=DoseStatus.EXTRA),
    ]
    records = TREATED + doses
    assert found(records, NightFilter(treatments=frozenset({MAGNESIUM.id}))) == [14, 16, 20]
    assert found(records, NightFilter(no_treatment=True)) == [12, 13, 15, 21]


def test_a_day_on_which_one_of_two_doses_was_missed_is_treated() -> None:
    twice = Phase(treatment_id=MAGNESIUM.id, start=night(14), end=night(16), times_a_day=2)
    records: list[Record] = [
        *(without(day) for day in range(12, 22)),
        MAGNESIUM,
        twice,
        Dose(treatment_id=MAGNESIUM.id, day=night(14), count=1),
        Dose(treatment_id=MAGNESIUM.id, day=night(15)),
    ]
    assert found(records, NightFilter(treatments=frozenset({MAGNESIUM.id}))) == [14, 16]


def test_groups_and_the_search_in_notes_must_all_hold() -> None:
    tag = frozenset({EveningTag.ALCOHOL})
    records: list[Record] = [
        Cramp(night=night(18), pain=7),
        Night(night=night(18), tags=tag, note="Party"),
        Cramp(night=night(19), pain=7, note="after the party"),
        without(20, tags=tag, note="party"),
    ]
    assert found(records, NightFilter(text="PARTY")) == [18, 19, 20]
    assert found(records, NightFilter(text="party", tags=tag)) == [18, 20]
    assert found(records, NightFilter(text="party", tags=tag, least_pain=5)) == [18]
    assert found(records, NightFilter(text="party", least_pain=8)) == []


days = st.integers(0, 6).map(lambda number: FIRST + timedelta(days=number))
some_cramps = st.builds(
    Cramp,
    night=days,
    id=st.uuids(),
    pain=st.none() | st.integers(0, 10),
    side=st.none() | st.sampled_from(Side),
    sites=st.frozensets(st.sampled_from(Site), max_size=2),
    note=st.sampled_from(["", "tea"]),
    provenance=st.sampled_from(Provenance),
)
some_nights = st.builds(
    Night,
    night=days,
    answer=st.sampled_from([None, NightState.WITHOUT_CRAMPS, NightState.NOT_TRACKING]),
    tags=st.none() | st.frozensets(st.sampled_from(EveningTag), max_size=2),
    note=st.sampled_from(["", "Tea"]),
    provenance=st.sampled_from(Provenance),
)
some_phases = st.builds(
    lambda treatment, start, length: Phase(
        treatment_id=treatment.id, start=start, end=start + timedelta(days=length)
    ),
    st.sampled_from([MAGNESIUM, VITAMIN_D]),
    days,
    st.integers(0, 4),
)
some_doses = st.builds(
    Dose, treatment_id=st.just(MAGNESIUM.id), day=days, status=st.sampled_from(DoseStatus)
)
wishes = st.builds(
    NightFilter,
    text=st.sampled_from(["", "tea"]),
    sites=st.frozensets(st.sampled_from(Site), max_size=2),
    sides=st.frozensets(st.sampled_from(Side), max_size=2),
    least_pain=st.none() | st.integers(0, 10),
    treatments=st.frozensets(st.sampled_from([MAGNESIUM.id, VITAMIN_D.id])),
    no_treatment=st.booleans(),
    provenances=st.frozensets(st.sampled_from(Provenance), max_size=2),
    tags=st.frozensets(st.sampled_from(EveningTag), max_size=2),
    states=st.frozensets(st.sampled_from(NightState), max_size=2),
)


@given(
    entries=st.lists(some_cramps | some_nights | some_phases | some_doses, max_size=14),
    wish=wishes,
)
def test_the_found_nights_are_those_that_each_alone_have_what_is_wished(
    entries: list[Record], wish: NightFilter
) -> None:
    records = {entry.id: entry for entry in entries}
    diary = MemoryDiary([MAGNESIUM, VITAMIN_D, *records.values()])
    counts = all_nights(diary, CLOCK)
    views = night_views(diary, counts[0].night, counts[-1].night) if counts else []
    wanted = [view.night for view in views if has_all(diary, view, wish)]
    assert [count.night for count in nights_matching(diary, CLOCK, wish)] == wanted


def has_all(diary: MemoryDiary, view: NightView, wish: NightFilter) -> bool:
    """Say of one night, slowly, whether it has what is wished."""
    record = view.record or Night(night=view.night)
    taken = taken_on(diary, view.night)
    said = [record.note, *(cramp.note for cramp in view.cramps)]
    answered = record.answer is not None and not wish.is_about_a_cramp
    came_in = {record.provenance} if answered else set()
    fitting = [cramp for cramp in view.cramps if fits(cramp, wish)]
    came_in |= {cramp.provenance for cramp in fitting}
    return all(
        (
            wish.text in " ".join(said).lower(),
            not wish.is_about_a_cramp or fitting,
            not wish.provenances or came_in & wish.provenances,
            not wish.tags or (record.tags or frozenset()) & wish.tags,
            not wish.states or view.state in wish.states,
            not (wish.treatments or wish.no_treatment)
            or taken & wish.treatments
            or (wish.no_treatment and not taken),
        )
    )


def fits(cramp: Cramp, wish: NightFilter) -> bool:
    legs = {Side.LEFT, Side.RIGHT, Side.BOTH} if cramp.side is Side.BOTH else {cramp.side}
    parts = set(cramp.sites)
    if parts & {Site.THIGH_FRONT, Site.THIGH_BACK}:
        parts.add(Site.THIGH)
    return bool(
        (not wish.sides or legs & wish.sides)
        and (not wish.sites or parts & wish.sites)
        and (wish.least_pain is None or (cramp.pain or 0) >= wish.least_pain)
        and not (cramp.pain is None and wish.least_pain is not None)
    )


def taken_on(diary: MemoryDiary, day: date) -> set[UUID]:
    within = {
        phase.treatment_id
        for phase in diary.records(Phase)
        if phase.start <= day <= (phase.end or day)
    }
    doses = {dose.treatment_id: dose.status for dose in diary.records(Dose, first=day, last=day)}
    within |= {key for key, status in doses.items() if status is DoseStatus.EXTRA}
    return within - {key for key, status in doses.items() if status is DoseStatus.MISSED}
