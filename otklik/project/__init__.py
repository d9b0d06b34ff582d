"""Config: the ground that everything stands on.

Takes: environment variables, a `.env` file, the data directory.
Leaves: Django's settings, the addresses, the console command, the embedded PostgreSQL.
Promises: a setting that makes no sense is refused at the start, by name, with the way to mend it.
"""

import os

# Tables that are multiplied here are small: cores that wait for each other take longer over them than one alone, and
# every process of ours is one of several. Heard only before numpy is opened, as settings are.
for _of_numpy in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_of_numpy, "1")
