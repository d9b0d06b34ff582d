"""Checks of pages: plain functions from what was seen to passed, failed or unknown, with points and advice."""
