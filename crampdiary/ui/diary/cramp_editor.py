"""The form for one cramp: everything that can be said about it, and nothing that must be."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crampdiary.domain.changes import Change
from crampdiary.domain.choices import DurationBasis, Relief, Side, Sign, Site
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.notation import read_duration_s
from crampdiary.domain.phrases import MONTHS, SITE_WORDS, duration_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import cramp_at, cramp_without_time, log_cramps
from crampdiary.services.entries import change, delete
from crampdiary.ui.diary.clock_text import moment_in_night, read_clock
from crampdiary.ui.diary.words import (
    RELIEF_WORDS,
    SIGN_WORDS,
    STILL_GOING,
    WEEKDAYS,
    capitalised,
    time_words,
)
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import ChipRow, NumberRow, Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import NoteField, TextField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession

DELETED = "Cramp deleted."


class CrampEditor(FormDialog):
    """Adds a cramp to a night, or edits a stored one; what is not touched stays as stored."""

    def __init__(
        self,
        *,
        session: DiarySession,
        night: date,
        cramp: Cramp | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Edit `cramp`, or without one add to `night`."""
        title = "Add a cramp" if cramp is None else "Edit this cramp"
        super().__init__(title, parent=parent)
        self._session = session
        self._cramp = cramp
        self._add_when(night if cramp is None else cramp.night)
        self._add_where()
        self._add_rest()
        if cramp is not None:
            self._show(cramp)
            self._add_foot(cramp)
        self._on_when_changed()
        self.time_field.textChanged.connect(self._on_when_changed)
        self.night_field.dateChanged.connect(self._on_when_changed)
        self.time_field.setFocus()

    @property
    def when_words(self) -> str:
        """Return which moment is meant, as it is said below the time."""
        return self._when.text()

    def submit(self) -> None:
        """Store the cramp."""
        stored = self._cramp
        if stored is None:
            self._session.perform(self._add)
        else:
            self._session.perform(
                lambda diary, clock: change(
                    diary, clock, stored, self._edited(diary, clock, stored)
                )
            )

    def _add(self, diary: Diary, clock: Clock) -> tuple[Change, ...]:
        return log_cramps(diary, clock, self._placed(diary, clock, self._details()))

    def _edited(self, diary: Diary, clock: Clock, stored: Cramp) -> Cramp:
        """Return the stored cramp with what was typed; its instant stays unless it was touched."""
        details = self._details()
        details["is_open"] = stored.is_open and details["duration_s"] is None
        if self.time_field.text().strip() == time_words(stored) and (
            self.night_field.day == stored.night
        ):
            return replace(stored, **details)
        if not self.time_field.text().strip():
            details["is_open"] = False
        details |= {"id": stored.id, "provenance": stored.provenance}
        return self._placed(diary, clock, details, zone=stored.zone)

    def _placed(
        self, diary: Diary, clock: Clock, details: dict[str, Any], zone: str | None = None
    ) -> Cramp:
        at = read_clock(self.time_field.text())
        if at is None:
            return cramp_without_time(clock, night=self.night_field.day, **details)
        boundary_hour = self._session.preferences.boundary_hour
        local = moment_in_night(self.night_field.day, at, boundary_hour)
        return cramp_at(diary, clock, local=local, zone=zone, **details)

    def _details(self) -> dict[str, Any]:
        """Return what was typed and chosen, without the time; raise `InvalidValueError`."""
        duration = self.duration_field.text().strip()
        unchanged = self._cramp is not None and duration == _duration_text(self._cramp)
        basis: DurationBasis | None
        if unchanged and self._cramp is not None:
            duration_s, basis = self._cramp.duration_s, self._cramp.duration_basis
        else:
            duration_s = read_duration_s(duration) if duration else None
            basis = DurationBasis.TOLD if duration else None
        woke = self.woke.value
        return {
            "duration_s": duration_s,
            "duration_basis": basis,
            "pain": self.pain.value,
            "side": self.side.value,
            "sites": frozenset(self.sites.values),
            "woke_me": None if woke is None else woke == "yes",
            "helped": frozenset(self.helped.values),
            "signs": frozenset(self.signs.values),
            "medicine_taken": self.medicine_field.text().strip(),
            "note": self.note_field.toPlainText(),
        }

    def _add_when(self, night: date) -> None:
        self.time_field = TextField(name="Time, if you know it", placeholder="02:31")
        self.night_field = DateField(name="Evening on which the night began", day=night)
        self.duration_field = TextField(name="How long", placeholder="4 min 10 s")
        self.add_side_by_side(
            ("start", "Time, if you know it", self.time_field),
            ("duration", "How long", self.duration_field),
            ("night", "Evening of", self.night_field),
        )
        self._when = QuietLabel()
        self.add_row(self._when)

    def _add_where(self) -> None:
        self.pain = NumberRow(name="Pain")
        self.add_field("pain", "Pain, 0 none to 10 worst", self.pain)
        self.side: Segmented[Side] = Segmented(
            [(side, capitalised(side.value)) for side in Side], name="Side"
        )
        self.woke: Segmented[str] = Segmented([("yes", "Yes"), ("no", "No")], name="It woke me")
        self.add_side_by_side(
            ("side", "Which side", FlowRow(self.side)),
            ("woke_me", "Did it wake you?", FlowRow(self.woke)),
        )
        kept = frozenset() if self._cramp is None else self._cramp.sites
        self.sites: ChipRow[Site] = ChipRow(
            [
                (site, capitalised(words))
                for site, words in SITE_WORDS.items()
                if site is not Site.THIGH or site in kept
            ],
            name="Where",
            many=True,
        )
        self.add_field("sites", "Where", self.sites)

    def _add_rest(self) -> None:
        self.helped: ChipRow[Relief] = ChipRow(
            [(relief, capitalised(words)) for relief, words in RELIEF_WORDS.items()],
            name="What helped",
            many=True,
        )
        self.add_field("helped", "What helped", self.helped)
        self.signs: ChipRow[Sign] = ChipRow(
            [(sign, capitalised(words)) for sign, words in SIGN_WORDS.items()],
            name="What came with it",
            many=True,
        )
        self.add_field("signs", "What came with it", self.signs)
        self.medicine_field = TextField(name="Medicine taken for it")
        self.add_field("medicine_taken", "Medicine taken for it", self.medicine_field)
        self.note_field = NoteField(name="Note")
        self.add_field("note", "Note", self.note_field)

    def _add_foot(self, cramp: Cramp) -> None:
        self.history = HistoryLine(session=self._session)
        self.add_row(self.history)
        self.history.show_entry(cramp)
        self.delete_button = LinkButton("Delete this cramp")
        self.delete_button.clicked.connect(self._on_delete_clicked)
        self.add_row(self.delete_button)

    def _show(self, cramp: Cramp) -> None:
        self.time_field.setText(time_words(cramp))
        self.duration_field.setText(_duration_text(cramp))
        if cramp.is_open:
            self.duration_field.setPlaceholderText(STILL_GOING)
        self.pain.set_value(cramp.pain)
        self.side.set_value(cramp.side)
        self.sites.set_values(cramp.sites)
        if cramp.woke_me is not None:
            self.woke.set_value("yes" if cramp.woke_me else "no")
        self.helped.set_values(cramp.helped)
        self.signs.set_values(cramp.signs)
        self.medicine_field.setText(cramp.medicine_taken)
        self.note_field.setPlainText(cramp.note)

    def _on_when_changed(self) -> None:
        """Say which moment the time means, for the morning has another date than the evening."""
        night = self.night_field.day
        boundary_hour = self._session.preferences.boundary_hour
        try:
            at = read_clock(self.time_field.text())
        except InvalidValueError:
            at = None
        if at is None:
            words = f"Some time in the night to {_day(night + ONE_DAY)}."
        else:
            moment = moment_in_night(night, at, boundary_hour)
            words = f"That is {_day(moment.date())} at {moment:%H:%M}{self._zone_words()}."
        self._when.setText(words)

    def _zone_words(self) -> str:
        zone = None if self._cramp is None else self._cramp.zone
        here = self._session.clock.now().zone
        return "" if zone in {None, here} else f" in {zone}, where it was logged"

    def _on_delete_clicked(self) -> None:
        cramp = self._cramp
        if cramp is None:
            return
        done = self._session.do(lambda diary, clock: delete(diary, clock, cramp), said=DELETED)
        if done is not None:
            self.reject()


def _duration_text(cramp: Cramp) -> str:
    return "" if cramp.duration_s is None else duration_words(cramp.duration_s)


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
