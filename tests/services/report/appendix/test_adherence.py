"""Treatments and doses taken: every period, dose, reason, medicine and condition is found once."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.domain.choices import DoseStatus, Nutrient, TreatmentKind
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.phrases import dose_words
from crampdiary.domain.records import Condition, Dose, Night, Phase, Record, Treatment
from crampdiary.reports.page import Block, Grid, Picture, Section
from crampdiary.services.report.appendix.adherence import adherence_appendix
from crampdiary.services.report.visit import Visit
from tests import strategies
from tests.fakes import MemoryDiary, StillClock

VISIT = Visit(first=date(2026, 5, 1), last=date(2026, 10, 31), on=date(2026, 11, 24))
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
PERIODS = "Treatment periods, cramps per week with 95 % interval"
OUTSIDE = "Before and after this period"
NOTES = "Reasons and notes"
DOSES = "Doses taken"


def blocks(*records: Record) -> tuple[Block, ...]:
    return adherence_appendix(MemoryDiary(records), CLOCK, VISIT).blocks


def tables(*records: Record) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of each table by the heading that they stand below."""
    found: dict[str, list[tuple[str, ...]]] = {}
    title = ""
    for block in blocks(*records):
        if isinstance(block, Section):
            title = block.title
        if isinstance(block, Grid):
            found[title] = list(block.rows)
    return found


def phase(treatment: Treatment, start: date, end: date | None = None, **more: object) -> Phase:
    fields = {"treatment_id": treatment.id, "start": start, "end": end, "dose": Decimal(300)} | more
    return Phase(unit="mg", **fields)  # type: ignore[arg-type] # any fields of a phase


@settings(max_examples=40)
@given(st.lists(strategies.treatments_with_phases(), max_size=4))
def test_every_phase_and_every_reason_is_found_once(drawn: list[list[Record]]) -> None:
    records = [record for group in drawn for record in group]
    phases = [record for record in records if isinstance(record, Phase)]
    names = {one.id: one for one in records if isinstance(one, Treatment)}
    found = tables(*records)
    # A row without a dose tells of nights without any treatment.
    told = [row[1].partition(";")[0] for row in found.get(PERIODS, []) if row[1]]
    told += [row[1] for row in found.get(OUTSIDE, []) if row[2]]
    assert sorted(told) == sorted(dose_words(one) for one in phases)
    without = [
        one.name for one in names.values() if not any(it.treatment_id == one.id for it in phases)
    ]
    assert sorted(row[0] for row in found.get(OUTSIDE, []) if not row[2]) == sorted(without)
    told_of = [(row[2], row[3]) for row in found.get(NOTES, [])]
    for one in phases:
        if one.reason.strip() or one.form.strip() or one.note.strip():
            noted = ". ".join(part.strip() for part in (one.form, one.note) if part.strip())
            told_of.remove((one.reason.strip(), noted))
    for reason, noted in told_of:
        assert reason == ""
        assert any(noted.endswith(one.note.strip()) for one in names.values())
    assert len(told_of) == sum(bool(one.note.strip() or one.contents) for one in names.values())


@given(
    st.dictionaries(
        st.integers(0, 400), st.tuples(st.sampled_from(DoseStatus), st.none() | st.integers(1, 3))
    )
)
def test_every_day_that_was_otherwise_than_planned_is_told_once(
    told: dict[int, tuple[DoseStatus, int | None]],
) -> None:
    start = VISIT.first - timedelta(days=100)
    magnesium = Treatment(name="Magnesium")
    doses = [
        Dose(treatment_id=magnesium.id, day=start + timedelta(days=day), status=status, count=count)
        for day, (status, count) in told.items()
    ]
    rows = tables(magnesium, phase(magnesium, start), *doses).get(DOSES, [])
    found = set()
    for name, month, what in rows:
        assert name == "Magnesium"
        for part in what.split("; "):
            status, _, days = part.partition(" ")
            for one in days.split(", "):
                day, _, count = one.partition(" ")
                when = datetime.strptime(f"{day} {month}", "%d %b %Y").date()  # noqa: DTZ007
                found.add((when, status, count.strip("()")))
    assert found == {
        (one.day, one.status.value, "" if one.count is None else str(one.count))
        for one in doses
        if VISIT.first <= one.day <= VISIT.last
    }


