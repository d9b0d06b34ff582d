"""Answers, what comes around them, texts, rules, and what the public sees."""
