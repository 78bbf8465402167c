"""What the form asks where a label, a name or a day leaves something open."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseBasis, Nutrient, TreatmentKind, Weekday
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.entries import treatments
from crampdiary.services.story import Story, stories
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.rhythm_fields import Often
from crampdiary.ui.treatments.salt_question import NOT_KNOWN
from tests.ui.treatments.support import (
    NOW,
    memory_session,
    press,
    save,
    shown_page,
    tab,
    type_into,
    type_on,
    words_on,
)

START = date(2026, 1, 1)


def form_on(qtbot: QtBot, session: DiarySession, story: Story | None = None) -> TreatmentDialog:
    form = TreatmentDialog(session=session, known=known(session), story=story)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    return form


def known(session: DiarySession) -> list[Story]:
    assert session.diary is not None
    return stories(treatments(session.diary), NOW.date())


def edited(qtbot: QtBot, session: DiarySession, name: str | None = None) -> TreatmentDialog:
    (story,) = [it for it in known(session) if name in {None, it.treatment.name}]
    return form_on(qtbot, session, story)


def phase_in(session: DiarySession) -> Phase:
    assert session.diary is not None
    (phase,) = session.diary.records(Phase)
    return phase


def treatment_in(session: DiarySession, name: str) -> Treatment:
    assert session.diary is not None
    (treatment,) = [it for it in session.diary.records(Treatment) if it.name == name]
    return treatment


@pytest.mark.parametrize(
    ("answer", "basis"),
    [
        (DoseBasis.ELEMENTAL, DoseBasis.ELEMENTAL),
        (DoseBasis.SALT, DoseBasis.SALT),
        (NOT_KNOWN, None),
    ],
)
def test_salt_or_element_is_asked_with_both_amounts(
    qtbot: QtBot, answer: str, basis: DoseBasis | None
) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    type_into(form.product.name, "Magnesium citrate")
    row = form.doses.rows[0]
    assert row.salt.isHidden()
    type_into(row.dose, "300 mg")
    assert row.salt.question.text() == "Is this the magnesium itself, or the whole salt?"
    words = [row.salt.chips.button(it).text() for it in (DoseBasis.ELEMENTAL, DoseBasis.SALT)]
    assert words == ["Itself: 300 mg magnesium", "Salt: 48 mg magnesium"]
    press(row.salt.chips.button(answer))
    save(form)
    assert phase_in(session).basis is basis


def test_nothing_is_asked_where_a_dose_leaves_nothing_open(qtbot: QtBot) -> None:
    form = form_on(qtbot, memory_session())
    type_into(form.product.name, "Magnesium citrate")
    for dose in ("1 tablet", "10 mmol", ""):
        type_into(form.doses.rows[0].dose, dose or " ")
        assert form.doses.rows[0].salt.isHidden(), dose
    type_into(form.product.name, "Vitamin D3")
    type_into(form.doses.rows[0].dose, "1000 IU")
    assert form.doses.rows[0].salt.isHidden()


def test_a_multivitamin_asks_for_what_is_in_it_and_adds_up(qtbot: QtBot) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    type_into(form.product.name, "Centrum")
    tab()
    assert form.product.contents.is_open
    type_into(form.doses.rows[0].dose, "2 tablets")
    type_into(form.product.contents.rows[0].amount, "400 IU")
    type_into(form.product.contents.rows[1].amount, "50 mg")
    press(form.product.contents.rows[2].remove_button)
    assert "800 IU (20 µg) vitamin D, 100 mg elemental magnesium a day" in words_on(form)
    save(form)
    assert treatment_in(session, "Centrum").contents == (
        Ingredient(nutrient=Nutrient.VITAMIN_D, amount=Decimal(400), unit="IU"),
        Ingredient(nutrient=Nutrient.MAGNESIUM, amount=Decimal(50), unit="mg"),
    )


def test_stored_contents_are_kept_digit_by_digit_and_may_be_taken_out(qtbot: QtBot) -> None:
    item = Ingredient(nutrient=Nutrient.VITAMIN_B6, amount=Decimal("1.400"), unit="mg")
    treatment = Treatment(name="Own mix", contents=(item,))
    session = memory_session(treatment, Phase(treatment_id=treatment.id, start=START))
    form = edited(qtbot, session)
    type_into(form.product.note, "red box")
    save(form)
    assert treatment_in(session, "Own mix").contents == (item,)
    form = edited(qtbot, session)
    press(form.product.contents.rows[0].remove_button)
    save(form)
    assert treatment_in(session, "Own mix").contents == ()


def test_what_nobody_knows_may_say_what_it_contains(qtbot: QtBot) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    assert form.product.contents.open_button.isHidden()
    type_into(form.product.name, "Grandmother's mix")
    tab()
    assert not form.product.contents.is_open
    press(form.product.contents.open_button)
    (row,) = form.product.contents.rows
    assert row.nutrient.hasFocus()
    type_into(row.amount, "200 IU")
    type_into(form.doses.rows[0].dose, "1 spoon")
    save(form)
    (item,) = treatment_in(session, "Grandmother's mix").contents
    assert (item.nutrient, item.amount) == (Nutrient.VITAMIN_D, Decimal(200))


def test_known_contents_are_shown_again_under_their_name_alone(qtbot: QtBot) -> None:
    item = Ingredient(nutrient=Nutrient.VITAMIN_D, amount=Decimal(400), unit="IU")
    product = Treatment(name="Centrum", contents=(item,))
    past = Phase(treatment_id=product.id, start=START, end=START, dose=Decimal(1), unit="tablet")
    session = memory_session(product, past)
    form = form_on(qtbot, session)
    type_into(form.product.name, "centrum")
    tab()
    assert [row.amount.text() for row in form.product.contents.rows] == ["400 IU"]
    type_into(form.product.name, "Vitamin D3")
    tab()
    assert not form.product.contents.is_open
    assert form.doses.rows[0].dose.text() == ""
    save(form)
    assert treatment_in(session, "Vitamin D3").contents == ()


def test_a_single_substance_is_not_asked_what_it_contains(qtbot: QtBot) -> None:
    form = form_on(qtbot, memory_session())
    for name in ("Vitamin D3", "Furosemide"):
        type_into(form.product.name, name)
        tab()
        assert not form.product.contents.is_open
        assert form.product.contents.open_button.isHidden(), name


def test_what_a_name_counts_as_can_be_refused_and_taken_back(qtbot: QtBot) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    type_into(form.product.name, "Vit D")
    tab()
    assert form.line.hasFocus(), "what it counts as costs no key"
    press(form.product.counts_as.button)
    assert form.product.counts_as.words.text() == "Counts as nothing but itself."
    save(form)
    assert treatment_in(session, "Vit D").substance == ""
    form = edited(qtbot, session)
    press(form.product.counts_as.button)
    save(form)
    assert treatment_in(session, "Vit D").substance is None


def test_a_key_that_a_file_brought_is_kept_by_the_form(qtbot: QtBot) -> None:
    treatment = Treatment(name="Sonnenschein", substance="vitd3")
    session = memory_session(treatment, Phase(treatment_id=treatment.id, start=START))
    form = edited(qtbot, session)
    assert form.product.counts_as.words.text() == "Counts as vitamin D3 (colecalciferol)."
    type_into(form.product.note, "drops")
    save(form)
    assert treatment_in(session, "Sonnenschein").substance == "vitd3"


def test_medicines_are_offered_by_the_name_on_their_box(qtbot: QtBot) -> None:
    form = form_on(qtbot, memory_session())
    type_on("furosemid")
    model = form.product.name.suggestions.model()
    offered = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert "Furosemide" in offered
    tab()
    assert form.product.kind.value is TreatmentKind.MEDICINE
    assert "loop diuretic" in form.product.counts_as.words.text()


def test_a_medicine_saved_from_within_its_name_is_one(qtbot: QtBot) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    form.product.name.setText("Furosemide")
    save(form)
    assert treatment_in(session, "Furosemide").type is TreatmentKind.MEDICINE


@pytest.fixture
def with_drops() -> DiarySession:
    known = Treatment(name="Vigantol")
    going = Phase(treatment_id=known.id, start=START, dose=Decimal(1000), unit="IU")
    return memory_session(known, going)


def test_the_same_substance_under_another_name_is_asked_about_once(
    qtbot: QtBot, with_drops: DiarySession
) -> None:
    form = form_on(qtbot, with_drops)
    type_into(form.product.name, "Vitamin D3")
    type_into(form.doses.rows[0].dose, "2000 IU")
    save(form)
    assert form.isVisible()
    assert form.question.question == (
        "Vitamin D is already recorded as Vigantol (1,000 IU daily, since 1 Jan 2026). Keep both?"
    )
    assert form.save_button.text() == "Keep both"
    assert with_drops.diary is not None
    assert len(with_drops.diary.records(Treatment)) == 1
    press(form.save_button)
    assert {it.name for it in with_drops.diary.records(Treatment)} == {"Vigantol", "Vitamin D3"}


def test_what_was_kept_once_is_not_asked_again(qtbot: QtBot, with_drops: DiarySession) -> None:
    form = form_on(qtbot, with_drops)
    type_into(form.product.name, "Vitamin D3")
    save(form)
    press(form.save_button)
    form = edited(qtbot, with_drops, "Vitamin D3")
    type_into(form.product.note, "both, says the doctor")
    save(form)
    assert treatment_in(with_drops, "Vitamin D3").note == "both, says the doctor"


def test_a_year_that_is_far_away_is_asked_about(qtbot: QtBot) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    type_into(form.product.name, "Iron")
    form.doses.rows[0].start.set_day(date(2062, 11, 22))
    save(form)
    assert "on 22 Nov 2062. Is the year right?" in form.question.question
    save(form)
    assert phase_in(session).start == date(2062, 11, 22)


@pytest.mark.parametrize(
    ("often", "number", "fields"),
    [
        (Often.DAILY, "", {"every_days": 1}),
        (Often.BEDTIME, "", {"every_days": 1, "at_bedtime": True}),
        (Often.TIMES, "3", {"every_days": 1, "times_a_day": 3}),
        (Often.WEEKLY, "", {"every_days": 7, "weekday": Weekday.SUNDAY}),
        (Often.EVERY, "3", {"every_days": 3}),
        (Often.NEEDED, "", {"every_days": None}),
    ],
)
def test_every_rhythm_of_the_list_is_stored_and_shown_again(
    qtbot: QtBot, often: Often, number: str, fields: dict[str, object]
) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    type_into(form.product.name, "Iron")
    rhythm = form.doses.rows[0].rhythm
    rhythm.often.setCurrentIndex(rhythm.often.findData(often))
    if number:
        type_into(rhythm.number, number)
    if often is Often.WEEKLY:
        rhythm.weekday.setCurrentIndex(rhythm.weekday.findData(Weekday.SUNDAY))
    save(form)
    stored = phase_in(session)
    assert {name: getattr(stored, name) for name in fields} == fields
    again = edited(qtbot, session).doses.rows[0]
    assert again.rhythm.chosen is often
    assert again.read(stored.treatment_id) == stored


def test_a_rhythm_that_the_list_has_no_words_for_is_kept(qtbot: QtBot) -> None:
    treatment = Treatment(name="Iron")
    odd = Phase(
        treatment_id=treatment.id,
        start=START,
        every_days=14,
        times_a_day=2,
        weekday=Weekday.MONDAY,
        at_bedtime=True,
    )
    session = memory_session(treatment, odd)
    form = edited(qtbot, session)
    assert form.doses.rows[0].rhythm.often.currentText().startswith("every 2 weeks on Mondays")
    type_into(form.product.note, "as told")
    save(form)
    assert phase_in(session) == odd


def test_form_reason_and_note_of_a_dose_stand_behind_more_until_they_are_there(
    qtbot: QtBot,
) -> None:
    session = memory_session()
    form = form_on(qtbot, session)
    type_into(form.product.name, "Iron")
    row = form.doses.rows[0]
    assert row.more.isHidden()
    press(row.more_button)
    assert row.more.form.hasFocus()
    type_into(row.more.form, "capsule")
    type_into(row.more.reason, "ferritin 12")
    type_into(row.more.note, "before breakfast")
    save(form)
    stored = phase_in(session)
    assert (stored.form, stored.reason, stored.note) == (
        "capsule",
        "ferritin 12",
        "before breakfast",
    )
    assert edited(qtbot, session).doses.rows[0].more.isVisible()


def test_a_known_name_repeats_its_last_dose_and_offers_to_change_it_instead(
    qtbot: QtBot, with_drops: DiarySession
) -> None:
    page = shown_page(qtbot, with_drops)
    form = page.open_treatment()
    qtbot.waitUntil(form.product.name.hasFocus)
    type_into(form.product.name, "vigantol")
    tab()
    assert form.doses.rows[0].dose.text() == "1,000 IU"
    asked: list[object] = []
    form.change_requested.connect(asked.append)
    press(form.product.twin.button)
    assert asked == [page.stories[0]]


def test_an_ended_name_goes_on_with_its_last_dose(qtbot: QtBot) -> None:
    known = Treatment(name="Iron", type=TreatmentKind.MEDICINE)
    past = Phase(
        treatment_id=known.id,
        start=START,
        end=date(2026, 2, 1),
        dose=Decimal("14.50"),
        unit="mg",
        every_days=3,
    )
    session = memory_session(known, past)
    form = form_on(qtbot, session)
    type_into(form.product.name, "Iron")
    tab()
    assert form.product.twin.button.isHidden()
    save(form)
    assert session.diary is not None
    _, again = session.diary.records(Phase)
    expected = replace(past, id=again.id, start=date(2026, 11, 22), end=None)
    assert again == expected
