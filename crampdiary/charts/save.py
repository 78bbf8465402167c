"""Figures as files: PNG at twice the screen's pixels, SVG and PDF with real text.

A file is written beside its place and moved there whole, so that nothing half-written is left.
"""

import errno
import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crampdiary.charts.style import PX_PER_INCH
from crampdiary.domain.errors import FileProblemError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Neither when nor by what: a diary's picture tells nothing beside what it shows.
_NO_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
ALLOWED = ", ".join(f".{kind}" for kind in _NO_METADATA)


def figure_bytes(figure: "Figure", kind: str) -> bytes:
    """Return the figure as `png`, `svg` or `pdf`; the same figure always gives the same bytes."""
    from matplotlib import rc_context

    stream = BytesIO()
    with rc_context(
        {
            # Real text: it can be searched, read aloud and set in the page's own font.
            "svg.fonttype": "none",
            # Else ids are random and no two files of one figure are the same.
            "svg.hashsalt": "crampdiary",
            # TrueType, embedded; type 3 cannot be searched everywhere.
            "pdf.fonttype": 42,
        }
    ):
        figure.savefig(
            stream,
            format=kind,
            dpi=2 * PX_PER_INCH if kind == "png" else figure.dpi,
            facecolor=figure.get_facecolor(),
            metadata=_NO_METADATA[kind],
        )
    return stream.getvalue()


def figure_svg(figure: "Figure") -> bytes:
    """Return the figure as SVG for a page: vectors with real text, without dates or names."""
    return figure_bytes(figure, "svg")


def save_figure(figure: "Figure", path: Path) -> None:
    """Write the figure in the format that the file's ending names, replacing what was there.

    Raises `FileProblemError` with `unknown_type` for another ending, `missing` where the folder
    does not exist, and `denied` where nothing can be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _NO_METADATA:
        raise FileProblemError(path=path, reason="unknown_type", allowed=ALLOWED)
    write_whole(path, figure_bytes(figure, kind))


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step; raise `FileProblemError` where that cannot be done."""
    if not path.parent.is_dir():
        raise FileProblemError(path=path, reason="missing")
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = "full" if error.errno == errno.ENOSPC else "denied"
        raise FileProblemError(path=path, reason=reason) from error
