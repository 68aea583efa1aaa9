"""Checks that every HTML page must pass, and a visitor that makes them on each page it loads."""

import itertools
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
LABELLED = {"input", "select", "textarea"}
MAY_BE_LABELLED = LABELLED | {"progress", "meter", "output"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
# A receipt code is itself what nobody else can know, so its form needs no token beside it.
TOKENS = {"csrf_token", "form-token", "receipt-code", "List-Unsubscribe"}
# The last one goes to an address that is a signed token itself.


class Element:
    """A tag with its attributes and the text inside it."""

    def __init__(self, tag: str, attributes: Mapping[str, str], inside: "list[Element]") -> None:
        self.tag, self.attributes, self.inside = tag, attributes, inside
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """The text with its white space as a reader sees it."""
        return " ".join("".join(self.pieces).split())

    def get(self, name: str) -> str:
        """An attribute, or an empty string."""
        return self.attributes.get(name) or ""

    def has_parent(self, tag: str) -> "Element | None":
        """The nearest element of this tag around the element."""
        return next((element for element in reversed(self.inside) if element.tag == tag), None)


class Page(HTMLParser):
    """A parsed page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.mistakes: list[str] = []
        self.feed(html)
        self.mistakes += [f"<{element.tag}> is never closed" for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.mistakes.append(f"</{tag}> closes nothing")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Every element of a tag with these attributes (`class_` is class)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The one element of a tag with these attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × <{tag} {attributes}>"
        return found[0]

    @property
    def text(self) -> str:
        """All that a reader sees of the page."""
        return self.one("body").text


def check_page(html: str) -> Page:
    """Check a page and give it back parsed; the assertion names every mistake."""
    page = Page(html)
    mistakes = list(page.mistakes)
    for check in (headings, identifiers, labels, groups, forms, pictures, scripts):
        mistakes += check(page)
    assert not mistakes, "; ".join(mistakes)
    return page


def headings(page: Page) -> list[str]:
    """One h1, a title that begins with it, a language, no level of heading skipped."""
    mistakes = []
    if not page.one("html").get("lang"):
        mistakes.append("the page has no language")
    first = page.all("h1")
    if len(first) != 1 or not page.one("title").text.startswith(first[0].text):
        mistakes.append("there is not one h1 that the title begins with")
    levels = [int(element.tag[1]) for element in page.elements if element.tag in HEADINGS]
    mistakes += [
        f"h{level} follows h{before}"
        for before, level in itertools.pairwise(levels)
        if level > before + 1
    ]
    return mistakes


HEADINGS = {f"h{level}" for level in range(1, 7)}


def identifiers(page: Page) -> list[str]:
    """No id twice; links within the page and descriptions lead to an id."""
    ids = Counter(element.get("id") for element in page.elements if element.get("id"))
    mistakes = [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]
    for element in page.elements:
        wanted = element.get("aria-describedby").split() + element.get("aria-labelledby").split()
        if element.tag == "a" and element.get("href").startswith("#"):
            wanted.append(element.get("href")[1:])
        mistakes += [f"nothing has the id {name}" for name in wanted if name not in ids]
    return mistakes


def labels(page: Page) -> list[str]:
    """Every label belongs to a field and every field has a label."""
    ids = {element.get("id") for element in page.elements if element.tag in MAY_BE_LABELLED}
    targets = [label.get("for") for label in page.all("label") if label.get("for")]
    mistakes = [f"a label is for {name}, which is no field" for name in targets if name not in ids]
    for element in page.elements:
        if element.tag not in LABELLED or element.get("type") in NEEDS_NO_LABEL:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (named or element.get("id") in targets or element.has_parent("label")):
            mistakes.append(f"<{element.tag} name={element.get('name')}> has no label")
    return mistakes


def groups(page: Page) -> list[str]:
    """Radio buttons of several rows stand in a group with a legend."""
    legends = {id(legend.has_parent("fieldset")) for legend in page.all("legend") if legend.text}
    return [
        f"radio button {button.get('name')} stands in no fieldset with a legend"
        for button in page.all("input", type="radio")
        if id(button.has_parent("fieldset")) not in legends
    ]


def forms(page: Page) -> list[str]:
    """Every form has an action; one that is sent by POST has a token."""
    mistakes = []
    for form in page.all("form"):
        if not form.get("action"):
            mistakes.append("a form has no action")
        inside = [field for field in page.all("input") if field.has_parent("form") is form]
        if form.get("method").lower() == "post" and not TOKENS & {f.get("name") for f in inside}:
            mistakes.append(f"the form to {form.get('action')} has no token")
    return mistakes


def pictures(page: Page) -> list[str]:
    """Every picture says what it shows, or that it is decoration; every link has words."""
    mistakes = [
        f"picture {image.get('src')[:40]} has no alt"
        for image in page.all("img")
        if "alt" not in image.attributes
    ]
    return mistakes + [
        f"the link to {link.get('href')} has no words"
        for link in page.all("a")
        if not (link.text or link.get("aria-label") or has_alternative(page, link))
    ]


def has_alternative(page: Page, link: Element) -> bool:
    """Whether a picture in the link says where it leads."""
    return any(image.get("alt") for image in page.all("img") if image.has_parent("a") is link)


def scripts(page: Page) -> list[str]:
    """Our policy forbids scripts in the page, so one would only look as if it worked."""
    inline = [script for script in page.all("script") if not script.get("src")]
    handlers = [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
    return ["a script stands in the page"] * bool(inline) + [
        f"<{element.tag}> has an event handler" for element in handlers
    ]


class Visitor:
    """Loads pages by HTTP and checks each of them: ``page.get("/", status=200)``."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.answer: TestResponse | None = None

    def get(self, path: str, *, status: int = 200, **arguments: object) -> Page:
        """Load a page, redirects not followed."""
        return self.checked(self.client.get(path, **arguments), status)

    def post(self, path: str, *, status: int = 200, **arguments: object) -> Page:
        """Send a form and take the page that answers, redirects not followed."""
        return self.checked(self.client.post(path, **arguments), status)

    def checked(self, answer: TestResponse, status: int) -> Page:
        """Check status and page of an answer."""
        self.answer = answer
        assert answer.status_code == status, f"{answer.status}, not {status}"
        return check_page(answer.text)
