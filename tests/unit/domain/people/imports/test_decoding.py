import pytest

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.decoding import decode

TEXT = "Name\r\nJosé Çelik\r\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8 with BOM"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_text_is_decoded_by_what_its_bytes_are(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_lone_carriage_returns_mean_a_macintosh() -> None:
    raw = "Name\rJosé Çelik\r".encode("mac_roman")
    assert (decode(raw).text, decode(raw).encoding) == ("Name\rJosé Çelik\r", "mac roman")


def test_lone_carriage_returns_in_utf_8_stay_utf_8() -> None:
    assert decode("Name\rJosé\r".encode()).encoding == "utf-8"


@pytest.mark.parametrize("raw", [b"N\0a\0m\0e\0", b"Name\n\x81\x8d", b"\xff\xfeN", b"\x89PNG\0\xff"])
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    with pytest.raises(FileProblem):
        decode(raw)
