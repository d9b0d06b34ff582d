"""Where the parts of a demo listen: one port after the other."""

import socket
from dataclasses import dataclass

from otklik.demo.errors import DemoRefused

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104


@dataclass(frozen=True, slots=True)
class Addresses:
    """Three ports in a row on one host."""

    host: str
    port: int

    @property
    def name(self) -> str:
        """How this machine calls itself; a demo that listens everywhere is named by its own address."""
        if self.host in EVERYWHERE:
            return "127.0.0.1"
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def site(self) -> str:
        return f"http://{self.name}:{self.port}"

    @property
    def edge(self) -> str:
        return f"http://{self.name}:{self.port + 1}"

    @property
    def sandbox_port(self) -> int:
        return self.port + 2

    @property
    def sandbox(self) -> str:
        """The sandbox asks for no sign-in, so it listens to this machine only."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    def check_free(self) -> None:
        """Raises DemoRefused when somebody else listens on one of the ports."""
        for host, port in ((self.host, self.port), (self.host, self.port + 1), ("127.0.0.1", self.sandbox_port)):
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    trial.bind((host, port))
                except OSError as error:
                    raise DemoRefused(
                        f"Port {port} on {host} cannot be used ({error.strerror}). "
                        f"The demo needs {self.port}, {self.port + 1} and {self.sandbox_port}; "
                        "choose others with --port."
                    ) from error
