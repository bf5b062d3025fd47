"""Asks the web server beside it for the front page as the proxy would; any error of the server's own fails."""

import http.client
import os
import sys


def main() -> None:
    host = os.environ["ALLOWED_HOSTS"].split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    connection.request("GET", "/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    sys.exit(connection.getresponse().status >= 500)


if __name__ == "__main__":
    main()
