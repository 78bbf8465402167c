"""The report of twenty years against the renderer's bare work on the same document.

Cold: the whole process from the command line, against a process that does nothing but have Typst
set the finished page as a PDF. Warm: from the diary to the file's bytes, against Typst alone in the
same process. Memory: the highest resident size of both processes.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from crampdiary.assets import resource_path
from crampdiary.domain.choices import ReportPart
from crampdiary.reports.typesetting import STANDARDS, Typeset
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from tests.charts.odd_diaries import CLOCK, LAST, NINE_MONTHS, TWENTY_YEARS, ago, odd_diary

ROUNDS = 5
NIGHTS = {"nine_months": NINE_MONTHS, "twenty_years": TWENTY_YEARS}
PARTS = {"page": frozenset[ReportPart](), "all_parts": frozenset(ReportPart)}
ON = date(2026, 11, 24)
_BARE = """
import json, sys, typst
with open(sys.argv[1]) as file:
    told = json.load(file)
fonts = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[told["fonts"]]
)
compiler = typst.Compiler(input=told["template"], root=told["root"], font_paths=fonts)
content = compiler.compile(
    format="pdf", sys_inputs=told["inputs"], pdf_standards=told["standards"]
)
with open(sys.argv[2], "wb") as file:
    file.write(content)
"""
_OURS = "import runpy; runpy.run_module('crampdiary', run_name='__main__')"
# A process that says at its end how large it was. (What `resource` tells begins with its parent.)
_MEASURED = """
import atexit, re, sys
def tell():
    with open("/proc/self/status") as file:
        print(re.search(r"VmHWM:\\s+(\\d+)", file.read())[1], file=sys.stderr)
atexit.register(tell)
"""


def visit_of(nights: int, parts: frozenset[ReportPart]) -> Visit:
    return Visit(first=ago(nights - 1), last=LAST, on=ON, parts=parts)


def bare_work(typeset: Typeset) -> dict[str, Any]:
    """Return what Typst was told last: the finished page, nothing left to fit."""
    return {
        "template": str(resource_path("report", "doctor.typ")),
        "root": str(resource_path("report")),
        "fonts": str(resource_path("fonts")),
        "inputs": typeset._document._inputs,
        "standards": list(STANDARDS),
    }


def process(code: str, *arguments: str) -> tuple[float, float]:
    """Run Python and return how long it took in seconds, and how large it grew in MiB."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles everything at every start
    begin = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED + code, *arguments],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = perf_counter() - begin
    assert done.returncode == 0, done.stderr
    return seconds, int(done.stderr.split()[-1]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is told by /proc")
@pytest.mark.parametrize("nights", NIGHTS)
def test_cold_report_against_the_renderer_alone(
    benchmark: BenchmarkFixture, tmp_path: Path, nights: str
) -> None:
    measured: Any = benchmark
    diary = tmp_path / "long.crampdiary"
    process(_OURS, "demo", "-o", str(diary), "--years", "20")
    first = ago(NIGHTS[nights] - 1)
    ours = ["--diary", str(diary), "report", "-o", str(tmp_path / "ours.pdf"), "--visit", f"{ON}"]
    ours += ["--from", f"{first}", "--to", f"{LAST}"]
    report = make_report(
        odd_diary("twenty_years").diary, CLOCK, visit_of(NIGHTS[nights], PARTS["page"])
    )
    told = tmp_path / "told.json"
    told.write_text(json.dumps(bare_work(Typeset(report))), encoding="utf-8")
    bare = [str(told), str(tmp_path / "bare.pdf")]
    process(_OURS, *ours)
    process(_BARE, *bare)
    wholes, bares = [], []
    for _ in range(ROUNDS):  # in turn, so that both see the same machine
        bares.append(process(_BARE, *bare))
        wholes.append(process(_OURS, *ours))
    measured.pedantic(process, args=(_OURS, *ours), rounds=1)
    (ours_s, ours_mib), (bare_s, bare_mib) = (
        [median(column) for column in zip(*runs, strict=True)] for runs in (wholes, bares)
    )
    benchmark.extra_info |= {
        "ours_ms": round(1000 * ours_s),
        "bare_ms": round(1000 * bare_s),
        "ratio": round(ours_s / bare_s, 2),
        "ours_mib": round(ours_mib),
        "bare_mib": round(bare_mib),
        "ratio_of_memory": round(ours_mib / bare_mib, 2),
    }


@pytest.mark.parametrize(
    ("nights", "parts"),
    [("nine_months", "page"), ("twenty_years", "page"), ("nine_months", "all_parts")],
)
def test_warm_report_against_the_renderer_alone(
    benchmark: BenchmarkFixture, nights: str, parts: str
) -> None:
    import typst

    measured: Any = benchmark
    diary = odd_diary("twenty_years").diary
    visit = visit_of(NIGHTS[nights], PARTS[parts])

    def made(number: int) -> Typeset:
        # Typst keeps what it has set before: each round is another document.
        return Typeset(make_report(diary, CLOCK, replace(visit, questions=(f"{number}?",))))

    made(0)
    wholes, bares, making = [], [], []
    for number in range(1, ROUNDS):
        asked = replace(visit, questions=(f"{number}?",))
        begin = perf_counter()
        make_report(diary, CLOCK, asked)
        making.append(perf_counter() - begin)
        begin = perf_counter()
        told = bare_work(made(number))
        wholes.append(perf_counter() - begin)
        told["inputs"]["page"] = told["inputs"]["page"].replace(f"{number}?", f"{number}!")
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[told["fonts"]]
        )
        compiler = typst.Compiler(input=told["template"], root=told["root"], font_paths=fonts)
        begin = perf_counter()
        compiler.compile(format="pdf", sys_inputs=told["inputs"], pdf_standards=told["standards"])
        bares.append(perf_counter() - begin)
    measured.pedantic(made, args=(ROUNDS,), rounds=1)
    benchmark.extra_info |= {
        "ours_ms": round(1000 * median(wholes)),
        "counting_ms": round(1000 * median(making)),
        "bare_ms": round(1000 * median(bares)),
        "ratio": round(median(wholes) / median(bares), 2),
    }
