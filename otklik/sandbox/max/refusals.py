"""How MAX says no: an HTTP status and a code."""


class MaxError(Exception):
    """One refusal. MAX publishes no list of codes: these are from its schema, or were met by others."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(f"{status} {code}: {text}")
        self.status = status
        self.code = code
        self.text = text


def wrong(text: str) -> MaxError:
    """The request cannot be understood."""
    return MaxError(400, "proto.payload", text)


def not_found(text: str) -> MaxError:
    """What is asked for is not there, or not for this bot."""
    return MaxError(404, "not.found", text)


def no_right(text: str) -> MaxError:
    return MaxError(403, "access.denied", text)
