"""Advice on hard or leading words, in one sentence each; it forbids nothing."""

from typing import Any

from flask_babel import lazy_gettext

from app.design.places import link_to
from app.services.drafting.checking import place_of
from app.services.drafting.documents import Document
from surveys.advice import AdviceCode, advise_draft

A = AdviceCode

SENTENCES: dict[AdviceCode, Any] = {
    A.LONG_SENTENCE: lazy_gettext(
        "A sentence has %(length)s syllables or words; people follow up to %(longest)s easily."
    ),
    A.DOUBLE_QUESTION: lazy_gettext(
        "This may ask two things at once (“%(words)s”); one answer cannot fit both."
    ),
    A.LEADING_WORDS: lazy_gettext("“%(words)s” may lead people to an answer."),
    A.ONE_SIDED: lazy_gettext(
        "Only one side is named (“%(words)s”); name both, such as satisfied or dissatisfied."
    ),
    A.NEGATION: lazy_gettext("“%(words)s” is easily read over; ask without a negation."),
    A.DOUBLE_NEGATION: lazy_gettext(
        "Two negations (“%(words)s”) are hard to answer; ask without them."
    ),
    A.QUOTE_WITHOUT_FALLBACK: lazy_gettext(
        "Say what is shown when “%(item)s” was not answered: {%(item)s|words}."
    ),
    A.QUOTE_SAME_SECTION: lazy_gettext(
        "“%(item)s” is asked in the same section, so its answer is not known here yet."
    ),
    A.QUOTES_DIFFER: lazy_gettext("The languages do not quote the same answers (%(items)s)."),
}
"""One sentence for each code; a test holds that none is missing."""


def advice_lines(draft_id: int, document: Document) -> list[tuple[str, str, str]]:
    """Give each piece of advice: name and address of its place, and the sentence."""
    return [
        (
            *link_to(draft_id, document, place_of(document, one.path)),
            str(SENTENCES[one.code]) % one.params,
        )
        for one in advise_draft(document)
    ]
