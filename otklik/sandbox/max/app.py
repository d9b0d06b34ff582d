"""All addresses of MAX: its API, and the channels as residents see them."""

from starlette.routing import BaseRoute, Route

from otklik.sandbox.max.api import PREFIX, Api
from otklik.sandbox.max.network import Max
from otklik.sandbox.max.residents import resident_routes
from otklik.sandbox.max.uploads import UploadServer

VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def max_routes(network: Max) -> list[BaseRoute]:
    """The residents' pages stand beside the API, where MAX itself has nothing."""
    return [
        *resident_routes(network),
        Route("/max-upload/{ticket}", UploadServer(network.uploads).answer, methods=["POST"]),
        Route(f"{PREFIX}/{{path:path}}", Api(network).answer, methods=VERBS),
    ]
