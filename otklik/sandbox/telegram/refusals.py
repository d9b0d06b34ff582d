"""Telegram's refusals, in the words of its server."""


class TelegramError(Exception):
    """One refusal: the number is the HTTP status too; `retry_after` goes into the answer's parameters."""

    def __init__(self, code: int, text: str, *, retry_after: int = 0) -> None:
        self.code = code
        self.text = f"{PREFIXES[code]}: {text}" if text else PREFIXES[code]
        self.retry_after = retry_after
        super().__init__(f"{code} {self.text}")


PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    420: "Flood control",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


def bad(text: str) -> TelegramError:
    return TelegramError(400, text)


def too_often(seconds: int) -> TelegramError:
    return TelegramError(429, f"retry after {seconds}", retry_after=seconds)
