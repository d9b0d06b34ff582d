"""Otklik: a resident's message, from a social network to a public answer, and then to what is learnt from it.

The rooms in the order in which a message passes them. A room may use the rooms above it, never one below.

ground         environment, key ring, advisory locks, PostgreSQL: imports nothing of ours
shared         the clock, days off, words, errors: knows nothing of us
personal_data  where a text tells of somebody: phones, homes, documents, names; one engine for all rooms
audit          who did what, when and why; never changed afterwards
media          photos that people add: made anew, kept once, shown only to whom they concern
topics         what messages are about: groups, topics, facts, and the terms for them
organizations  bodies, territories, staff, roles, and what each may see
gazetteer      streets, houses, settlements and landmarks of the territory, with their points
networks       what a social network said, in our words; and how we act there
notices        what staff are told of their work, each once; and who is on duty
pages          the register of official pages
residents      accounts of the people who write to us
delivery       the one outbox: every act in a network is a row here
intake         every message kept once, exactly as it came
triage         what it is, whether it is decent, what it concerns, where, how urgent
duplicates     which messages tell of the same
appeals        the case: body, executor, state, deadlines, routing
answers        the reply: drafted, approved, sent as approved
moderation     hide, restore, delete, ban: on a ground of the rules, never for criticism
publication    what the public may see
opinion        surveys of what people think, weighted to the population
analytics      what is learnt: times, shares, where time is lost
integrations   tables exchanged with other systems: the register in and out, cases in
web            pages of staff and residents, the edge
worker         the steps of the rooms, run in this order
demo           an invented region on one machine
bench          how fast and how reliable it is
project        settings, addresses of the pages, command line: imports the rooms, no room imports it

Beside them stands `sandbox`, the networks played over HTTP, which imports nothing of ours.
"""
