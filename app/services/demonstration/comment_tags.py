"""Tags that comments of the demonstration come with."""

from app.extensions import db
from app.models import CommentTag
from app.services.comments.keywords import apply_keywords
from app.services.comments.preparing import prepare_batch

TAGS = {
    "Thời gian chờ": ["chờ lâu", "chờ quá lâu", "cho lau", "chờ đợi", "lấy số"],
    "Đúng hẹn, trễ hẹn": ["trễ hẹn", "đúng hẹn", "ngày hẹn", "giấy hẹn", "đúng ngày"],
    "Thái độ phục vụ": ["thái độ", "niềm nở", "nhẹ nhàng", "tận tình", "nhiet tinh", "cộc lốc"],
    "Hướng dẫn, giấy tờ": ["hướng dẫn", "huong dan", "giấy tờ", "giải thích", "công chứng"],
    "Cơ sở vật chất": ["phòng chờ", "chỗ ngồi", "ghế", "biển chỉ dẫn", "nước uống", "xe máy"],
    "Nộp trực tuyến": ["qua mạng", "dịch vụ công", "trực tuyến", "hệ thống"],
}
"""Keywords by tag."""


def add_comment_tags() -> None:
    """Make the comments ready for reading and tag them, within the open transaction."""
    while prepare_batch():
        pass
    for name, keywords in TAGS.items():
        tag = CommentTag(name=name, keywords=keywords, demonstration=True)
        db.session.add(tag)
        db.session.flush()
        apply_keywords(tag)
