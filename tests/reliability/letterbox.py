"""Where a sandbox pushes to: a callback server that keeps every body and says ok."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Letterbox:
    """What came, in the order in which it came."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.url = ""

    def empty(self) -> list[bytes]:
        """Take out what is there."""
        taken, self.bodies = self.bodies, []
        return taken


@contextmanager
def open_letterbox() -> Iterator[Letterbox]:
    """A letterbox on a free port."""
    box = Letterbox()

    class Slot(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            box.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slot)
    server.daemon_threads = True
    box.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
