"""Many messages at once: previewed, decided by the worker one by one, undone."""
