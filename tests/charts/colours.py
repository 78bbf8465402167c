"""How a chart's colours look to other eyes, and on a grey copy.

Dichromats: Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of
Color Vision Deficiency", IEEE TVCG 15(6), the matrices of severity 1.0, applied in linear RGB.
Grey: relative luminance (ITU-R BT.709 weights, as WCAG 2.2). Distances: CIE 1976 L*a*b* under D65;
2.3 is just seen by a trained eye on touching patches (Mahy et al. 1994).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_BT709 = np.array([0.2126, 0.7152, 0.0722])
EYES: dict[str, Floats] = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "grey": np.tile(_BT709, (3, 1)),
}
_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB, IEC 61966-2-1
_WHITE = _TO_XYZ.sum(axis=1)


def linear(colour: str) -> Floats:
    """Return `#RRGGBB` as linear light, 0 to 1."""
    shown = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.asarray(np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4))


def lab(colour: str, eyes: str) -> Floats:
    """Return what those eyes see, as CIE L*a*b*."""
    seen = np.clip(EYES[eyes] @ linear(colour), 0, 1)
    ratio = _TO_XYZ @ seen / _WHITE
    limit = (6 / 29) ** 3
    x, y, z = np.where(ratio > limit, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, eyes: str) -> float:
    """Return CIE76, the distance of two colours as those eyes see them."""
    return float(np.linalg.norm(lab(one, eyes) - lab(other, eyes)))
