"""What every test can ask for."""

import pytest
from django.core.cache import cache

from tests import cast as cast_module


@pytest.fixture
def cast(db):
    """The small cast of every story."""
    return cast_module.assemble()


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    """Every test keeps its files in a folder of its own."""
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The cache outlives a test: tries to sign in are counted there, and who has a draft open."""
    cache.clear()
