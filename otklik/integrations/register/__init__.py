"""The register as a table: one row a page; a body that has several pages stands in several rows."""
