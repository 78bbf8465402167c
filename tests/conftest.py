"""Every test alone: no screen, one zone, a home of its own, and nothing left running behind it."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A rule holds however busy the machine is; what may take how long, the benchmarks say.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# Read when Qt and the locale are first used, so before any test is collected.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="C", TZ="Europe/Berlin")
os.environ.pop("CRAMPDIARY_FONT_SCALE", None)
if hasattr(time, "tzset"):
    time.tzset()


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the person's real diary out of reach; a folder is made only by a test that writes."""
    home = tmp_path_factory.getbasetemp() / "home" / f"{time.monotonic_ns()}"
    names = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    ours = ("CRAMPDIARY_HOME", "MPLCONFIGDIR")  # the app sets the second where nobody has
    before = {name: os.environ.get(name) for name in (*names, *ours)}
    os.environ.update(dict.fromkeys(names, str(home)), CRAMPDIARY_HOME=str(home / "crampdiary"))
    yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture(autouse=True)
def _nothing_left_over(_home_of_its_own: None) -> Iterator[None]:
    """Fail where a test leaves a thread, a window or a running timer behind."""
    threads = set(threading.enumerate())
    yield
    # Threads that belong to Qt's pools are seen here as daemons; they are looked at below.
    left = [it.name for it in threading.enumerate() if it not in threads and not it.daemon]
    left += _qt_left_over()
    left += [] if gc.isenabled() else ["work that was never waited for"]
    gc.enable()
    _undress()
    assert not left, f"left over: {', '.join(left)}"


def _qt_left_over() -> list[str]:
    """Name the windows and the running timers and threads of Qt, once nothing holds on to them."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    _let_go()
    if not _still_there():
        return []
    gc.collect()  # a window and its slots hold each other until then
    _let_go()
    return _still_there()


def _undress() -> None:
    """Take off what a theme dressed the one application of all tests in, and clear its clipboard.

    Without a screen what was copied last lies there longer than Python lives, and its end then
    ends in a crash after the last test.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    while QApplication.overrideCursor() is not None:
        QApplication.restoreOverrideCursor()
    app.setProperty("crampdiary_night", None)
    app.clipboard().clear()


def _let_go() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def _still_there() -> list[str]:
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    if not isinstance(QApplication.instance(), QApplication):
        return []
    found = [f"window {type(widget).__name__}" for widget in QApplication.topLevelWidgets()]
    for thing in Shiboken.getAllValidWrappers():
        if isinstance(thing, QTimer) and thing.isActive():
            found.append(f"timer of {type(thing.parent()).__name__}")
        elif (
            isinstance(thing, QThread)
            and thing.isRunning()
            and thing is not QThread.currentThread()
        ):
            found.append(f"thread {type(thing).__name__}")
    return found
