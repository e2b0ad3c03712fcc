"""What every test can ask for."""

import pytest

from tests import cast as cast_module


@pytest.fixture
def cast(db):
    """The small cast of every story."""
    return cast_module.assemble()


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    """Every test keeps its files in a folder of its own."""
    settings.FILES_DIR = tmp_path / "files"
