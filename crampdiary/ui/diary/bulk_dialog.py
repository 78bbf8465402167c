"""The form for many nights at once, and their deletion; what nobody pressed stays as it is."""

from collections.abc import Collection, Container, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crampdiary.charts.labels import plural
from crampdiary.domain.choices import EveningTag, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.phrases import SITE_WORDS, TAG_WORDS, fluids_words
from crampdiary.services.bulk import (
    Chosen,
    Plan,
    Wish,
    change_many,
    delete_many,
    plan_change,
    read_chosen,
    told_entries,
)
from crampdiary.ui.diary.words import ANSWER_WORDS, SORENESS_WORDS, capitalised
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import ChipRow, NumberRow, Segmented, V
from crampdiary.ui.shared.fields import Stepper
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.labels import BodyLabel, QuietLabel, SectionTitle
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.waiting import waiting

NOTHING_YET = "Nothing changes yet. What you do not press stays as it is."
LEAVE = "Leave as it is"
_LETTERS_WIDE = 76
_YES, _NO = "yes", "no"
_MORE, _AWAY = "Add what was out of the ordinary", "Take away what was told"
_NO_UNDO = False
NOTHING_NEW = "Nothing changes: it is told like that already."
NOTHING_TO_DELETE = "Nothing is recorded here, so nothing was deleted."


class BulkDialog(FormDialog):
    """Says the same about many nights, and about their cramps, as one change."""

    def __init__(
        self, *, session: DiarySession, nights: Sequence[date], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Change {plural(len(set(nights)), 'night')}", parent=parent)
        self._session = session
        self._nights = tuple(nights)
        self._glass_ml = session.preferences.glass_ml
        self._chosen = self._read()
        self.plan_words = BodyLabel()
        self._add_nights()
        self._add_cramps()
        self.add_foot(self.plan_words)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)
        self._connect()
        self._show_plan()
        if self.answer.isHidden():
            self.tags_more.button(EveningTag.ALCOHOL).setFocus()
        else:
            self.answer.button(NightState.WITHOUT_CRAMPS).setFocus()

    @property
    def wish(self) -> Wish:
        """Return what was pressed."""
        glasses, woke = self.fluids.value, self.woke.value
        return Wish(
            answer=self.answer.value,
            tags_more=frozenset(self.tags_more.values),
            tags_away=frozenset(self.tags_away.values),
            fluids_ml=None if glasses is None else glasses * self._glass_ml,
            soreness=self.soreness.value,
            side=self.side.value,
            sites=frozenset(self.sites.values),
            pain=self.pain.value,
            woke_me=None if woke is None else woke == _YES,
        )

    def submit(self) -> None:
        """Store all of it, or nothing."""
        wish, plan = self.wish, self._plan()
        with waiting():
            self._session.perform(
                lambda diary, clock: change_many(diary, clock, self._nights, wish),
                said=f"{_plan_words(plan, plan.nights)} changed.",
            )

    def _read(self) -> Chosen:
        read = self._session.do(lambda diary, clock: read_chosen(diary, clock, self._nights))
        return read or Chosen(nights=(), told={}, cramps=())

    def _plan(self) -> Plan:
        return plan_change(self._chosen, self._session.clock.now(), self.wish)

    def _add_nights(self) -> None:
        self.add_row(SectionTitle("The nights"))
        self.answer = _chips(ANSWER_WORDS, "How were they")
        with_cramps = len(self._chosen.speaking)
        if with_cramps < len(self._chosen.nights):
            self.add_field("answer", "How were they?", self.answer)
        else:
            self._keep_unseen(self.answer)
        self.kept_words = QuietLabel(_kept_words(with_cramps, len(self._chosen.nights)))
        self.add_row(self.kept_words)
        self.kept_words.setVisible(with_cramps > 0)
        self.tags_more = _chips(_tags(frozenset(EveningTag)), _MORE, many=True)
        self.add_field("tags", _MORE, self.tags_more)
        told = {tag for night in self._chosen.told.values() for tag in night.tags or ()}
        self.tags_away = _chips(_tags(told), _AWAY, many=True)
        if told:
            self.add_field("tags_away", _AWAY, self.tags_away)
        else:
            self._keep_unseen(self.tags_away)
        self.fluids = Stepper(name="Glasses")
        self.leave_fluids = LinkButton(LEAVE)
        self.leave_fluids.setAccessibleName(f"Fluids: {LEAVE.lower()}")
        self.add_field(
            "fluids_ml",
            f"Fluids, glasses of {self._glass_ml} ml",
            FlowRow(self.fluids, self.leave_fluids),
        )
        self.soreness = Segmented(list(SORENESS_WORDS.items()), name="Sore in the morning")
        self.add_field("soreness", "Sore in the morning?", FlowRow(self.soreness))

    def _add_cramps(self) -> None:
        self.side = Segmented([(side, capitalised(side.value)) for side in Side], name="Side")
        self.woke = Segmented([(_YES, "Yes"), (_NO, "No")], name="They woke me")
        self.sites = _chips(
            {site: words for site, words in SITE_WORDS.items() if site is not Site.THIGH},
            "Where",
            many=True,
        )
        self.pain = NumberRow(name="Pain")
        number = len(self._chosen.cramps)
        if not number:
            self._keep_unseen(self.side, self.woke, self.sites, self.pain)
            return
        self.add_row(SectionTitle("Their one cramp" if number == 1 else f"Their {number:,} cramps"))
        self.add_field("pain", "Pain, 0 none to 10 worst", self.pain)
        self.add_side_by_side(
            ("side", "Which side", FlowRow(self.side)),
            ("woke_me", "Did it wake you?", FlowRow(self.woke)),
        )
        self.add_field("sites", "Where, instead of what was said", self.sites)

    def _keep_unseen(self, *fields: QWidget) -> None:
        """Leave out what there is nothing to say with; nobody can press it."""
        for field in fields:
            field.hide()
            field.setParent(self)

    def _connect(self) -> None:
        for field in (
            self.answer,
            self.fluids,
            self.soreness,
            self.side,
            self.woke,
            self.sites,
            self.pain,
        ):
            field.changed.connect(self._show_plan)
        more, away = self.tags_more, self.tags_away
        more.changed.connect(lambda: self._on_tags_changed(away, more))
        away.changed.connect(lambda: self._on_tags_changed(more, away))
        self.leave_fluids.clicked.connect(self._on_leave_fluids_clicked)
        self._session.changed.connect(self._on_session_changed)

    def _show_plan(self) -> None:
        """Say what Save will change."""
        glasses = self.fluids.value
        said = "" if glasses is None else fluids_words(glasses * self._glass_ml)
        self.fluids.set_remark(said)
        self.leave_fluids.setVisible(glasses is not None)
        plan = self._plan()
        if not plan.edits:
            nothing = self.wish == Wish()
            self.plan_words.setText(NOTHING_YET if nothing else NOTHING_NEW)
            return
        self.plan_words.setText(f"Changes {_plan_words(plan, len(self._chosen.nights))}.")

    def _on_tags_changed(self, others: ChipRow[EveningTag], pressed: ChipRow[EveningTag]) -> None:
        """Let what is pressed in one row be no longer pressed in the other."""
        others.set_values(set(others.values) - set(pressed.values))
        self._show_plan()

    def _on_leave_fluids_clicked(self) -> None:
        self.fluids.set_value(None)
        self.fluids.plus.setFocus()  # the pressed one goes
        self._show_plan()

    def _on_session_changed(self) -> None:
        self._chosen = self._read()
        self._show_plan()


