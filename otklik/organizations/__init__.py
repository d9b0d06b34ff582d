"""Organizations: public bodies as a tree, their territories, staff and what each of them may see.

Takes: what administrators enter or import.
Leaves: `Body`, `Territory`, `Staff`, `Appointment`, `Absence`, `StaffGap`; letters with invitations.
Promises: everybody sees only their own subtree or sphere; another's object answers 404.
"""
