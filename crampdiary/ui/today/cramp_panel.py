"""A cramp's questions below its row; each answer is stored at once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.changes import Change
from crampdiary.domain.choices import Relief, Side, Site
from crampdiary.domain.errors import DiaryError
from crampdiary.domain.phrases import SITE_WORDS
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import refine_cramp
from crampdiary.services.entries import change, delete
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.diary.cramp_editor import DELETED, CrampEditor
from crampdiary.ui.diary.words import RELIEF_WORDS, STILL_GOING, capitalised, time_words
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import MAX_NUMBER, ChipRow, NumberRow, Segmented
from crampdiary.ui.shared.pages import FlowRow, Row
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.asking import Question, asked
from crampdiary.ui.today.cramp_times import length_text, relengthened, retimed
from crampdiary.ui.today.saving_line import SavingLine

# The same letters as on the night screen.
SIDE_KEYS = {"l": Side.LEFT, "r": Side.RIGHT, "b": Side.BOTH}
SITE_KEYS = {"c": Site.CALF, "f": Site.FOOT, "t": Site.THIGH}
PAIN_KEYS = {str(pain): pain for pain in range(MAX_NUMBER)} | {"x": MAX_NUMBER}
WOKE_KEY = "w"
_YES, _NO = "yes", "no"
_RARE_SITES = {Site.THIGH_FRONT, Site.THIGH_BACK}  # asked in the full form, and kept where told


class CrampPanel(QWidget):
    """Shows one stored cramp to be mended; what is typed is stored when it is left.

    `touched` is emitted when somebody answers or types.
    """

    touched = Signal()

    def __init__(
        self, *, session: DiarySession, cramp: Cramp, has_keys: bool, parent: QWidget | None = None
    ) -> None:
        """Take `has_keys` where the letters are to be shown beside the questions."""
        super().__init__(parent)
        self._session = session
        self._cramp = cramp
        self._has_keys = has_keys
        self.time = SavingLine(name="Time, if you know it", placeholder="02:31")
        self.length = SavingLine(name="How long", placeholder="4 min 10 s")
        self.side: Segmented[Side] = Segmented(
            [(side, capitalised(side.value)) for side in Side], name="Side"
        )
        self.woke: Segmented[str] = Segmented([(_YES, "Yes"), (_NO, "No")], name="It woke me")
        self.sites: ChipRow[Site] = ChipRow(_sites(cramp), name="Where", many=True)
        self.pain = NumberRow(name="Pain")
        self.helped: ChipRow[Relief] = ChipRow(
            [(relief, capitalised(words)) for relief, words in RELIEF_WORDS.items()],
            name="What helped",
            many=True,
        )
        self.more_link, self.delete_link = LinkButton("More"), LinkButton("Delete")
        self.more_link.setAccessibleName("More about this cramp")
        self.delete_link.setAccessibleName("Delete this cramp")
        self._build()
        self._connect()
        self.show_cramp(cramp)

    @property
    def cramp(self) -> Cramp:
        """Return the cramp as it was last shown."""
        return self._cramp

    def show_cramp(self, cramp: Cramp) -> None:
        """Show what is stored; what is being typed stays."""
        self._cramp = cramp
        self.time.show_stored(time_words(cramp))
        self.length.show_stored(length_text(cramp))
        self.length.setPlaceholderText(STILL_GOING if cramp.is_open else "4 min 10 s")
        self.side.set_value(cramp.side)
        self.sites.set_values(cramp.sites)
        self.pain.set_value(cramp.pain)
        self.woke.set_value(None if cramp.woke_me is None else _YES if cramp.woke_me else _NO)
        self.helped.set_values(cramp.helped)

    def flush(self) -> bool:
        """Store what was typed; where it cannot be, go there, and return False."""
        for line in (self.time, self.length):
            if not line.flush():
                line.setFocus()
                return False
        return True

    def press(self, key: str) -> bool:
        """Answer by a letter or digit as on the night screen; return whether it was one."""
        if key in SIDE_KEYS:
            self._refine(side=SIDE_KEYS[key])
        elif key in SITE_KEYS:
            self._refine(sites=self._cramp.sites ^ {SITE_KEYS[key]})
        elif key in PAIN_KEYS:
            self._refine(pain=PAIN_KEYS[key])
        elif key == WOKE_KEY:
            self._refine(woke_me=not self._cramp.woke_me)
        else:
            return False
        return True

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, GRID)
        rows.setSpacing(GRID + GRID // 2)
        typed = QHBoxLayout()
        typed.setSpacing(2 * GRID)
        for line in (self.time, self.length):
            column = self._column(line.accessibleName(), line)
            column.addWidget(line.error)
            column.addStretch(1)
            typed.addLayout(column, 1)
        rows.addLayout(typed)
        rows.addLayout(self._column("Pain, 0 none to 10 worst", self.pain, keys="0 to 9, X"))
        short = FlowRow()
        for column in (
            self._column("Which side", self.side, keys="L R B"),
            self._column("Did it wake you?", self.woke, keys="W"),
        ):
            block = QWidget()
            block.setLayout(column)
            column.setContentsMargins(0, 0, 2 * GRID, 0)
            short.add(block)
        rows.addWidget(short)
        rows.addLayout(self._column("Where", self.sites, keys="C F T"))
        rows.addLayout(self._column("What helped", self.helped))
        rows.addLayout(Row(self.more_link, self.delete_link))

    def _column(self, question: str, field: QWidget, *, keys: str = "") -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        label = Question(question, buddy=field)
        column.addLayout(asked(label, keys=keys if self._has_keys else ""))
        column.addWidget(field)
        return column

    def _connect(self) -> None:
        for line in (self.time, self.length):
            line.typed.connect(self.touched)
        self.time.said.connect(self._on_time_said)
        self.time.went_on.connect(self._on_time_went_on)
        self.length.said.connect(self._on_length_said)
        self.length.went_on.connect(self._on_length_went_on)
        self.pain.changed.connect(lambda: self._refine(pain=self.pain.value))
        self.side.changed.connect(lambda: self._refine(side=self.side.value))
        self.sites.changed.connect(lambda: self._refine(sites=frozenset(self.sites.values)))
        self.helped.changed.connect(lambda: self._refine(helped=frozenset(self.helped.values)))
        self.woke.changed.connect(self._on_woke_changed)
        self.more_link.clicked.connect(self._on_more_clicked)
        self.delete_link.clicked.connect(self._on_delete_clicked)

    def _refine(self, **fields: Any) -> None:
        self.touched.emit()
        which = self._cramp.id
        self._session.do(lambda diary, clock: refine_cramp(diary, clock, which, **fields))
        self.show_cramp(self._cramp)

    def _store(
        self, line: SavingLine, mended: Callable[[Diary, Clock, Cramp], Cramp]
    ) -> Cramp | None:
        """Store what was typed into a line, or say there why not."""
        self.touched.emit()
        which = self._cramp.id

        def action(diary: Diary, clock: Clock) -> tuple[Cramp, tuple[Change, ...]]:
            stored = diary.find(Cramp, which) or self._cramp
            wished = mended(diary, clock, stored)
            return wished, change(diary, clock, stored, wished)

        try:
            return self._session.perform(action)[0]
        except DiaryError as error:
            line.refuse(sentence(error))
            return None

    def _on_time_said(self, text: str) -> None:
        stored = self._store(
            self.time, lambda diary, clock, cramp: retimed(diary, clock, cramp, text)
        )
        if stored is not None:
            self.time.take(time_words(stored))

    def _on_length_said(self, text: str) -> None:
        stored = self._store(self.length, lambda _diary, _clock, cramp: relengthened(cramp, text))
        if stored is not None:
            self.length.take(length_text(stored))

    def _on_time_went_on(self) -> None:
        self.length.setFocus()
        self.length.selectAll()

    def _on_length_went_on(self) -> None:
        self.pain.button(self.pain.value or 0).setFocus()

    def _on_woke_changed(self) -> None:
        woke = self.woke.value
        self._refine(woke_me=None if woke is None else woke == _YES)

    def _on_more_clicked(self) -> None:
        if self.flush():
            cramp = self._cramp
            CrampEditor(
                session=self._session, night=cramp.night, cramp=cramp, parent=self.window()
            ).open()

    def _on_delete_clicked(self) -> None:
        self.touched.emit()
        cramp = self._cramp
        self._session.do(lambda diary, clock: delete(diary, clock, cramp), said=DELETED)


def _sites(cramp: Cramp) -> list[tuple[Site, str]]:
    return [
        (site, capitalised(words))
        for site, words in SITE_WORDS.items()
        if site not in _RARE_SITES or site in cramp.sites
    ]
