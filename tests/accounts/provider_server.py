"""Google's and LINE's servers in small, over HTTP: they check what theirs check (the client and its secret, where the
answer may go, the one use of a code, its proof key) and answer as theirs answer."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
import requests
from requests.adapters import HTTPAdapter

from .providers import CLIENT

AUTHORIZE = {"/accounts.google.com/o/oauth2/v2/auth", "/access.line.me/oauth2/v2.1/authorize"}
TOKEN = {"/oauth2.googleapis.com/token", "/api.line.me/oauth2/v2.1/token"}
PROFILE = "/api.line.me/v2/profile"
CALLBACKS = {
    f"http://testserver{language}/accounts/{name}/login/callback/"
    for name in ("google", "line")
    for language in ("", "/en")
}


class ProviderServer:
    """`people`: what is said of whoever signs in there; `breaks`: how every answer to our server fails, if at all."""

    def __init__(self):
        self.people = {
            "google": {"sub": "g-1", "email": "nok@gmail.example", "email_verified": True},
            "line": {"userId": "U123", "displayName": "หมูน้อย"},
        }
        self.breaks = None
        self.codes, self.tokens = {}, set()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)

    def session(self):
        """A session in which every address of the providers is this server's."""
        session = requests.Session()
        session.mount("https://", _Rerouted(self))
        return session

    def sign_in(self, address):
        """What a browser does that is sent there: where it is sent on to."""
        answer = self.session().get(address, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    # ---- the three answers

    def authorize(self, asked):
        if asked.get("client_id") != CLIENT["client_id"] or asked.get("redirect_uri") not in CALLBACKS:
            return 400, {"error": "invalid_request"}, None
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return 400, {"error": "invalid_request"}, None
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return 302, {}, f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, said):
        asked = self.codes.pop(said.get("code"), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(said.get("code_verifier", "").encode()).digest())
        is_right = asked is not None and (
            (said.get("client_id"), said.get("client_secret")) == (CLIENT["client_id"], CLIENT["secret"])
            and said.get("redirect_uri") == asked["redirect_uri"]
            and asked["code_challenge"] == challenge.decode().rstrip("=")
        )
        if not is_right:
            return 400, {"error": "invalid_grant"}
        token = secrets.token_urlsafe(8)
        self.tokens.add(token)
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600, "id_token": self._id_token()}

    def _id_token(self):
        now = int(time.time())
        claims = {"iss": "https://accounts.google.com", "aud": CLIENT["client_id"], "iat": now, "exp": now + 60}
        return jwt.encode(claims | self.people["google"], "k" * 32, algorithm="HS256")


class _Rerouted(HTTPAdapter):
    def __init__(self, provider):
        super().__init__()
        self.provider = provider

    def send(self, request, *args, **kwargs):
        request.url = self.provider.address + "/" + request.url.removeprefix("https://")
        return super().send(request, *args, **kwargs)


class _Handler(BaseHTTPRequestHandler):
    provider = None

    def do_GET(self):
        where = urlsplit(self.path)
        if where.path in AUTHORIZE:
            self._answer(*self.provider.authorize(dict(parse_qsl(where.query))))
        elif where.path == PROFILE:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            known = token in self.provider.tokens
            self._answer(200 if known else 401, self.provider.people["line"] if known else {"error": "invalid_token"})
        else:
            self._answer(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._answer(*(self.provider.token(dict(parse_qsl(body))) if self.path in TOKEN else (404, {})))

    def _answer(self, status, said, location=None):
        body = json.dumps(said).encode()
        if self.provider.breaks and location is None:
            status, body = self.provider.breaks
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing is said."""
