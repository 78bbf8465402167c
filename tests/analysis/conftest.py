import importlib

import pytest


@pytest.fixture(autouse=True, scope="session")
def scipy_is_there() -> None:
    """Import it once: hypothesis times each example, and the first one would pay for it."""
    importlib.import_module("scipy.special")
