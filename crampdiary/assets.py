"""The only place that finds files shipped in `resources/`.

A checkout is preferred over an installed copy, because an editable install leaves a stale one.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file, for example `resource_path("fonts", "Inter-Regular.ttf")`.

    Raises `FileNotFoundError` when it is neither in the checkout nor in the installed package.
    """
    for root in (_PACKAGE.parent / "resources", _PACKAGE / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("resources", *parts)))
