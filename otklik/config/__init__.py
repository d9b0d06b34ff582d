"""Config: the ground that everything stands on.

Takes: environment variables, a `.env` file, the data directory.
Leaves: Django's settings, the addresses, the console command, the embedded PostgreSQL.
Promises: a setting that makes no sense is refused at the start, by name, with the way to mend it.
"""
