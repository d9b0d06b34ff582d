"""A town for tests of cases."""

import pytest

from tests.town import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    """Two bodies, one connected page, a few people."""
    return build_town()
