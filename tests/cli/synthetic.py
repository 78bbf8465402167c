"""Two made-up diaries with their figures from R, put into a diary through the command line.

One letter a night: a digit is its cramps, a dot a night that is not recorded; `|` is where taking
the supplement begins. The figures are those of R 4.2.2,
`glm(cramps ~ on_supplement + offset(log(nights)), quasipoisson)` over 7-night blocks that restart
at the start night, blocks with 4 recorded nights or more kept.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.cli.desk import Desk

FIRST = date(2025, 9, 1)
PLAIN = ("--leave-out-before", "0", "--lag", "0", "--wash-out", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthetic:
    """Nights by letter, and R's row: estimate, limits, P value, dispersion, degrees of freedom."""

    nights: str
    ratio: float
    low: float
    high: float
    p_value: float
    dispersion: float
    degrees_of_freedom: int
    baseline: tuple[int, int]
    treatment: tuple[int, int]

    @property
    def start(self) -> date:
        """Return the first day of taking it."""
        return FIRST + timedelta(days=self.nights.index("|"))

    def keep(self, desk: Desk, folder: Path, *, treatment: str = "Vitamin D3") -> None:
        """Put the nights into the desk's diary, and the treatment from its start on."""
        self.keep_nights(desk, folder)
        desk.said("add", "treatment", treatment, "--dose", "1000 IU", "--from", str(self.start))

    def keep_nights(self, desk: Desk, folder: Path) -> None:
        """Put the nights into the desk's diary."""
        rows = [
            f"{FIRST + timedelta(days=number)},{int(letter != '.')},{letter.strip('.')}"
            for number, letter in enumerate(self.nights.replace("|", ""))
        ]
        file = folder / "nights.csv"
        file.write_text("\n".join(["night_of,logged,cramps", *rows]), encoding="utf-8")
        desk.said("import", str(file))


# Cramps in bouts, and nothing that changes with the supplement.
CLUSTERED = Synthetic(
    nights=(
        "00001300221102000010001400003110012000000312201001130013101.000010101010000.0000"
        "10100000020|0000000000010032.10701000020.100000000011000101011.0.010.01010000004"
        "14111010100100000100000"
    ),
    ratio=0.824074074,
    low=0.390749846,
    high=1.73793563,
    p_value=0.59744417,
    dispersion=3.12907481,
    degrees_of_freedom=24,
    baseline=(54, 89),
    treatment=(43, 86),
)


# Cramps that come independently, 0.6 times as many on the supplement; short, with gaps.
EVEN = Synthetic(
    nights=(
        "0211113001100100110002000100000100.02210001000000.......|.0000010000000.00120..."
        ".....0112100100.00020.00010100010"
    ),
    ratio=0.681818182,
    low=0.264031424,
    high=1.76068449,
    p_value=0.396351071,
    dispersion=1.75005291,
    degrees_of_freedom=12,
    baseline=(24, 48),
    treatment=(15, 44),
)
