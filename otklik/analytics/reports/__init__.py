"""Reports: one file each, listed in `registry`. Screen, CSV, XLSX and API are made from the same rows.

Takes: cases and their history. Leaves: nothing. Promises: rows of the viewer's scope only (`Right.SEE_REPORTS`).
"""
