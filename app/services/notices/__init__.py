"""Notices to citizens: the one in force, all versions, and publishing a new one."""

from app.services.notices.publishing import InvalidNotice, NewNotice, publish_notice
from app.services.notices.showing import Notice, notice_of

__all__ = ["InvalidNotice", "NewNotice", "Notice", "notice_of", "publish_notice"]
