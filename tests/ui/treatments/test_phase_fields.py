"""What a form shows and nobody touches stays as it was stored."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Phase, Record, Treatment
from crampdiary.services.entries import treatments
from crampdiary.services.story import stories
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.phase_fields import PhaseFields
from tests import strategies
from tests.ui.treatments.support import memory_session

TODAY = date(2026, 11, 22)
TREATMENT = Treatment(name="Iron")
# Letters of every script would each have a font looked up for them, which takes a minute.
TRICKY = st.sampled_from(["", " two  spaces ", "a\r\nb\rc", "a\u2028b", "\t", "مغنيسيوم 💊", "-"])
ONE_APPLICATION = settings(
    max_examples=30,
    deadline=None,
    # Each example makes its fields anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def tamed(draw: st.DrawFn, record: Record) -> Record:
    """Give a drawn record texts that a field may stumble over."""
    if isinstance(record, Phase):
        return replace(record, form=draw(TRICKY), reason=draw(TRICKY), note=draw(TRICKY))
    if isinstance(record, Treatment):
        contents = tuple(replace(item, unit=draw(TRICKY) + "mg") for item in record.contents)
        name = f"{draw(TRICKY)}x"
        return replace(record, name=name, contents=contents, note=draw(TRICKY))
    return record


@st.composite
def phases(draw: st.DrawFn) -> Phase:
    drawn = tamed(draw, draw(strategies.phases(TREATMENT)))
    assert isinstance(drawn, Phase)
    return drawn


@st.composite
def diaries(draw: st.DrawFn) -> list[Record]:
    return [tamed(draw, record) for record in draw(strategies.treatments_with_phases())]


@ONE_APPLICATION
@given(stored=phases())
def test_a_dose_that_is_left_alone_is_read_back_as_it_was_stored(
    qtbot: QtBot, stored: Phase
) -> None:
    fields = PhaseFields(number=1, start=TODAY, today=TODAY, phase=stored)
    assert fields.read(TREATMENT.id) == stored
    fields.deleteLater()


@ONE_APPLICATION
@given(records=diaries())
def test_a_treatment_that_is_saved_unchanged_is_not_changed(
    qtbot: QtBot, records: list[Record]
) -> None:
    session = memory_session(*records)
    assert session.diary is not None
    (story,) = stories(treatments(session.diary), TODAY)
    form = TreatmentDialog(session=session, known=[story], story=story)
    form.submit()
    form.deleteLater()
    assert session.diary.batches() == []
