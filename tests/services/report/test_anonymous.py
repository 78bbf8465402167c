"""Nothing of a report that names nobody tells whose it is: tables, sentences, words in pictures."""

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from crampdiary.domain.choices import CatalogueKind, ReportPart, TreatmentKind
from crampdiary.domain.nights import NightState, from_wall_clock
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Condition, Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.reports.page import Grid, Picture, Report, Section
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

FIRST = date(2026, 5, 1)
NAME = "Wilhelmina Abernathy"
TOLD = f"Said {NAME}, called Wilhelmina."
VISIT = Visit(
    first=FIRST,
    last=date(2026, 10, 31),
    on=date(2026, 11, 24),
    questions=(f"Is {NAME} well?",),
    parts=frozenset(ReportPart),
)
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))


def told_everywhere(name: str = NAME) -> MemoryDiary:
    """Return a diary with the patient's name in every free text that it can hold."""
    told = f"Said {name}, called {name.split(maxsplit=1)[0]}."
    first, *_, last = name.split()
    start = from_wall_clock(datetime(2026, 5, 2, 2, 30), "Europe/Berlin")
    supplement = Treatment(name=f"Magnesium of {name}", note=told)
    medicine = Treatment(name=f"{last} pills", type=TreatmentKind.MEDICINE, note=told)
    records: list[Record] = [
        Preferences(person_name=name, birth_year=1951),
        supplement,
        medicine,
        OwnEntry(
            catalogue=CatalogueKind.SUPPLEMENT,
            name=f"Magnesium of {name}",
            also_called=told,
            note=told,
        ),
        Phase(
            treatment_id=supplement.id,
            start=date(2026, 7, 20),
            dose=Decimal(1),
            unit=f"{first} spoon",
            form=told,
            reason=told,
            note=told,
        ),
        Phase(treatment_id=medicine.id, start=date(2020, 1, 1), reason=told),
        LabResult(
            test=f"{last} test",
            value=Decimal(3),
            unit=f"{last} units",
            taken_on=FIRST,
            range_text=f"{first}'s own",
            laboratory=f"Laboratory {name}",
            note=told,
        ),
        Condition(name=f"Syndrome of {name}", note=told),
    ]
    for number in range(180):
        night = FIRST + timedelta(days=number)
        answer = None if number % 3 == 0 else NightState.WITHOUT_CRAMPS
        records.append(Night(night=night, answer=answer, note=told))
        if answer is None:
            records.append(
                Cramp(
                    night=night,
                    start_utc=start.utc + timedelta(days=number),
                    zone=start.zone,
                    offset_min=start.offset_min,
                    medicine_taken=f"{first}'s pill",
                    note=told,
                )
            )
    return MemoryDiary(records)


def everything(report: Report) -> str:
    """Return all texts of a report, those of its pictures and of who cannot see them too."""
    said = [report.page.chart_alt, str(asdict(replace(report.page)))]
    for appendix in report.appendices:
        for block in appendix.blocks:
            match block:
                case Picture():
                    said += [block.svg.decode(), block.alt]
                case Grid():
                    said += [cell for row in block.rows for cell in row]
                case Section():
                    said.append(block.title)
                case _:
                    said.append(block)
    return "\n".join(said)


def test_nothing_of_an_anonymous_report_names_the_patient() -> None:
    found = everything(make_report(told_everywhere(), CLOCK, VISIT))
    assert "Wilhelmina" not in found
    assert "Abernathy" not in found
    assert "1951" not in found
    assert found.count("Said [name], called [name].") > 60


def test_report_that_names_the_patient_has_texts_as_they_were_written() -> None:
    visit = replace(VISIT, name=NAME, birth_year=1951)
    found = everything(make_report(told_everywhere(), CLOCK, visit))
    assert found.count(TOLD) > 60
    assert "[name]" not in found


def test_name_that_becomes_longer_by_hiding_is_no_matter() -> None:
    name = " ".join(["Ann"] * 2)
    unit = " ".join(["Ann"] * 10)
    result = LabResult(test="A", value=Decimal(1), unit=unit, taken_on=FIRST)
    diary = MemoryDiary([Preferences(person_name=name), result])
    visit = replace(VISIT, questions=("Ann " * 50,))
    assert "Ann" not in everything(make_report(diary, CLOCK, visit))
