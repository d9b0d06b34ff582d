"""Webhooks out: who is told of which steps of cases, and the calls themselves."""
