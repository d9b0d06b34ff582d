"""python -m otklik.sandbox --host 127.0.0.1 --port 8090 --folder var/sandbox"""

import argparse
from pathlib import Path

from otklik.sandbox.serve import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="otklik.sandbox", description="The social networks played over HTTP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--folder", type=Path, default=None, help="where the journal is kept; without it nothing is")
    given = parser.parse_args()
    serve(host=given.host, port=given.port, folder=given.folder)


if __name__ == "__main__":
    main()
