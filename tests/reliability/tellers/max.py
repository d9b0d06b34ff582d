"""What MAX's updates tell."""

from tests.reliability.tellers.teller import Json, Said, Spoken, Teller


class Max(Teller):
    """MAX's updates. It tells what a comment replies to (of an edited one not even that), and nothing of our own."""

    network = "max"
    can_delete_talks = True
    tells_of_page = False
    nonsense = (
        {"update_type": "message_imagined"},
        {"update_type": "comment_removed", "message_id": "mid.1", "chat_id": -5},
    )

    @property
    def page_id(self) -> str:
        return str(-self.page)

    def name(self, said: Said) -> str:
        return f"mid.p{said.post}/mid.c{said.id}"

    def post(self, number: int) -> Json:
        return self._update(
            "message_created", 0, message=self._message(f"mid.p{number}", "Новость", 0) | {"recipient": self._channel()}
        )

    def wrote(self, said: Said) -> Json:
        message = self._comment(said)
        if said.above:
            answered = {"mid": f"mid.c{said.above.id}", "text": said.above.text}
            message["link"] = {"type": "reply", "chat_id": -self.page, "message": answered}
        return self._update("comment_created", said.minute, message=message)

    def edited(self, said: Said, minute: int) -> Json:
        return self._update("comment_edited", minute, message=self._comment(said))

    def deleted(self, said: Said, minute: int) -> Json:
        where = {"message_id": f"mid.c{said.id}", "chat_id": -self.page, "post_id": f"mid.p{said.post}"}
        return self._update("comment_removed", minute, user_id=self.deleter(said, minute), **where)

    def spoke(self, spoken: Spoken) -> Json:
        return self._update("message_created", spoken.minute, message=self._private(spoken))

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        return self._update("message_edited", minute, message=self._private(spoken))

    def unspoke(self, spoken: Spoken, minute: int) -> Json:
        where = {"message_id": f"mid.t{spoken.peer}.{spoken.number}", "chat_id": spoken.peer}
        return self._update("message_removed", minute, **where)

    def _update(self, kind: str, minute: int, **more: object) -> Json:
        return {"update_type": kind, "timestamp": self.seconds(minute) * 1000, **more}

    def _channel(self) -> Json:
        return {"chat_id": -self.page, "chat_type": "channel"}

    def _comment(self, said: Said) -> Json:
        recipient = self._channel() | {"post_id": f"mid.p{said.post}"}
        # the author of each tenth comment is hidden: MAX then leaves the sender out
        sender = {} if said.author % 10 == 0 else {"sender": self._person(said.author)}
        return self._message(f"mid.c{said.id}", said.text, said.minute) | {"recipient": recipient, **sender}

    def _private(self, spoken: Spoken) -> Json:
        message = self._message(f"mid.t{spoken.peer}.{spoken.number}", spoken.text, spoken.minute)
        recipient = {"chat_id": spoken.peer, "chat_type": "dialog", "user_id": 5}
        return message | {"recipient": recipient, "sender": self._person(spoken.peer)}

    def _message(self, mid: str, text: str, minute: int) -> Json:
        return {"timestamp": self.seconds(minute) * 1000, "body": {"mid": mid, "seq": 1, "text": text}}

    def _person(self, number: int) -> Json:
        return {"user_id": number, "first_name": "Житель", "last_name": str(number), "is_bot": False}
