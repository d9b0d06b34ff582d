"""The public API stands on the same ground as the portal: a small town, and a database that shows what is public."""

from otklik.web.portal.tests.conftest import only_public_tables, town

__all__ = ["only_public_tables", "town"]
