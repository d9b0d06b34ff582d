"""Tests of the whole; the tests of one room stand in that room."""
