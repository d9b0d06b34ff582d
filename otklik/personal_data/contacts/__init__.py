"""Phones, e-mails, accounts in networks and messengers, passwords."""
