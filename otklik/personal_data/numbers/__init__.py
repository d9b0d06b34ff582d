"""Digits in a text: groups, numbers written in words, and what is merely counted."""
