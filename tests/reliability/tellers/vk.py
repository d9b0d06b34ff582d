"""What VK's Callback API tells."""

from tests.reliability.tellers.teller import Json, Said, Spoken, Teller, unless_empty


class Vk(Teller):
    """VK's Callback API. A comment's edits carry no time, so one edit at most can be put in order."""

    network = "vk"
    most_edits = 1
    can_restore = True
    tells_of_us = True
    nonsense = (
        ("wall_reply_new", 5),
        ("wall_reply_new", {"id": "?", "from_id": 1, "text": "Яма"}),
        ("message_new", {"message": {"text": "ниоткуда"}}),
        ("something_that_vk_will_have_next_year", {"id": 1}),
    )

    def name(self, said: Said) -> str:
        return f"wall-{self.page}_{said.post}_{said.id}"

    def post(self, number: int) -> Json:
        thing = {
            "id": number,
            "owner_id": -self.page,
            "from_id": -self.page,
            "date": self.seconds(0),
            "text": "Новость",
        }
        return self._event("wall_post_new", thing | {"post_type": "post"})

    def wrote(self, said: Said) -> Json:
        return self._event("wall_reply_new", self._comment(said) | unless_empty(reply_to_comment=_id_above(said)))

    def edited(self, said: Said, minute: int) -> Json:
        return self._event("wall_reply_edit", self._comment(said))

    def deleted(self, said: Said, minute: int) -> Json:
        gone = {"owner_id": -self.page, "id": said.id, "deleter_id": self.deleter(said, minute), "post_id": said.post}
        return self._event("wall_reply_delete", gone)

    def restored(self, said: Said, minute: int) -> Json:
        return self._event("wall_reply_restore", self._comment(said) | {"likes": {"count": minute}})

    def spoke(self, spoken: Spoken) -> Json:
        return self._event("message_new", {"message": self._message(spoken), "client_info": {}})

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        return self._event("message_edit", self._message(spoken) | {"update_time": self.seconds(minute)})

    def body(self, told: object) -> bytes:
        if isinstance(told, tuple):
            told = self._event(*told)
        return super().body(told)

    def _event(self, kind: str, thing: object) -> Json:
        return {"group_id": self.page, "type": kind, "event_id": f"{self.told:040}", "object": thing}

    def _comment(self, said: Said) -> Json:
        above = [one.id for one in _all_above(said)]
        return {
            "id": said.id,
            "from_id": said.author if said.by_resident else -self.page,
            "date": self.seconds(said.minute),
            "text": said.text,
            "post_owner_id": -self.page,
            "owner_id": -self.page,
            "post_id": said.post,
            "parents_stack": list(dict.fromkeys([*above[-1:], *above[:1]])),
        }

    def _message(self, spoken: Spoken) -> Json:
        return {
            "id": spoken.peer * 100 + spoken.number,
            "conversation_message_id": spoken.number,
            "from_id": spoken.peer,
            "peer_id": spoken.peer,
            "date": self.seconds(spoken.minute),
            "text": spoken.text,
            "out": 0,
            "attachments": [],
        }


def _all_above(said: Said) -> list[Said]:
    """What a comment hangs on, the nearest first."""
    above, found = said.above, list[Said]()
    while above is not None:
        found.append(above)
        above = above.above
    return found


def _id_above(said: Said) -> int | None:
    return said.above.id if said.above else None
