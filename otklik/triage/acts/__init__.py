"""The acts of `otklik triage`: one module each, with `HELP`, `add_arguments` and `run`."""
