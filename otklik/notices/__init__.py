"""Notices: what staff are told of their work, in the desk and by e-mail; and who is on duty.

Takes: what happened to a case, as number, topic and deadline; whom it concerns.
Leaves: `Notice` and its `NoticeSending`; `DutyShift`.
Promises: recorded before it is sent, each once; never a word of a resident, nor anything personal.
"""
