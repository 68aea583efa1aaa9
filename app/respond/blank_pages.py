"""Blank questionnaires, rendered and compressed once; only the form's token differs a visitor.

A gzip stream may be put together from pieces: what stands before the token is compressed and
brought to a byte boundary once, the token goes into a block of its own, uncompressed, and what
stands after it is compressed once too. Only the checksum at the end is computed anew. So a warm
page costs neither a query nor a template nor a compression.
"""

import struct
import zlib
from dataclasses import dataclass

from flask import Flask, current_app

from app.queries.points import FieldedPoint
from app.respond.sheets import sheet_for
from app.respond.step_pages import StepPage, render_step
from app.services.notices import Notice, notice_of
from app.short_cache import ShortCache

ONE_HOUR = 3600.0
MOST_PAGES = 500
TOKEN_SLOT = "@@token@@"  # noqa: S105  # not a secret: where the template puts the token
LEVEL = 9
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


@dataclass(frozen=True, slots=True)
class BlankPage:
    """A page in two halves, plain and compressed, that a token is put between."""

    before: bytes
    after: bytes
    packed_before: bytes
    packed_after: bytes
    checksum_before: int

    def plain(self, token: bytes) -> bytes:
        """Give the page with a token."""
        return self.before + token + self.after

    def gzipped(self, token: bytes) -> bytes:
        """Give the page with a token, as gzip (RFC 1952) over deflate (RFC 1951).

        The token's block: type "stored", not the last, its length and the complement of it.
        """
        block = struct.pack("<BHH", 0, len(token), len(token) ^ 0xFFFF) + token
        checksum = zlib.crc32(self.after, zlib.crc32(token, self.checksum_before))
        length = len(self.before) + len(token) + len(self.after)
        trailer = struct.pack("<LL", checksum, length)
        return b"".join((self.packed_before, block, self.packed_after, trailer))


def blank_page(html: str) -> BlankPage:
    """Prepare a rendered page that holds the slot once."""
    before, after = (half.encode() for half in html.split(TOKEN_SLOT))
    return BlankPage(
        before,
        after,
        GZIP_HEADER + deflated(before, zlib.Z_FULL_FLUSH),
        deflated(after, zlib.Z_FINISH),
        zlib.crc32(before),
    )


def deflated(text: bytes, flush: int) -> bytes:
    """Compress without header or checksum; a full flush ends on a byte and forgets what was."""
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(text) + compressor.flush(flush)


def init_app(app: Flask) -> None:
    """Give the application its memory of blank pages."""
    app.extensions["blank_pages"] = ShortCache(seconds=ONE_HOUR, largest=MOST_PAGES)


def blank_questionnaire(point: FieldedPoint, language: str, *, moved: bool) -> BlankPage:
    """Give the first page of a point's questionnaire, rendered once for all who come to it.

    The whole `point` is the key, with the notice in force: a new name, a new version or a new
    notice makes a new page at once.
    """
    pages: ShortCache[tuple[FieldedPoint, str, bool, Notice | None], BlankPage]
    pages = current_app.extensions["blank_pages"]
    key = (point, language, moved, notice_of(point.survey_id))
    return pages.get(key, lambda: new_blank_page(point, language, moved=moved))


def new_blank_page(point: FieldedPoint, language: str, *, moved: bool) -> BlankPage:
    """Render the first page with an empty form."""
    sheet = sheet_for(point.version_id, language)
    page = StepPage(point, sheet, sheet.form_class(), token=TOKEN_SLOT, moved=moved, blank=True)
    return blank_page(render_step(page))
