"""The help: every topic in every language, every picture there and small, for everybody.

Truth leaned on: the files of the texts and pictures; the list of roles.
"""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app.config import LANGUAGES
from app.help.topics import FOLDER, TOPICS
from app.models import RoleName
from tests.browser.help_pictures import FIRST_STEPS, PICTURES
from tests.pages import Visitor
from tests.sign_in import sign_in

PICTURE_FOLDER = Path(__file__).parents[3] / "app" / "static" / "help"
MOST_BYTES = 1_500_000


def text(name: str, language: str) -> str:
    """The source of a topic."""
    return (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8")


def test_every_role_has_a_topic() -> None:
    assert {role for _, role in TOPICS.values() if role} == set(RoleName)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_there_in_every_language_with_its_pictures(name: str, language: str) -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text(name, language))
    assert set(shown) <= {*PICTURES, FIRST_STEPS}
    for picture in shown:
        assert (PICTURE_FOLDER / f"{picture}.{language}.webp").exists(), picture


@pytest.mark.parametrize("name", TOPICS)
def test_both_languages_have_the_same_parts(name: str) -> None:
    parts = [re.findall(r"^(#+|\d+\.|-|!)", text(name, lang), re.M) for lang in LANGUAGES]
    assert parts[0] == parts[1]


def test_there_is_no_text_or_picture_that_nothing_shows() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {
        f"{name}.{language}.md" for name in TOPICS for language in LANGUAGES
    }
    assert {path.name for path in PICTURE_FOLDER.iterdir()} == {
        f"{name}.{language}.webp" for name in (*PICTURES, FIRST_STEPS) for language in LANGUAGES
    }


def test_the_pictures_are_small_and_can_be_read() -> None:
    pictures = list(PICTURE_FOLDER.iterdir())
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.width >= 900, path.name


def test_everybody_who_signs_in_reads_the_help(app: Flask, client: FlaskClient) -> None:
    assert client.get("/help/").status_code == 302
    visitor = Visitor(sign_in(client, role=RoleName.INTERVIEWER))
    assert len(visitor.get("/help/").all("a", href="/help/interviewer")) == 1
    page = visitor.get("/help/survey-administrator?lang=en")
    assert "Help for survey administrators" in page.text
    assert all(image.get("alt") for image in page.all("img"))
    with client.get(page.all("img")[0].get("src")) as picture:
        assert picture.mimetype == "image/webp"
    visitor.get("/help/nobody", status=404)


def test_every_page_of_staff_leads_to_the_help(app: Flask, client: FlaskClient) -> None:
    page = Visitor(sign_in(client, role=RoleName.AUDITOR)).get("/manage/")
    assert page.one("a", href="/help/").text == "Trợ giúp"
