"""Hypothesis strategies for records at their extremes."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from crampdiary.domain.choices import (
    CatalogueKind,
    Comparator,
    DoseBasis,
    DoseStatus,
    DurationBasis,
    EveningTag,
    Nutrient,
    Provenance,
    Relief,
    Side,
    Sign,
    Site,
    Soreness,
    TreatmentKind,
    Weekday,
)
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.nights import LocalInstant, NightState, localise, night_of
from crampdiary.domain.own_entries import OwnEntry
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
from crampdiary.domain.regimens import first_overlap

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
names = texts.filter(str.strip)
amounts = st.decimals(0, 9_999_999, allow_nan=False, allow_infinity=False, places=3)
instants: st.SearchStrategy[LocalInstant] = st.builds(
    localise,
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
)


def _sets(enum: Any) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(list(enum)))


@st.composite
def cramps(draw: st.DrawFn) -> Cramp:
    start = draw(st.none() | instants)
    is_open = start is not None and draw(st.booleans())
    duration_s = None if is_open else draw(st.none() | st.integers(0, 86_400))
    bases = st.none() if duration_s is None else st.none() | st.sampled_from(DurationBasis)
    return Cramp(
        id=draw(st.uuids()),
        night=draw(days) if start is None else night_of(start),
        start_utc=start.utc if start else None,
        zone=start.zone if start else None,
        offset_min=start.offset_min if start else None,
        is_open=is_open,
        duration_s=duration_s,
        duration_basis=draw(bases),
        pain=draw(st.none() | st.integers(0, 10)),
        side=draw(st.none() | st.sampled_from(Side)),
        sites=draw(_sets(Site)),
        woke_me=draw(st.none() | st.booleans()),
        helped=draw(_sets(Relief)),
        signs=draw(_sets(Sign)),
        medicine_taken=draw(texts),
        note=draw(texts),
        provenance=draw(st.sampled_from(Provenance)),
    )


nights = st.builds(
    Night,
    night=days,
    answer=st.none()
    | st.sampled_from(
        [NightState.WITHOUT_CRAMPS, NightState.DONT_REMEMBER, NightState.NOT_TRACKING]
    ),
    fluids_ml=st.none() | st.integers(0, 20_000),
    tags=st.none() | _sets(EveningTag),
    sleep_disturbance=st.none() | st.integers(0, 10),
    soreness=st.none() | st.sampled_from(Soreness),
    note=texts,
    provenance=st.sampled_from(Provenance),
)
units = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00;"), min_size=1, max_size=40
).filter(str.strip)
contents = st.lists(
    st.builds(Ingredient, nutrient=st.sampled_from(Nutrient), amount=amounts, unit=units),
    max_size=3,
    unique_by=lambda item: item.nutrient,
).map(tuple)
treatments = st.builds(
    Treatment,
    id=st.uuids(),
    name=names,
    type=st.sampled_from(TreatmentKind),
    substance=st.none() | st.sampled_from(["", "vitd3"]),
    contents=contents,
    note=texts,
)
labs = st.builds(
    LabResult,
    id=st.uuids(),
    test=names,
    value=amounts,
    unit=texts.filter(lambda text: len(text) <= 40),
    taken_on=days,
    comparator=st.none() | st.sampled_from(Comparator),
    range_low=st.none() | st.just(Decimal("0.41")),
    range_high=st.none() | st.just(Decimal("1.10")),
    range_text=texts,
    fasting=st.none() | st.booleans(),
    laboratory=texts,
    note=texts,
)
conditions = st.builds(Condition, id=st.uuids(), name=names, since=st.none() | days, note=texts)
own_entries = st.builds(
    OwnEntry,
    id=st.uuids(),
    catalogue=st.sampled_from(CatalogueKind),
    name=names,
    also_called=texts,
    nutrient=st.none() | st.sampled_from(Nutrient),
    unit=units,
    other_unit=units,
    factor=st.none() | amounts.filter(bool),
    low=st.just(Decimal("0.41")),
    high=st.none() | st.just(Decimal("1.10")),
    note=names,
)


rhythms = st.one_of(
    st.just({"every_days": None}),
    st.fixed_dictionaries({"every_days": st.integers(1, 366), "times_a_day": st.integers(1, 24)}),
    st.fixed_dictionaries(
        {"every_days": st.sampled_from([7, 14, 28]), "weekday": st.sampled_from(Weekday)}
    ),
)


@st.composite
def phases(draw: st.DrawFn, treatment: Treatment) -> Phase:
    start, end = sorted((draw(days), draw(days)))
    dose = draw(st.none() | amounts)
    return Phase(
        id=draw(st.uuids()),
        treatment_id=treatment.id,
        start=start,
        end=draw(st.none() | st.just(end)),
        dose=dose,
        unit="IU" if dose is not None else "",
        form=draw(texts),
        basis=draw(st.none() | st.sampled_from(DoseBasis)),
        at_bedtime=draw(st.booleans()),
        prescribed=draw(st.none() | st.booleans()),
        reason=draw(texts),
        note=draw(texts),
        **draw(rhythms),
    )


@st.composite
def treatments_with_phases(draw: st.DrawFn) -> list[Record]:
    """Draw a treatment with phases and doses: no day lies in two phases."""
    treatment = draw(treatments)
    taken: list[Phase] = []
    for phase in draw(st.lists(phases(treatment), max_size=3)):
        if first_overlap([*taken, phase]) is None:
            taken.append(phase)
    told = draw(st.dictionaries(days, st.sampled_from(DoseStatus), max_size=3))
    doses = [
        Dose(
            treatment_id=treatment.id,
            day=day,
            status=status,
            count=draw(st.none() | st.integers(1, 24)),
            provenance=draw(st.sampled_from(Provenance)),
        )
        for day, status in told.items()
    ]
    return [treatment, *taken, *doses]


NotedRecord = Night | Cramp | Treatment | LabResult | Condition | OwnEntry
records: st.SearchStrategy[NotedRecord] = st.one_of(
    cramps(), nights, treatments, labs, conditions, own_entries
)
