"""Who wrote it: a person, another group, or the page itself."""

from dataclasses import dataclass

from otklik.networks.connectors.ok.ids import find_account
from otklik.networks.events import Author
from otklik.networks.objects import Json, read_title


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page is read (empty: not known)."""

    page_id: str = ""

    def author(self, *names: object, name: object = "") -> Author | None:
        """The account that one of these names tells; a name with a prefix says most."""
        told = [account for account in map(find_account, names) if account[1]]
        if not told:
            return None
        kind, number = next((account for account in told if account[0] == "group"), told[0])
        is_group = kind == "group" or bool(self.page_id and number == self.page_id)
        return Author(
            external_id=f"group:{number}" if is_group else number,
            name=read_title(name, at_most=200),
            is_page=is_group and bool(self.page_id) and number == self.page_id,
            is_community=is_group,
        )


def author_of_comment(comment: Json, *, reader: Reader) -> Author | None:
    """An official answer is signed by the group: then `author_ref` names it."""
    return reader.author(comment.get("author_ref"), comment.get("author_id"), name=comment.get("author_name"))


def author_of_message(sender: Json, *, reader: Reader) -> Author | None:
    return reader.author(sender.get("group_id"), sender.get("user_id"), sender.get("chat_id"), name=sender.get("name"))
