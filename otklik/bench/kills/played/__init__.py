"""The networks as the trial plays them: a page of each, what residents do there, and what stands there.

Takes: the sandbox's control API.
Leaves: pages whose names and secrets the town enters; what was said there, named as our connectors name it.
Promises: the same acts in every network, as far as it tells of them.
"""
