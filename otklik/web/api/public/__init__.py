"""The public API: for everybody, without a key; with one, reports come in by Open311.

Takes: the public rows of publication and the register of pages.
Leaves: JSON, described in openapi.json.
Promises: the same as the portal: nothing here can reach a resident, a message or a case.
"""