def test_what_a_product_contains_and_its_form_are_told_with_its_notes() -> None:
    product = Treatment(
        name="Night tablets",
        contents=(
            Ingredient(nutrient=Nutrient.MAGNESIUM, amount=Decimal(100), unit="mg"),
            Ingredient(nutrient=Nutrient.VITAMIN_D, amount=Decimal(400), unit="IU"),
        ),
        note="From the market.",
    )
    found = tables(product, phase(product, date(2026, 6, 1), form="effervescent", reason="cramps"))
    assert found[NOTES] == [
        (
            "Night tablets",
            "",
            "",
            "One contains 100 mg magnesium, 400 IU vitamin D. From the market.",
        ),
        ("Night tablets", "1 Jun 2026", "cramps", "effervescent"),
    ]


def test_dose_as_needed_was_taken_and_not_extra() -> None:
    quinine = Treatment(name="Quinine", type=TreatmentKind.MEDICINE)
    taken = Dose(treatment_id=quinine.id, day=date(2026, 6, 3), status=DoseStatus.EXTRA)
    found = tables(quinine, phase(quinine, date(2026, 6, 1), every_days=None), taken)
    assert found[DOSES] == [("Quinine", "Jun 2026", "taken 3")]


def test_periods_stand_in_order_of_time_with_rate_and_what_was_taken_meanwhile() -> None:
    magnesium, vitamin = Treatment(name="Magnesium"), Treatment(name="Vitamin D3")
    nights = [
        Night(night=VISIT.first + number * ONE_DAY, answer=NightState.WITHOUT_CRAMPS)
        for number in range(60)
    ]
    found = tables(
        *nights,
        magnesium,
        vitamin,
        phase(magnesium, date(2026, 6, 1), date(2026, 6, 20)),
        phase(vitamin, date(2026, 5, 10)),
        phase(magnesium, date(2025, 6, 1), date(2025, 6, 20)),
    )
    assert [(row[0], row[5], row[6], row[7]) for row in found[PERIODS]] == [
        ("Vitamin D3", "51 of 175", "0.0 (0.0 to 0.5)", "Magnesium"),
        ("Magnesium", "20 of 20", "0.0 (0.0 to 1.3)", "Vitamin D3"),
    ]
    assert found[OUTSIDE] == [("Magnesium", "300 mg daily", "1 Jun 2025", "20 Jun 2025")]


def test_medicine_taken_unchanged_stands_here_though_the_page_lists_it_alone() -> None:
    pill = Treatment(name="Atorvastatin", type=TreatmentKind.MEDICINE)
    found = tables(pill, phase(pill, date(2020, 1, 1)))
    assert [row[0] for row in found[PERIODS]] == ["Atorvastatin"]
    listed = blocks(pill, phase(pill, date(2020, 1, 1)))
    assert (
        "Atorvastatin 300 mg daily, since 1 Jan 2020 (statin: weakly associated with cramps)"
        in listed
    )


def test_doses_of_a_period_that_reaches_beyond_are_said_to_be_counted_over_all_of_it() -> None:
    magnesium = Treatment(name="Magnesium citrate")
    whole = "counted over the whole of each treatment period"
    inside = phase(magnesium, VISIT.first, VISIT.last)
    beyond = phase(magnesium, VISIT.first - timedelta(days=90), VISIT.last)
    assert whole not in str(blocks(magnesium, inside))
    assert whole in str(blocks(magnesium, beyond))


def test_every_condition_stands_in_full() -> None:
    note = "Told by the eye doctor. " * 40
    found = tables(
        Condition(name="Diabetes", since=date(2019, 4, 1), note=note),
        Condition(name="Pregnancy", until=date(2020, 2, 3)),
    )
    assert found["Conditions"] == [
        ("Diabetes", "1 Apr 2019", "", note.strip()),
        ("Pregnancy", "", "3 Feb 2020", ""),
    ]


def test_forty_treatments_are_drawn_in_pictures_of_a_page_each() -> None:
    records: list[Record] = []
    for number in range(40):
        one = Treatment(name=f"Herb {number:02}")
        records += [one, phase(one, date(2026, 6, 1))]
    pictures = [one for one in blocks(*records) if isinstance(one, Picture)]
    drawn = b"".join(one.svg for one in pictures)
    assert len(pictures) > 1
    assert all(f">Herb {number:02}<".encode() in drawn for number in range(40))


def test_diary_without_treatments_says_so() -> None:
    assert blocks() == ("No treatment, medicine or condition is in the diary.",)