def delete_nights(session: DiarySession, nights: Collection[date]) -> None:
    """Move the cramps of some nights, and all that was told about them, into the bin."""
    told = session.do(lambda diary, _clock: told_entries(diary, nights))
    if told:
        with waiting():
            session.do(
                lambda diary, clock: delete_many(diary, clock, told),
                said=f"{plural(len(told), 'entry', 'entries')} deleted.",
            )
    elif told is not None:
        session.noted.emit(NOTHING_TO_DELETE, _NO_UNDO)


def _chips(words: Mapping[V, str], name: str, *, many: bool = False) -> ChipRow[V]:
    return ChipRow(
        [(value, capitalised(said)) for value, said in words.items()], name=name, many=many
    )


def _tags(wanted: Container[EveningTag]) -> dict[EveningTag, str]:
    return {tag: words for tag, words in TAG_WORDS.items() if tag in wanted}


def _kept_words(with_cramps: int, nights: int) -> str:
    """Return which nights cannot be answered, for their cramps speak for them."""
    if with_cramps == nights:
        return "With cramps: that stays as it is."
    who = "1 of them has" if with_cramps == 1 else f"{with_cramps:,} of them have"
    return f"{who} cramps; that stays as it is."


def _plan_words(plan: Plan, chosen: int) -> str:
    """Return "5 of 12 nights and 7 cramps"."""
    nights = f"{plan.nights:,} of {plural(chosen, 'night')}" if plan.nights < chosen else ""
    parts = [nights or plural(plan.nights, "night")] * bool(plan.nights)
    parts += [plural(plan.cramps, "cramp")] * bool(plan.cramps)
    return " and ".join(parts)
