"""Google and LINE as a browser and our server meet them: what they answer is said in the test."""

import json
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from django.urls import reverse
from requests.adapters import BaseAdapter

CLIENT = {"client_id": "our-client", "secret": "our-secret"}
SET_UP = {
    "google": {"SCOPE": ["openid", "email"], "OAUTH_PKCE_ENABLED": True, "APPS": [CLIENT | {"name": "Google"}]},
    "line": {"SCOPE": ["openid", "profile"], "OAUTH_PKCE_ENABLED": True, "APPS": [CLIENT | {"name": "LINE"}]},
}


class Providers(BaseAdapter):
    """The servers of both. `google` and `line` hold what they say of whoever signs in."""

    def __init__(self):
        super().__init__()
        self.google = {"sub": "g-1", "email": "nok@gmail.example", "email_verified": True, "name": "Nok Google"}
        self.line = {"userId": "U123", "displayName": "หมูน้อย", "pictureUrl": "https://line.example/p.jpg"}

    def session(self):
        session = requests.Session()
        session.mount("https://", self)
        return session

    def send(self, request, **kwargs):
        response = requests.Response()
        response.status_code, response.request, response.url = 200, request, request.url
        response.headers["content-type"] = "application/json"
        response._content = json.dumps(self._answer(request.url)).encode()
        return response

    def close(self):
        """Nothing is open."""

    def _answer(self, url):
        if url == "https://oauth2.googleapis.com/token":
            return {"access_token": "a", "id_token": self._id_token()}
        return {
            "https://api.line.me/oauth2/v2.1/token": {"access_token": "a"},
            "https://api.line.me/v2/profile": self.line,
        }[url]

    def _id_token(self):
        now = int(time.time())
        claims = {"iss": "https://accounts.google.com", "aud": CLIENT["client_id"], "iat": now, "exp": now + 60}
        return jwt.encode(claims | self.google, "k" * 32, algorithm="HS256")


def go_there(client, provider, process="login"):
    """Presses the button; the address to which it leads."""
    return client.post(f"{reverse(f'{provider}_login')}?process={process}").url


def come_back(client, provider, there):
    """Signs in there and comes back."""
    [state] = parse_qs(urlsplit(there).query)["state"]
    return client.get(reverse(f"{provider}_callback"), {"code": "c", "state": state})


def sign_in(client, provider, process="login"):
    return come_back(client, provider, go_there(client, provider, process))
