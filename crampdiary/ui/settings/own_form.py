"""The form for an own entry of a catalogue."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampdiary.domain.catalogues.lab_tests import lab_tests
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services import entries
from crampdiary.services.own_entries import save_own_entry
from crampdiary.ui.settings.own_fields import WATCHED, fields_for
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.type_ahead import TypeAhead

ONE: dict[CatalogueKind, str] = {
    CatalogueKind.SUPPLEMENT: "a supplement",
    CatalogueKind.MEDICINE: "a medicine",
    CatalogueKind.TEST: "a lab test",
    CatalogueKind.FLAG: "a value to watch",
}


class OwnEntryDialog(FormDialog):
    """Its name, what else it is called, and what its catalogue asks."""

    def __init__(
        self,
        *,
        session: DiarySession,
        kind: CatalogueKind,
        known: Sequence[OwnEntry] = (),
        entry: OwnEntry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask about a new entry of a kind, or about one that is there; `known` are all of them."""
        title = f"Add {ONE[kind]}" if entry is None else f"Change {ONE[kind]}"
        super().__init__(title, parent=parent)
        self._session, self._kind, self._entry = session, kind, entry
        is_watch = kind is CatalogueKind.FLAG
        tests = lab_tests().with_own(known)
        self.name = TypeAhead(
            name="Test" if is_watch else "Name",
            names=[test.name for test in tests.all] if is_watch else (),
        )
        self.also_called = TextField(name="Also called", placeholder="parted by commas")
        self.add_field("name", "Test" if is_watch else "Name", self.name)
        if not is_watch:
            self.add_field("also_called", "Also called, if anything", self.also_called)
        self.fields = fields_for(kind, self, entry)
        if entry is not None:
            self.name.setText(entry.name)
            self.also_called.setText(entry.also_called)
            self.history = HistoryLine(session=session)
            self.add_row(self.history)
            self.history.show_entry(entry)
        self._rows.addStretch(1)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: DiaryError) -> None:
        """Say what is wrong, of a value to watch in terms of its two limits."""
        if self._kind is CatalogueKind.FLAG and isinstance(error, InvalidValueError):
            error = InvalidValueError(
                field=WATCHED.get(error.field, error.field),
                problem=error.problem,
                value=error.value,
                allowed=error.allowed,
            )
        super().show_error(error)

    def submit(self) -> None:
        """Store the entry."""
        before = self._entry
        said = OwnEntry(
            id=before.id if before else uuid4(),
            catalogue=self._kind,
            name=self.name.typed,
            also_called=self.also_called.text().strip(),
            **self.fields.read(),
        )
        done = "added" if before is None else "changed"
        self._session.perform(
            lambda diary, clock: save_own_entry(diary, clock, before, said),
            said=f"{said.name} {done}.",
        )


def delete_own_entry(session: DiarySession, entry: OwnEntry) -> None:
    """Delete an entry at once; the window offers Undo."""
    session.do(
        lambda diary, clock: entries.delete(diary, clock, entry), said=f"{entry.name} deleted."
    )
