"""The acts of `otklik triage`, a module each: `HELP`, `add_arguments(parser)`, `run(options, out)`."""
