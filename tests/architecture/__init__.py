"""Tests that read the code: the house rules that no linter knows."""
