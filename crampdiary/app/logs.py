"""The log: what went wrong, never what is in the diary."""

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_MAX_BYTES = 500_000
_COPIES = 2
_logger = logging.getLogger("crampdiary")


def start_log(path: Path) -> None:
    """Write warnings and errors to a file that never grows beyond 0.5 MB (and two older copies)."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_COPIES, encoding="utf-8", delay=True
        )
    except OSError:
        return  # a log that cannot be written must not keep anyone from the diary
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log where an unexpected error arose, without its message, which might quote the diary.

    The message goes to a terminal alone: a desktop keeps what programs write there in a log too.
    """
    frames = traceback.extract_tb(trace)
    places = [f"{Path(at.filename).name}:{at.lineno} in {at.name}" for at in reversed(frames)]
    _logger.error("%s at %s", kind.__name__, " < ".join(places))
    if sys.stderr is not None and sys.stderr.isatty():  # None where Windows gives no console
        sys.__excepthook__(kind, error, trace)
