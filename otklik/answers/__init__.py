"""Answers: the reply, from a draft to the text that stands in the network.

Takes: assigned cases.
Leaves: `Answer`s; rows of delivery once approved.
Promises: what was approved is what is sent; who wrote it does not approve it where the body asks for a second person.
"""
