"""Ground: typed environment, key ring, advisory locks and PostgreSQL.

Takes: environment variables, a `.env` file, the data directory.
Leaves: values with a type, keys, locks, the embedded server and the ways to the database; knows no other room.
Promises: a setting that makes no sense is refused at the start, by name, with the way to mend it.
"""
