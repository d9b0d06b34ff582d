"""Residents: the network accounts that write to us. As little as can be.

Takes: authors of events.
Leaves: `NetworkAccount`.
Promises: an id, a name as shown in the network, nothing else; merged only by proof from both accounts.
"""
