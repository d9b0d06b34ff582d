"""Looking at the pages in the sandbox: what stands there, and what their posts are called."""

from otklik.demo.content.cards import PageCard
from otklik.demo.control import Control, ControlRefused
from otklik.demo.networks.network import Json
from otklik.demo.networks.registry import NETWORKS


class Walls:
    """The pages of all networks. What a post is called does not change, so it is asked for once."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._posts: dict[PageCard, dict[str, Json]] = {}

    def read(self, card: PageCard) -> Json:
        """Everything that stands on a page."""
        network = NETWORKS[card.network]
        return self._control.read_page(card.network, **{network.number_field: card.number})

    def find_post(self, card: PageCard, text: str) -> Json:
        """The names of the post with this text, or else of the newest. Raises ControlRefused where there is none."""
        if card not in self._posts:
            self._posts[card] = dict(NETWORKS[card.network].list_posts(self.read(card)))
        posts = self._posts[card]
        if not posts:
            raise ControlRefused(f"{card.name} has no posts in {card.network}")
        return posts.get(text) or list(posts.values())[-1]
