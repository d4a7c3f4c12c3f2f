"""The registry of sources and places, read once: no test here changes it."""

import pytest

from almenara.collect.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Sources, definitions and places of the package."""
    return Registry.load()
