"""Films for tests, encoded once."""

from pathlib import Path

import pytest

from otklik.media.tests.encoders import kinds


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of every kind, in files."""
    return kinds(tmp_path_factory.mktemp("films"))
