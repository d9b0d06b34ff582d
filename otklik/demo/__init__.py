"""The demo: one town with its residents, run by one command.

Takes: nothing but an empty folder.
Leaves: a running installation with a month of history and a living stream of residents.
Promises: started again it goes on where it was; its passwords work nowhere else.
"""
