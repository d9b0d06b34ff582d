"""Networks: what a social network said, in our words; and how we act there.

Takes: bytes of a network, and one act at a time.
Leaves: `NetworkEvent`, receipts, facts of a page.
Promises: no database, no Django; the vendor's words and codes stay inside its connector.
"""
