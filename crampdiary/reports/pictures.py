"""A chart's SVG as a picture that any computer shows alike.

The letters of a chart are measured in the shipped typeface. A reader of the report in a browser or
in a mail program lacks it, and in another one labels would collide; so these get a picture, drawn
by the engine that draws the paper, with the same fonts.
"""

from crampdiary.assets import resource_path

# Two and a half pixels for each of a browser's: sharp on fine screens, on paper and when drawn
# apart with two fingers. About 130 kB for a timeline, where the SVG of twenty years takes 400.
PPI = 240


class PictureMaker:
    """Makes pictures; the fonts are read once for all of them."""

    def __init__(self) -> None:
        import typst

        self._compiler = typst.Compiler(
            input=resource_path("report", "picture.typ"),
            root=resource_path("report"),
            font_paths=typst.Fonts(
                include_system_fonts=True,
                include_embedded_fonts=False,
                font_paths=[resource_path("fonts")],
            ),
        )

    def png(self, svg: bytes) -> bytes:
        """Return an SVG with real text as PNG, `PPI` pixels an inch of its own size."""
        content = self._compiler.compile(
            format="png", ppi=PPI, sys_inputs={"picture": svg.decode()}
        )
        return content[0] if isinstance(content, list) else content or b""
