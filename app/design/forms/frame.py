"""The form of what stands around the questions: title, introduction, source."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from app.design.forms.fields import clean_text
from app.services.drafting.documents import Document, set_words, words

IN_DOCUMENT = ("title", "introduction", "readers", "na_text")
IN_SOURCE = ("programme", "note")


class FrameForm(FlaskForm):
    """Title, introduction and the rest of the first page, in Vietnamese."""

    title = StringField(
        lazy_gettext("Title"), [InputRequired(lazy_gettext("Give the questionnaire a title."))]
    )
    introduction = TextAreaField(lazy_gettext("Introduction: what is asked about, and of whom"))
    readers = TextAreaField(lazy_gettext("Who reads the answers"))
    na_text = StringField(lazy_gettext("Words of “don't know / not applicable”"))
    programme = TextAreaField(lazy_gettext("Which programme or decision it follows"))
    note = TextAreaField(lazy_gettext("What of it is official, and what is not"))


def frame_data(document: Document) -> dict[str, str]:
    """Read the frame of a document."""
    return {
        **{name: words(document.get(name)) for name in IN_DOCUMENT},
        **{name: words(document["source"].get(name)) for name in IN_SOURCE},
    }


def write_frame(form: FrameForm, document: Document) -> None:
    """Write what was filled in."""
    for name in IN_DOCUMENT:
        set_words(document, name, clean_text(form[name].data))
    for name in IN_SOURCE:
        set_words(document["source"], name, clean_text(form[name].data))
