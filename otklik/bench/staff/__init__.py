"""A trial of many hands: twenty people of one body work on the same two hundred cases at once, over HTTP.

Takes: the address of the pages, and people who can sign in.
Leaves: figures of what was done, refused and lost.
Promises: a lost update, a double answer, an approval of one's own text or a page that fails is counted, never hidden.
"""
