"""Appeals: the case. Who answers it, in which state it is, until when.

Takes: verdicts, acts of residents, how deliveries ended.
Leaves: `Appeal`, `Transition`s, clocks, notes.
Promises: only transitions of the table; each keeps time, person and reason; a thread never opens two cases.
"""
