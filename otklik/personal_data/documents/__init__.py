"""Passports, СНИЛС, ИНН, bank cards, contracts and accounts, number plates of cars."""
