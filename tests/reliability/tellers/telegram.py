"""What Telegram's updates tell."""

from tests.reliability.tellers.teller import US, Json, Said, Spoken, Teller


class Telegram(Teller):
    """Telegram's updates: comments in the discussion group, one thread for each author; nothing of deletions."""

    network = "telegram"
    can_delete = False
    nonsense = ({"update_id": 1, "message_imagined": {}}, {"update_id": "?", "message": {}})

    @property
    def page_id(self) -> str:
        return str(-self.page)

    @property
    def group(self) -> int:
        """The discussion group."""
        return -self.page - 1

    def name(self, said: Said) -> str:
        return f"group{self.group}_{said.post}_{said.id}"

    def thread(self, said: Said) -> str:
        speaks_with = said if said.by_resident else said.above
        return f"group{self.group}_{said.post}_of{speaks_with.author}" if speaks_with else self.name(said)

    def post(self, number: int) -> Json:
        return self._update("message", self._copy(number))

    def wrote(self, said: Said) -> Json:
        return self._update("message", self._comment(said))

    def edited(self, said: Said, minute: int) -> Json:
        return self._update("edited_message", self._comment(said) | {"edit_date": self.seconds(minute)})

    def spoke(self, spoken: Spoken) -> Json:
        return self._update("message", self._private(spoken))

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        return self._update("edited_message", self._private(spoken) | {"edit_date": self.seconds(minute)})

    def _update(self, kind: str, message: Json) -> Json:
        return {"update_id": self.told + 1, kind: message}

    def _chat(self) -> Json:
        return {"id": self.group, "title": "Обсуждение", "type": "supergroup"}

    def _copy(self, number: int) -> Json:
        channel = {"id": -self.page, "title": "Администрация", "type": "channel"}
        return {
            "message_id": number,
            "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
            "sender_chat": channel,
            "chat": self._chat(),
            "date": self.seconds(0),
            "edit_date": self.seconds(0),
            "is_automatic_forward": True,
            "forward_origin": {"type": "channel", "chat": channel, "message_id": number + 5, "date": self.seconds(0)},
            "text": "Новость",
        }

    def _comment(self, said: Said, *, is_shown_above: bool = False) -> Json:
        message = {
            "message_id": said.id,
            **self._author(said),
            "chat": self._chat(),
            "date": self.seconds(said.minute),
            "message_thread_id": said.post,
            "text": said.text,
        }
        if not is_shown_above:
            above = self._comment(said.above, is_shown_above=True) if said.above else self._copy(said.post)
            message["reply_to_message"] = above
        return message

    def _author(self, said: Said) -> Json:
        """A resident, our bot, the channel itself, or (every other time) an administrator who stays anonymous."""
        if said.by_resident:
            return {"from": _person(said.author)}
        if said.author == US:
            return {"from": {"id": 4, "is_bot": True, "first_name": "Администрация"}}
        channel = {"id": -self.page, "title": "Администрация", "type": "channel"}
        speaks_as = channel if said.id % 2 else self._chat()
        return {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": speaks_as}

    def _private(self, spoken: Spoken) -> Json:
        return {
            "message_id": spoken.number,
            "from": _person(spoken.peer),
            "chat": {"id": spoken.peer, "type": "private", "first_name": "Житель"},
            "date": self.seconds(spoken.minute),
            "text": spoken.text,
        }


def _person(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Житель", "last_name": str(number)}
