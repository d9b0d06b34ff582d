"""Portal: the public pages, for everybody, signed in or not.

Takes: the public rows of publication and the register of pages.
Leaves: HTML without cookies and without personal data.
Promises: nothing here can reach a resident, a message or a case.
"""
