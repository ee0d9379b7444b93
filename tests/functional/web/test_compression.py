"""Pages and downloads travel compressed where the reader can take it, and mean the same."""

import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from app.domain.permissions import Role
from app.web import compression
from tests.functional.web.conftest import SignIn

TAKES_GZIP = {"Accept-Encoding": "br;q=0.5, gzip"}


def test_a_page_is_a_third_of_its_length_and_the_same_when_unpacked(sign_in: SignIn) -> None:
    client = sign_in(Role.MANAGER).client
    packed, plain = client.get("/account", headers=TAKES_GZIP), client.get("/account")
    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert packed.vary.as_set() >= {"accept-encoding"}
    assert plain.vary.as_set() >= {"accept-encoding"}
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 3
    assert b"</html>" in gzip.decompress(packed.data)


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_who_cannot_unpack_it_gets_it_as_it_is(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/sign-in", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert "</html>" in answer.text


def test_short_answers_and_answers_to_sending_stay_as_they_are(client: FlaskClient) -> None:
    short, refused = client.get("/healthz", headers=TAKES_GZIP), client.post("/sign-in", headers=TAKES_GZIP)
    assert "Content-Encoding" not in short.headers
    assert len(refused.data) > 1000
    assert "Content-Encoding" not in refused.headers


def test_the_tag_of_a_compressed_answer_is_weak() -> None:
    app = Flask("app")
    compression.register(app)

    @app.get("/")
    def index() -> Response:
        answer = Response("a" * 2000, mimetype="text/html")
        answer.set_etag("version")
        return answer

    assert app.test_client().get("/", headers=TAKES_GZIP).headers["ETag"] == 'W/"version"'
    assert app.test_client().get("/").headers["ETag"] == '"version"'
