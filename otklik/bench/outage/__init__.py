"""A network is ill for a while: nothing is lost, the others go on, it is not stormed with requests.

Takes: the sandbox with its faults.
Leaves: pages to play with, the phases of an illness, how many requests are allowed meanwhile.
Promises: the same illness for every network.
"""
