"""Answers to reading, compressed on the way out; static files are WhiteNoise's (`static_files.py`).

A page compressed beside a secret can give the secret away by its length to whoever may choose a part of the page
(BREACH). Here the token against forged forms is signed anew each second, and the session's cookie is not sent with
requests that another site makes in the background.
"""

import gzip

from flask import Flask, Response, request

KINDS = ("text/html", "text/csv", "application/json", "text/calendar")
LEAST_BYTES = 1000
"""Shorter answers fit a packet or two as they are."""
LEVEL = 5


def register(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    """Leave answers to the telephone (POST) alone: they are short, and a technician waits for them."""
    if request.method != "GET" or response.mimetype not in KINDS or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < LEAST_BYTES or "Content-Encoding" in response.headers or not request.accept_encodings["gzip"]:
        return response
    response.set_data(gzip.compress(body, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(tag, weak=True)
    return response
