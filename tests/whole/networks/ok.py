"""OK, looked at with a client that was written from OK's own pages."""

from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.ok.tests.ok_client import OkClient
from otklik.sandbox.testing import RunningSandbox
from tests.whole.networks.network import MARIA, NetworkOfPlay, Seen


class Ok(NetworkOfPlay):
    """OK, looked at with a client that was written from OK's own pages."""

    network = "ok"
    shows_photos_in_talks = False
    pushes_comments = False

    def __init__(self, sandbox: RunningSandbox) -> None:
        super().__init__(sandbox)
        self.group = self.control.ok.create_page("Администрация")
        self.topic = self.control.ok.write_topic(self.group.group_id, text="Новости города")
        self.page_id = str(self.group.group_id)
        self.secrets = ConnectionSecrets(community_token=self.group.group_key, admin_token=self.group.admin_token)
        self.client = OkClient(self.api_url, self.group)
        self.chat_id = ""

    def settings(self) -> dict[str, str]:
        application = {
            "OTKLIK_OK_APPLICATION_KEY": self.group.application_key,
            "OTKLIK_OK_APPLICATION_SECRET": self.group.application_secret,
        }
        return super().settings() | application

    def push_to(self, url: str) -> None:
        self.control.ok.connect_page(self.group.group_id, hook_url=url)

    def comment(self, text: str) -> float:
        return self.control.ok.write_comment(self.group.group_id, self.topic, text=text, **MARIA).at

    def message(self, text: str) -> float:
        written = self.control.ok.write_message(self.group.group_id, text=text, **MARIA)
        self.chat_id = written.more["chat_id"]
        return written.at

    def see_comments(self) -> list[Seen]:
        asked = {"discussionId": str(self.topic), "discussionType": "GROUP_TOPIC"}
        comments = self.client.rest("discussions.getComments", **asked)["comments"]
        texts = {one["id"]: one["text"] for one in comments}
        return [
            Seen(
                one["text"],
                one["author_ref"] == f"group:{self.page_id}",
                texts.get(one.get("reply_to_comment_id"), ""),
            )
            for one in comments
        ]

    def see_talk(self) -> list[Seen]:
        messages = self.client.graph(f"me/messages/{self.chat_id}")["messages"]
        texts = {one["message"]["mid"]: one["message"]["text"] for one in messages}
        return [
            Seen(
                one["message"]["text"],
                one["sender"].get("user_id") != f"user:{MARIA['author_id']}",
                texts.get(one["message"].get("reply_to"), ""),
            )
            for one in messages
        ]
