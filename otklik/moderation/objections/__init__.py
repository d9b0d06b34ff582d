"""Objections: how the author of a hidden message, or a banned person, makes one."""
