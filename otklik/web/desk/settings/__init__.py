"""Answers, deadlines, routing, tags, publication and triage as a body sets them."""
