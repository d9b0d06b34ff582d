"""Errors of connectors: retry later, refused, not ours, ignored; and the unknown outcome."""

from datetime import datetime

from otklik.shared.words import with_word


class ConnectorError(Exception):
    """Something a network or its connector refused; `code` is the vendor's own, for the log."""

    def __init__(self, reason: str, *, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class TryLater(ConnectorError):
    """Not now: the limit is used up or the network is unwell. `until` says when, where the network told.

    `is_uncertain` is True when the request may have been accepted all the same (a time-out after sending, a
    broken connection, a 5xx): the act must be repeated with its key or looked for in the thread, never blindly.
    """

    def __init__(
        self, reason: str, *, code: str = "", until: datetime | None = None, is_uncertain: bool = False
    ) -> None:
        super().__init__(reason, code=code)
        self.until = until
        self.is_uncertain = is_uncertain


class OutOfTurn(TryLater):
    """Our own pace: nothing was asked, so it says nothing about how the network does. `until` is always told."""

    def __init__(self, reason: str, *, until: datetime) -> None:
        super().__init__(reason, until=until)


class Refused(ConnectorError):
    """Permanent: repeating the same act cannot help. `next_step` says in words what a person can do."""

    def __init__(self, reason: str, *, code: str = "", next_step: str = "") -> None:
        super().__init__(reason, code=code)
        self.next_step = next_step


class AccessLost(Refused):
    """Our token or bot no longer leads to the page: nothing works with it until a person gives access anew."""


class TooLong(Refused):
    """The text is longer than the network takes, as it counts: our own limit had let it pass."""


class NotOurs(ConnectorError):
    """These bytes cannot come from this network, or not for this page.

    `reason` is marked for translation: people read it in the desk. `word` is the vendor's, quoted after it.
    """

    def __init__(self, reason: str, *, code: str = "", word: str = "") -> None:
        super().__init__(with_word(reason, word), code=code)


class Ignored(ConnectorError):
    """Authentic and known, but nothing that we handle; the reason says why."""


class NotProven(NotOurs):
    """Nothing proves that the call comes from the network: whoever made it is told nothing, nothing of it is kept.

    `reason` is for the log, which is in English.
    """
