"""The timeline of twenty years, data to pixels, against drawing the finished figure alone."""

from statistics import median
from time import perf_counter
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pytest_benchmark.fixture import BenchmarkFixture

from crampdiary.charts.style import SCREEN_DAY
from crampdiary.charts.timeline import TimelineData, timeline
from tests.charts.diaries import twenty_years

ROUNDS = 20


def draw(figure: Figure) -> None:
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()


def build_and_draw(data: TimelineData) -> Figure:
    figure = timeline(data, SCREEN_DAY)
    draw(figure)
    return figure


def test_timeline_of_twenty_years_against_its_bare_draw(benchmark: BenchmarkFixture) -> None:
    measured: Any = benchmark
    data = twenty_years()
    figure = build_and_draw(data)
    bare, built = [], []
    for _ in range(ROUNDS):
        begin = perf_counter()
        draw(figure)
        bare.append(perf_counter() - begin)
        begin = perf_counter()
        timeline(data, SCREEN_DAY)
        built.append(perf_counter() - begin)
    measured.pedantic(build_and_draw, args=(data,), rounds=ROUNDS, warmup_rounds=1)
    whole = measured.stats.stats.median
    benchmark.extra_info |= {
        "whole_ms": round(1000 * whole, 1),
        "build_ms": round(1000 * median(built), 1),
        "bare_draw_ms": round(1000 * median(bare), 1),
        "ratio": round(whole / median(bare), 2),
    }
