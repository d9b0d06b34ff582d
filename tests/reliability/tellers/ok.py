"""What OK pushes, and what its lists of comments tell."""

from datetime import datetime, timedelta, timezone

from tests.reliability.tellers.teller import Json, Said, Spoken, Teller, unless_empty

MOSCOW = timezone(timedelta(hours=3))


class Ok(Teller):
    """OK's Bot API for private messages; comments as its lists tell them, one at a time. OK tells of no edits."""

    network = "ok"
    most_edits = 0
    can_edit_talks = False
    tells_of_us = True
    nonsense = (
        {"webhookType": "MESSAGE_IMAGINED"},
        {"message": {"text": "ниоткуда"}, "recipient": {}, "sender": {"user_id": "user:5"}},
    )

    def name(self, said: Said) -> str:
        return f"GROUP_TOPIC:{said.post}:{_ok_id(said)}"

    def post(self, number: int) -> None:
        """OK tells of no topics."""

    def wrote(self, said: Said) -> Json:
        return self._list(said, said.text, "ACTIVE_MESSAGE")

    def deleted(self, said: Said, minute: int) -> Json:
        return self._list(said, "", "REMOVED_MESSAGE")

    def spoke(self, spoken: Spoken) -> Json:
        return {
            "sender": {"user_id": f"user:{spoken.peer}", "name": f"Житель {spoken.peer}"},
            "recipient": {"chat_id": f"chat:C{spoken.peer}"},
            "message": {"text": spoken.text, "seq": self.told, "mid": f"mid:C{spoken.peer}.{spoken.number:x}"},
            "timestamp": self.seconds(spoken.minute) * 1000,
        }

    def _list(self, said: Said, text: str, kind: str) -> Json:
        author = f"user:{said.author}" if said.by_resident else f"group:{self.page}"
        comment = {
            "id": _ok_id(said),
            "author_id": author.rpartition(":")[2],
            "author_name": f"Житель {said.author}",
            "author_ref": author,
            "text": text,
            "date": datetime.fromtimestamp(self.seconds(said.minute), MOSCOW).strftime("%Y-%m-%d %H:%M:%S"),
            "type": kind,
            **unless_empty(reply_to_comment_id=said.above and _ok_id(said.above)),
        }
        return {"discussionId": str(said.post), "discussionType": "GROUP_TOPIC", "comments": [comment]}


def _ok_id(said: Said) -> str:
    return f"c{said.id:06}"
