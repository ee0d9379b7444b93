"""A client that reads pages as a person would and lints every page it opens.

`open` and `submit` follow redirects, parse the answer and fail with all faults of the page at once: no title, not one
h1, an unlabelled field, an inline script or style, a repeated id, a form without CSRF token. An unexpected status
fails before that.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
HTML = "text/html"


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.builder.start("document", {})
        self.unclosed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed, f"</{tag}> closes nothing"
        opened = self.unclosed.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def parse(html: str) -> Element:
    """Return the tree; a tag closed in the wrong place fails."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert tree.unclosed == [], f"never closed: {tree.unclosed}"
    tree.builder.end("document")
    return tree.builder.close()


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class HtmlPage:
    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.text
        self.root = parse(self.html)

    @property
    def path(self) -> str:
        return self.response.request.path

    @property
    def text(self) -> str:
        return text_of(self.root)

    @property
    def h1(self) -> str:
        return text_of(self.all("h1")[0])

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with the tag and the attributes (`class_` matches one of the classes)."""
        wanted_class = attributes.pop("class_", None)
        return [
            element
            for element in self.root.iter(tag)
            if all(element.get(name.replace("_", "-")) == value for name, value in attributes.items())
            and (wanted_class is None or wanted_class in element.get("class", "").split())
        ]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [text_of(element) for element in self.all(tag, **attributes)]

    def form(self, action: str) -> Element:
        """Return the one form whose action, query aside, is this."""
        found = [form for form in self.all("form") if form.get("action", "").split("?")[0] == action]
        if len(found) > 1:  # a list's search and the form that adds to it
            found = [form for form in found if form.get("method") == "post"]
        assert len(found) == 1, f"{len(found)} forms go to {action} on {self.path}"
        return found[0]

    def error_beside(self, field: str) -> str:
        """Return the error shown under the field with this name, empty where there is none."""
        control = next(element for element in self.root.iter() if element.get("name") == field)
        described = control.get("aria-describedby")
        if not control.get("aria-invalid") or not described:
            return ""
        return next(text_of(element) for element in self.root.iter() if element.get("id") == described)


def values_of(form: Element) -> dict[str, Any]:
    """Return what a browser would send: checked boxes, all of one name, chosen options, typed text."""
    values: dict[str, Any] = {}
    for element in form.iter():
        name, kind = element.get("name"), element.get("type", "text")
        if not name:
            continue
        if element.tag == "select":
            options = list(element.iter("option"))
            chosen = next((option for option in options if "selected" in option.attrib), options[0])
            values[name] = chosen.get("value", text_of(chosen))
        elif element.tag == "textarea":
            values[name] = element.text or ""
        elif element.tag == "input" and kind == "checkbox" and name in values and "checked" in element.attrib:
            values[name] = [*([values[name]] if isinstance(values[name], str) else values[name]), element.get("value")]
        elif element.tag == "input" and (kind not in {"checkbox", "radio"} or "checked" in element.attrib):
            values[name] = element.get("value", "on" if kind in {"checkbox", "radio"} else "")
    return values


class PageClient:
    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def open(self, path: str, *, status: int = 200, **options: Any) -> HtmlPage:
        return self._page(self.client.get(path, follow_redirects=True, **options), status)

    def submit(self, page: HtmlPage, action: str, *, status: int = 200, **fields: Any) -> HtmlPage:
        """Send the page's form with the fields filled in; None leaves one out, as an empty box does."""
        form = page.form(action)
        values = values_of(form)
        names = {element.get("name") for element in form.iter()}
        assert names >= set(fields), f"the form has no {set(fields) - names}"
        data = {name: value for name, value in (values | fields).items() if value is not None}
        method = form.get("method", "get").upper()
        sent: dict[str, Any] = {"query_string": data} if method == "GET" else {"data": data}
        target = form.get("action", "")
        return self._page(self.client.open(target, method=method, follow_redirects=True, **sent), status)

    def _page(self, response: TestResponse, status: int) -> HtmlPage:
        assert response.status_code == status, f"{response.request.path} answered {response.status_code}"
        assert response.mimetype == HTML, f"{response.request.path} is {response.mimetype}"
        page = HtmlPage(response)
        faults = list(lint(page))
        assert faults == [], f"{page.path}: {'; '.join(faults)}"
        return page


def lint(page: HtmlPage) -> Iterator[str]:
    """Yield what is wrong with a page; a fragment (no <html>) is spared what only a page has."""
    whole = bool(page.all("html"))
    if whole:
        yield from _lint_document(page)
    yield from _lint_inline(page.root)
    yield from _lint_ids(page.root)
    yield from _lint_fields(page.root)
    yield from _lint_forms(page.root)


def _lint_document(page: HtmlPage) -> Iterator[str]:
    titles = page.texts("title")
    if len(titles) != 1 or titles[0].startswith("·"):
        yield f"title {titles}"
    if len(page.all("h1")) != 1 or not page.h1:
        yield f"h1 {page.texts('h1')}"
    if len(page.all("main")) != 1:
        yield "not one main"
    if not page.all("html")[0].get("lang"):
        yield "no lang"
    policy = page.response.headers.get("Content-Security-Policy", "")
    if "unsafe" in policy or not policy.startswith("default-src 'none'"):
        yield f"policy {policy!r}"


def _lint_inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline <{element.tag}>"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on <{element.tag}>"
            if name in {"href", "src", "action"} and value.startswith(("http://", "https://", "//", "javascript:")):
                yield f"{name} leaves the site: {value}"
        if element.tag == "img" and element.get("alt") is None:
            yield "img without alt"
        if element.tag in {"a", "button", "summary"} and not _accessible_name(element):
            yield f"<{element.tag}> without a name"


def _lint_ids(root: Element) -> Iterator[str]:
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    yield from (f"id {id_} twice" for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1} - {None}, key=str))
    for element in root.iter():
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for target in element.get(name, "").split():
                if target not in ids:
                    yield f"{name} points at no element: {target}"


def _lint_fields(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    wrapped = {id(field) for label in root.iter("label") for field in label.iter()}
    for element in root.iter():
        if element.tag not in {"input", "select", "textarea"} or element.get("type") in UNLABELLED:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby") or element.get("id") in labelled
        if not named and id(element) not in wrapped:
            yield f"field {element.get('name')} without a label"


def _lint_forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        method = form.get("method", "").lower()
        if not form.get("action") and not form.get("hx-post"):
            yield "form without an action"
        if method not in {"get", "post", "dialog"}:
            yield f"form to {form.get('action')} without a method"
        names = {element.get("name") for element in form.iter()}
        if method == "post" and "csrf_token" not in names:
            yield f"form to {form.get('action')} without a CSRF token"
        if method == "get" and "csrf_token" in names:
            yield f"form to {form.get('action')} puts its CSRF token into the address"


def _accessible_name(element: Element) -> str:
    labels = [child.get("aria-label") or child.get("alt") or "" for child in element.iter()]
    return text_of(element) or "".join(labels) or element.get("title", "")
