"""Access codes: what the check character catches, what people may type, and a code's life."""

import itertools
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.extensions import db
from app.models import AccessCode, CollectionPoint
from app.services.access_codes import (
    ALPHABET,
    MistypedAccessCode,
    add_access_code,
    check_character,
    display_access_code,
    new_access_code,
    normalise_access_code,
    reissue_access_code,
    revoke_access_codes,
)
from tests.factories import ACTOR, NOW, create_point, create_survey

CODES = st.text(ALPHABET, min_size=7, max_size=7).map(lambda text: text + check_character(text))


def is_mistyped(text: str) -> bool:
    try:
        normalise_access_code(text)
    except MistypedAccessCode:
        return True
    return False


@given(CODES)
def test_every_single_wrong_character_is_caught(code: str) -> None:
    for place, character in itertools.product(range(len(code)), ALPHABET):
        if character != code[place]:
            assert is_mistyped(code[:place] + character + code[place + 1 :])


@given(CODES)
def test_every_exchange_of_two_characters_is_caught(code: str) -> None:
    for first, second in itertools.combinations(range(len(code)), 2):
        if code[first] != code[second]:
            letters = list(code)
            letters[first], letters[second] = letters[second], letters[first]
            assert is_mistyped("".join(letters))


@given(CODES)
def test_a_code_is_read_as_people_write_it(code: str) -> None:
    shown = display_access_code(code)
    assert shown == f"{code[:4]}-{code[4:]}"
    for written in (shown, shown.lower(), f" {code[:4]} {code[4:]}\n", code.replace("5", "s")):
        assert normalise_access_code(written) == code


@pytest.mark.parametrize("text", ["", "2", "2222-222", "2222-22222", "<script>", "ABCDEFGH", "\0"])
def test_what_cannot_be_a_code_is_said_to_be_mistyped(text: str) -> None:
    assert is_mistyped(text)


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_mistyped(text: str) -> None:
    assert is_mistyped(text) or len(normalise_access_code(text)) == 8


def test_the_check_character_is_that_of_the_isbn_scheme() -> None:
    # By hand: only the first character counts, 8 × 1, and 23 - 8 = 15 is the place of M.
    assert ALPHABET[15] == "M"
    assert check_character("3222222") == "M"


def test_new_codes_use_the_whole_alphabet_evenly() -> None:
    drawn = [new_access_code() for _ in range(2300)]
    assert len(set(drawn)) == len(drawn)
    for place in range(7):
        counts = [sum(code[place] == letter for code in drawn) for letter in ALPHABET]
        # 100 expected, standard deviation 9.8: six of them are one chance in millions.
        assert min(counts) > 40
        assert max(counts) < 160


def test_a_code_tells_nothing_of_the_next_one() -> None:
    drawn = [new_access_code() for _ in range(2300)]
    for place, other in itertools.product(range(7), repeat=2):
        same = sum(a[place] == b[other] for a, b in itertools.pairwise(drawn))
        # As by chance: 100 expected, standard deviation 9.8.
        assert 40 < same < 160
    assert drawn != sorted(drawn)


def with_code(point: CollectionPoint, **columns: object) -> AccessCode:
    """A further code of a point."""
    code = add_access_code(point, now=NOW, **columns)
    db.session.commit()
    return code


def test_a_code_belongs_to_its_point(app: Flask) -> None:
    point = create_point(create_survey())
    code = with_code(point, expires_at=NOW + timedelta(days=30))
    found = db.session.get_one(AccessCode, normalise_access_code(code.code))
    assert found.point_id == point.id
    assert found.expires_at == NOW + timedelta(days=30)


def test_a_revoked_code_keeps_its_first_date(app: Flask) -> None:
    point = create_point(create_survey())
    code = with_code(point)
    revoke_access_codes(point, actor=ACTOR, now=NOW)
    revoke_access_codes(point, actor=ACTOR, now=NOW + timedelta(days=1))
    assert code.revoked_at == NOW


def test_issuing_again_takes_every_earlier_code_back(app: Flask) -> None:
    point = create_point(create_survey())
    with_code(point)
    issued = reissue_access_code(point, actor=ACTOR, now=NOW)
    codes = db.session.query(AccessCode).filter_by(point_id=point.id).all()
    assert [code.code for code in codes if code.revoked_at is None] == [issued.code]
    assert len(codes) == 3


def test_a_code_issued_again_ends_when_the_old_one_would_have(app: Flask) -> None:
    point, end = create_point(create_survey()), NOW + timedelta(days=30)
    later = NOW + timedelta(days=1)
    add_access_code(point, now=later, expires_at=end)
    assert reissue_access_code(point, actor=ACTOR, now=later).expires_at == end
    after_it = end + timedelta(days=1)
    assert reissue_access_code(point, actor=ACTOR, now=after_it).expires_at is None
