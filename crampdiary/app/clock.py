"""The real clock: the present instant, with the IANA zone that this computer is set to."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import LocalInstant, find_zone, localise

_LOCALTIME = Path("/etc/localtime")
_TIMEZONE = Path("/etc/timezone")
_ZONEINFO = "zoneinfo/"
_HOUR = timedelta(hours=1)


class SystemClock:
    """Fulfils the `Clock` port. The zone is read anew each time, for people travel."""

    def now(self) -> LocalInstant:
        """Return the present instant in the computer's zone."""
        return localise(datetime.now(UTC), system_zone())  # noqa: TID251 - the one real clock


def system_zone() -> str:
    """Return the IANA name of the computer's zone, or a fixed offset where none can be found."""
    # Asked one after the other, for the last one loads Qt.
    for ask in (_zone_of_environment, _zone_of_link, _zone_of_file, _zone_of_qt):
        name = ask()
        if name and _is_known(name):
            return name
    return _fixed_offset()


def _is_known(name: str) -> bool:
    try:
        find_zone(name)
    except InvalidValueError:
        return False
    return True


def _zone_of_environment() -> str:
    name = os.environ.get("TZ", "").removeprefix(":")
    return name.partition(_ZONEINFO)[2] if name.startswith("/") else name


def _zone_of_link() -> str:
    """Read where /etc/localtime points (Linux, macOS)."""
    try:
        target = str(_LOCALTIME.readlink())
    except OSError:
        return ""
    return target.partition(_ZONEINFO)[2]


def _zone_of_file() -> str:
    """Read the name that Debian keeps beside a copied /etc/localtime."""
    try:
        return _TIMEZONE.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _zone_of_qt() -> str:
    """Ask Qt, which knows what Windows calls its zones."""
    from PySide6.QtCore import QTimeZone  # noqa: PLC0415 - the command line does without Qt elsewhere

    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")


def _fixed_offset() -> str:
    """Return a zone such as `Etc/GMT-1` (its sign is reversed: one hour east of Greenwich)."""
    offset = datetime.now(UTC).astimezone().utcoffset() or timedelta()  # noqa: TID251 - as above
    hours = round(offset / _HOUR)
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
