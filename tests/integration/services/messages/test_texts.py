"""Subject, two sentences and a link, as mail, text message and chat get them."""

from dataclasses import replace

import pytest
from jinja2 import UndefinedError

from app.services.messages.texts import LONGEST_SUBJECT, LONGEST_TEXT, MessageText, render, render_group, shorten

TEXT = MessageText("Ana Ruiz is not coming in", "Ana Ruiz is not coming in today.", "Cover the jobs.", "https://c/a/1")


def test_plain_text_is_what_happened_what_to_do_and_the_link() -> None:
    assert TEXT.plain == "Ana Ruiz is not coming in today.\nCover the jobs.\n\nhttps://c/a/1\n"


def test_text_message_is_one_paragraph_without_the_subject() -> None:
    assert TEXT.short == "Ana Ruiz is not coming in today. Cover the jobs. https://c/a/1"


def test_long_happening_is_cut_at_a_word_in_a_text_message() -> None:
    long = MessageText("s", "no ladder " * 100, "Clear it.", "https://c/a/1")
    happened = long.short.removesuffix(" Clear it. https://c/a/1")
    assert len(happened) <= LONGEST_TEXT
    assert set(happened.removesuffix("…").split()) == {"no", "ladder"}


def test_mail_escapes_what_was_said() -> None:
    page = MessageText("s", "<script>alert(1)</script>", "", "https://c/a/1", button="I've got it").html
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert 'href="https://c/a/1"' in page


@pytest.mark.parametrize("page", [TEXT.html, render_group("2 blockers", [{"happened": "h", "todo": "t", "link": "l"}])])
def test_every_mail_follows_a_dark_screen_and_bears_the_colour_of_the_product(page: str) -> None:
    assert "prefers-color-scheme: dark" in page
    assert page.startswith("<!doctype html>")
    assert "border-top:4px solid #0b7285" in page


def test_mail_has_the_number_to_call_in_both_parts_and_a_text_message_has_not() -> None:
    text = replace(TEXT, phone="+13125550142")
    assert '<a class="text-link" href="tel:+13125550142" style="color:#0b7285">+1 312 555 0142</a>' in text.html
    assert "\nTelephone: +1 312 555 0142\n" in text.plain
    assert "312" not in text.short
    assert "Telephone" not in TEXT.plain + TEXT.html


def test_fact_that_a_template_wants_and_does_not_get_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("brief", link="")


def test_subject_fits_a_watch() -> None:
    text = render("brief", link="", counts="18 of 22 ready and a very long line of counts that goes on and on and on")
    assert len(text.subject) <= LONGEST_SUBJECT
    assert text.happened.startswith("18 of 22 ready")


def test_group_holds_every_message_with_its_own_link() -> None:
    parts = [{"happened": f"Blocker {n}", "todo": "Clear it.", "link": f"https://c/a/{n}"} for n in (1, 2)]
    page = render_group("2 blockers", parts)
    assert [f"Blocker {n}" in page and f'href="https://c/a/{n}"' in page for n in (1, 2)] == [True, True]


@pytest.mark.parametrize(
    ("text", "length", "short"), [("one two", 7, "one two"), ("one two", 6, "one…"), ("one, two three", 8, "one…")]
)
def test_text_is_cut_at_a_word(text: str, length: int, short: str) -> None:
    assert shorten(text, length) == short
