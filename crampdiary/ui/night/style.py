"""The night screen's stylesheet: black and red whatever colours the rest of the window wears."""

from string import Template

from crampdiary.tokens import (
    NIGHT,
    NIGHT_TARGET_HEIGHT,
    RADIUS_CARD,
    TEXT_NIGHT,
    TEXT_NIGHT_ACTION,
)

# At 200 % the words of the day are 30 px high, and those of the night 38.
NIGHT_GROWTH = 0.8
# How bright the screen may be, as shares of full red.
LIGHTS = (1.0, 0.84, 0.7, 0.58, 0.48)
_TOKENS = (
    "paper",
    "ink",
    "quiet",
    "strong",
    "on_strong",
    "hatch",
    "hairline",
    "field",
    "selected",
    "focus",
)
_NIGHT = """
NightScreen, NightScreen QScrollArea, NightBody { background: $paper; border: none; }
NightScreen QLabel { color: $ink; background: transparent; font-size: ${words}px; }
NightScreen QPushButton { selection-color: $on_strong; }
NightScreen NightMessage { color: $brightest; }
NightQuiet { color: $quiet; font-size: ${words}px; }
NightScreen QScrollBar::handle { background: $hatch; }
NightAction { background: $field; border: 2px solid $strong; border-radius: 26px;
  min-height: ${action_height}px; min-width: 480px; }
NightAction:hover { background: $selected; }
NightAction:pressed { background: $hairline; }
NightAction:focus { border: 3px solid $focus; }
NightAction ButtonTitle { color: $ink; font-size: ${action}px; font-weight: 600; }
NightAction ButtonHint { color: $quiet; font-size: ${hint}px; }
NightChip { background: $paper; color: $ink; border: 2px solid $hatch;
  border-radius: ${radius}px; min-height: ${target}px; padding: 0px 15px;
  font-size: ${words}px; font-weight: 500; }
NightChip:hover { background: $field; }
NightChip:focus { border: 3px solid $focus; min-height: ${target_focus}px; padding: 0px 14px; }
NightChip:checked, NightChip:checked:hover { background: $strong; color: $on_strong;
  border: 2px solid $strong; font-weight: 600; padding: 0px 15px; min-height: ${target}px; }
NightNumber { padding: 0px 7px; min-width: 44px; }
NightNumber:focus { padding: 0px 6px; }
NightNumber:checked, NightNumber:checked:hover { padding: 0px 7px; }
NightLink { background: $paper; color: $ink; border: 2px solid $paper; min-height: ${target}px;
  padding: 0px 12px; border-radius: ${radius}px; font-size: ${words}px; font-weight: 400; }
NightLink:hover { background: $field; }
NightLink:focus { border: 2px solid $focus; padding: 0px 12px; min-height: ${target}px; }
"""


def night_stylesheet(scale: float, light: float = 1.0) -> str:
    """Return the stylesheet; its words are large already and grow less than those of the day.

    `light` is the share of full brightness, 0 to 1.
    """
    scale = max(scale * NIGHT_GROWTH, 1.0)
    colours = {name: _dimmed(getattr(NIGHT, name), light) for name in _TOKENS}
    colours["brightest"] = NIGHT.ink
    sizes = {
        "words": round(TEXT_NIGHT * scale),
        "action": round(TEXT_NIGHT_ACTION * scale),
        "hint": round(TEXT_NIGHT * 0.8 * scale),
        "action_height": 2 * NIGHT_TARGET_HEIGHT - 20,
        "radius": RADIUS_CARD + 4,
        "target": NIGHT_TARGET_HEIGHT - 4,
        "target_focus": NIGHT_TARGET_HEIGHT - 6,
    }
    return Template(_NIGHT).substitute(colours, **{key: str(size) for key, size in sizes.items()})


def _dimmed(colour: str, light: float) -> str:
    """Return `#RRGGBB` with each channel at a share of its light."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * light):02X}" for at in (1, 3, 5))
