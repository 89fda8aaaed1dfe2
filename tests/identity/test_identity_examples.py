"""The examples in the docstrings of the room run and say what they say."""

import doctest
import importlib
import pkgutil

import pytest

import lianjing.identity

MODULES = [module.name for module in pkgutil.iter_modules(lianjing.identity.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_the_docstrings_run(module):
    result = doctest.testmod(importlib.import_module(f"lianjing.identity.{module}"))
    assert result.failed == 0


def test_there_are_examples():
    assert sum(doctest.testmod(importlib.import_module(f"lianjing.identity.{module}")).attempted for module in MODULES) >= 12
