"""The examples in the docstrings are what anyone tries first in a notebook."""

import doctest
import importlib
import pkgutil

import pytest

import crampdiary.analysis as package

MODULES = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
FINDER = doctest.DocTestFinder(exclude_empty=True)


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_methods_of_comparison_have_examples() -> None:
    module = importlib.import_module("crampdiary.analysis.rate_ratio")
    with_examples = {test.name.rpartition(".")[2] for test in FINDER.find(module) if test.examples}
    assert {"rate_ratio", "mid_p", "quasi_poisson"} <= with_examples
