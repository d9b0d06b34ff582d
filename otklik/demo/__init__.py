"""Demo: the whole of Otklik on one machine, with an invented region and networks played by the sandbox.

Takes: the files of `content/`, a feed of messages.
Leaves: a running installation: database, pages, edge, worker, sandbox.
Promises: what dies is started again; nothing leaves the machine.
"""
