"""Texts that a field cannot show letter by letter (other line ends, spaces) and must not change."""


class Untouched:
    """Remembers what was stored, and how a field showed it: left alone, it stays as it was."""

    def __init__(self) -> None:
        self._stored = self._shown = ""

    def remember(self, stored: str, *, shown: str) -> None:
        """Remember a stored text, and what the field made of it."""
        self._stored, self._shown = stored, shown

    def text(self, now: str, *, otherwise: str | None = None) -> str:
        """Return the stored text where the field shows what it showed, else what it shows now."""
        if now == self._shown:
            return self._stored
        return now if otherwise is None else otherwise
