"""The tables of limits as a page for people: `otklik networks limits` prints docs/networks.md with it."""

from collections.abc import Iterable, Iterator

from otklik.networks.acts import ActKind
from otklik.networks.connector import Connector
from otklik.networks.events import MessageKind
from otklik.networks.limits import NO_SUCH_KIND, ONLY_IN_TALKS, Limit, Token

ACTS = {
    ActKind.REPLY: "answer where it stands",
    ActKind.MESSAGE: "answer in the private talk",
    ActKind.HIDE: "hide",
    ActKind.DELETE: "delete",
    ActKind.RESTORE: "restore",
    ActKind.BAN: "ban the author",
    ActKind.UNBAN: "lift a ban",
}
KINDS = {
    MessageKind.COMMENT: "comments",
    MessageKind.WALL_POST: "posts",
    MessageKind.PRIVATE: "private messages",
    MessageKind.BOARD_COMMENT: "discussions",
    MessageKind.PHOTO_COMMENT: "photos",
    MessageKind.VIDEO_COMMENT: "videos",
    MessageKind.MARKET_COMMENT: "items for sale",
}
TOKENS = {Token.COMMUNITY: "the page's own token", Token.ADMIN: "an administrator's token"}
_NOT_TOLD = (NO_SUCH_KIND, ONLY_IN_TALKS)


def as_markdown(connectors: Iterable[Connector]) -> Iterator[str]:
    """The lines of a chapter for each network: a row for every act and all kinds of messages that are alike in it."""
    for connector in connectors:
        yield f"## {connector.title}"
        yield ""
        yield "| act | on | possible | what stands in the way |"
        yield "|---|---|---|---|"
        for act in ACTS:
            yield from _rows(connector, act)
        yield ""


def _rows(connector: Connector, act: ActKind) -> Iterator[str]:
    alike: dict[Limit, list[str]] = {}
    for kind, name in KINDS.items():
        limit = connector.limits[act, kind]
        is_told_as_message = act is ActKind.REPLY and kind is MessageKind.PRIVATE
        if limit.never not in _NOT_TOLD and not is_told_as_message:
            alike.setdefault(limit, []).append(name)
    for limit, names in alike.items():
        yield f"| {ACTS[act]} | {', '.join(names)} | {'no' if limit.never else 'yes'} | {_say(limit)} |"


def _say(limit: Limit) -> str:
    """Everything that the limit says, in whole sentences."""
    said: list[str] = []
    if limit.never:
        said += [limit.never.reason, limit.never.next_step]
    if limit.age:
        said += [f"Within {limit.age.within.total_seconds() / 3600:.0f} hours. Later: {limit.age.after.next_step}"]
    if limit.need:
        said += [f"Needs {TOKENS[limit.need.token]}."]
    if limit.no_author:
        said += ["The author must be known."]
    if limit.no_term:
        said += ["For ever only."]
    if limit.no_term_for_communities:
        said += ["Communities and channels for ever only."]
    if limit.no_photos:
        said += [limit.no_photos.reason]
    return " ".join([*said, limit.warning]).strip()
