"""Texts of answers: ready ones and how they are filled in; personal data of strangers found in them."""
