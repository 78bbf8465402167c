"""What is taken: its name with what that counts as, what one contains, what it is, a note."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from crampdiary.domain.checks import MAX_NAME
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.catalogues import Catalogues
from crampdiary.services.story import Story
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.fields import NoteField
from crampdiary.ui.treatments.contents_fields import ContentsFields
from crampdiary.ui.treatments.name_field import CountsAs, ForgivingTypeAhead, names_taken
from crampdiary.ui.treatments.twin_hint import TwinHint
from crampdiary.ui.treatments.untouched import Untouched


class ProductFields(QObject):
    """The fields of a treatment apart from its doses, which follow its name; a form lays them out.

    `named` gives the treatment that a name is known as, or None, where that is another than before;
    `changed` says that doses may give something else now.
    """

    named = Signal(object)
    changed = Signal()

    def __init__(
        self,
        *,
        catalogues: Catalogues,
        known: Sequence[Story],
        story: Story | None,
        today: date,
        parent: QObject,
    ) -> None:
        """Begin with nothing, or to change the treatment in `story`; `known` are all there are."""
        super().__init__(parent)
        self._catalogues, self._story = catalogues, story
        self._id = story.treatment.id if story else uuid4()
        self._kind_was_chosen = story is not None
        self._name_kept, self._note_kept = Untouched(), Untouched()
        own = [one.treatment.name for one in known]
        self.name = ForgivingTypeAhead(
            name="Name", entries=names_taken(own, catalogues), placeholder="Vitamin D3"
        )
        self.counts_as = CountsAs()
        self.twin = TwinHint(known=known, today=today)
        self.contents = ContentsFields()
        self.kind: Segmented[TreatmentKind] = Segmented(
            [(TreatmentKind.SUPPLEMENT, "Supplement"), (TreatmentKind.MEDICINE, "Medicine")],
            name="What it is",
            required=True,
        )
        self.kind.set_value(TreatmentKind.SUPPLEMENT)
        self.note = NoteField(name="Note")

    def follow(self) -> None:
        """Follow the name from now on, once a form has laid the fields out and filled them."""
        self.settle()
        self.name.editingFinished.connect(self.settle)
        self.name.textChanged.connect(self._on_name_typed)
        self.counts_as.changed.connect(self.changed)
        self.contents.changed.connect(self.changed)
        self.kind.changed.connect(self._on_kind_changed)

    def show_treatment(self, treatment: Treatment) -> None:
        """Show what is stored; what is left alone is read back letter by letter."""
        self.name.setText(treatment.name)
        self._name_kept.remember(treatment.name, shown=self.name.text())
        self.kind.set_value(treatment.type)
        self.note.setPlainText(treatment.note)
        self._note_kept.remember(treatment.note, shown=self.note.toPlainText())
        self.contents.show_contents(treatment.contents)
        self.counts_as.show_treatment(treatment, self._catalogues)

    def read(self) -> tuple[Treatment, tuple[Phase, ...]]:
        """Return the treatment as typed, and the doses that stay as they are."""
        twin, contents = self._twin(), self.contents.read()
        said = Treatment(
            id=self._id,
            name=self._name_kept.text(self.name.text(), otherwise=self.name.typed),
            type=self.kind.value or TreatmentKind.SUPPLEMENT,
            substance=self.counts_as.substance,
            contents=contents,
            note=self._note_kept.text(self.note.toPlainText()),
        )
        if twin is None:
            return said, ()
        before = twin.treatment
        joined = "\n".join(note for note in (before.note, said.note) if note.strip())
        kept = replace(said, id=before.id, note=joined, contents=contents or before.contents)
        return kept, twin.phases

    def sketch(self) -> Treatment:
        """Return the treatment as far as it can be read, for what doses of it give."""
        try:
            contents = self.contents.read()
        except InvalidValueError:
            contents = ()
        return Treatment(
            name=self.name.typed[:MAX_NAME] or "-",
            substance=self.counts_as.substance,
            contents=contents,
        )

    def show_what_it_is(self) -> None:
        """Show what the name counts as, and supplement or medicine unless that was chosen."""
        name, twin = self.name.typed, self._twin()
        self.counts_as.show_name(name, self._catalogues)
        if twin is not None:
            self.kind.set_value(twin.treatment.type)
        elif not self._kind_was_chosen:
            is_supplement = self._catalogues.supplements.find(name) is not None
            is_medicine = not is_supplement and self._catalogues.medicines.find(name) is not None
            self.kind.set_value(TreatmentKind.MEDICINE if is_medicine else TreatmentKind.SUPPLEMENT)

    def settle(self) -> None:
        """Show all that follows from a name that is typed to its end."""
        twin = self._twin()
        self.show_what_it_is()
        if twin is not self.twin.shown:
            self.contents.fill(() if twin is None else twin.treatment.contents)
            self.named.emit(twin)
        self.twin.show_twin(twin)
        self._show_contents()
        self.changed.emit()

    def _twin(self) -> Story | None:
        """Return the treatment that is already known under the name, when adding."""
        if self._story is not None:
            return None
        return self.twin.known_as(self.name.typed)

    def _on_name_typed(self) -> None:
        """Follow the name with what it counts as where that is in sight; else wait for its end."""
        if not self.counts_as.isHidden():
            self.counts_as.show_name(self.name.typed, self._catalogues)

    def _show_contents(self) -> None:
        name = self.name.typed
        self.contents.settle(
            self._catalogues.supplements.find(name),
            may_open=bool(name) and self.kind.value is TreatmentKind.SUPPLEMENT,
            asks=self._story is None,
        )

    def _on_kind_changed(self) -> None:
        self._kind_was_chosen = True
        self._show_contents()
