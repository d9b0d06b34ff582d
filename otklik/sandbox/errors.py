"""How the control API says no, and how a connection is broken on purpose."""


class ControlError(Exception):
    """What a script asked for cannot be done; `status` is the HTTP status of the answer."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class ConnectionCut(Exception):
    """Raised after the answer was begun: the server can only break the connection."""
