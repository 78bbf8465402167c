"""Figures as the bytes of files: PNG at twice the screen's pixels, SVG and PDF with real text."""

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crampdiary.charts.style import PX_PER_INCH

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Neither when nor by what: a diary's picture tells nothing beside what it shows.
_NO_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
# The last font of a text: where a drawing goes there may be none of them.
_ANY_FONT = re.compile(rb"(font(?:-family)?: [^;\"]*')(?=[;\"])")
PICTURES = tuple(_NO_METADATA)
ALLOWED = ", ".join(f".{kind}" for kind in PICTURES)


def figure_bytes(figure: "Figure", kind: str, *, title: str = "") -> bytes:
    """Return the figure as `png`, `svg` or `pdf`; the same figure always gives the same bytes.

    A file that goes alone tells its `title`, and nothing else about itself.
    """
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
            metadata=_NO_METADATA[kind] | ({"Title": title} if title else {}),
        )
    content = stream.getvalue()
    return _ANY_FONT.sub(rb"\1, sans-serif", content) if kind == "svg" and title else content


def figure_svg(figure: "Figure") -> bytes:
    """Return the figure as SVG for a page: vectors with real text, without dates or names.

    Texts with marks (each Hindi word has some) are outlines: of a letter and its marks drawn as
    several shapes Typst keeps only the first one's letters, and then refuses a tagged file.
    """
    from matplotlib.patheffects import Normal
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        if any(unicodedata.category(letter).startswith("M") for letter in text.get_text()):
            # Whatever has an effect is drawn as its outlines; this one changes nothing.
            text.set_path_effects([*text.get_path_effects(), Normal()])
    return figure_bytes(figure, "svg")
