"""The list of cases, saved views, acts on many, and tasks on a phone."""
