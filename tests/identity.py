"""An OpenID Connect service for tests: real HTTP on this machine, one person, who agrees to everything."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "otklik", "client-secret-of-thirty-two-signs"


@dataclass
class IdentityService:
    """Who signs in there, and what it saw."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    is_down: bool = False
    denies: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        """What stands at the well-known address."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """The person agrees, or not; returns where the browser goes then."""
        if self.denies:
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, form: dict[str, str]) -> dict[str, Any] | None:
        """A code for tokens: once, for our client, with the proof that it is the same browser."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return None
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        now = int(time.time())
        told = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person}
        return {"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(told, SECRET, algorithm="HS256")}


@contextmanager
def open_identity_service() -> Iterator[IdentityService]:
    """A running service."""
    service = IdentityService()

    class Window(BaseHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            """Nothing is written to the terminal."""

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            if service.is_down:
                self._say({}, status=503)
            elif address.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", service.authorize(asked))
                self.end_headers()
            elif address.path == "/userinfo":
                self._say(service.person)
            else:
                self._say(service.configuration())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            tokens = service.exchange({name: values[0] for name, values in parse_qs(body).items()})
            self._say(tokens or {"error": "invalid_grant"}, status=200 if tokens else 400)

        def _say(self, words: dict[str, Any], *, status: int = 200) -> None:
            body = json.dumps(words).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Window) as server:
        service.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield service
        server.shutdown()
