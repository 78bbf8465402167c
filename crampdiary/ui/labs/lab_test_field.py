"""The name of a test: offers catalogue and own names, however they are spelt ("vit d", "ck")."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCompleter, QWidget

from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.catalogues.matching import fold
from crampdiary.ui.shared.type_ahead import TypeAhead, with_own_first

_BEGINNING = 3


class LabTestField(TypeAhead):
    """Offers tests by any of their names; what is known is spelt as the catalogue does."""

    def __init__(
        self,
        *,
        name: str,
        own: Iterable[str],
        tests: LabTests,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Take the person's `own` names, the latest first, and the catalogue."""
        self._tests = tests
        self._own = [own_name for own_name in own if tests.find(own_name) is None]
        self._all = with_own_first(self._own, (test.name for test in tests.all))
        super().__init__(name=name, names=self._all, placeholder=placeholder, parent=parent)
        # The list holds what fits already; names need not contain what is typed ("vit d").
        self.completer().setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.installEventFilter(self)  # anew, to stay before QCompleter's: see `TypeAhead`
        self.textEdited.connect(self._on_edited)

    @property
    def test(self) -> LabTest | None:
        """Return the catalogue's test that is meant, or None."""
        return self._tests.find(self.text()) if self.text().strip() else None

    def spell(self) -> None:
        """Write a known test as the catalogue does, so that one sees that it was understood.

        The beginning of a name is enough where only one test is offered for it.
        """
        test = self.test or self._only_offer()
        if test is not None:
            self.setText(test.name)

    def _only_offer(self) -> LabTest | None:
        typed = fold(self.text())
        offered = self._tests.offers(self.text())
        if len(typed) < _BEGINNING or len(offered) != 1 or self.typed in self._own:
            return None
        return offered[0] if any(fold(it).startswith(typed) for it in offered[0].names) else None

    def _on_edited(self, text: str) -> None:
        folded = " ".join(text.split()).casefold()
        if not folded:
            self.offer(self._all)
            return
        own = [name for name in self._own if folded in name.casefold()]
        self.offer(with_own_first(own, (test.name for test in self._tests.offers(text))))
