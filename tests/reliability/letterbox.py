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
        self.paths: list[str] = []
        """Where each body was pushed to."""
        self.closed: set[str] = set()
        """Words in a path at which nothing is taken: whoever pushes there has to come again."""

    def empty(self) -> list[bytes]:
        """Take out what is there."""
        taken, self.bodies, self.paths = self.bodies, [], []
        return taken


@contextmanager
def open_letterbox() -> Iterator[Letterbox]:
    """A letterbox on a free port."""
    box = Letterbox()

    class Slot(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_closed = any(word in self.path for word in box.closed)
            if not is_closed:
                box.paths.append(self.path)
                box.bodies.append(body)
            self.send_response(503 if is_closed else 200)
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
