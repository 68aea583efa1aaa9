"""Personal data: the register, looking into a breach, one's own data, notices to citizens."""

from app.manage.personal_data import (  # noqa: F401  (their routes stand on the blueprint)
    breach,
    notices,
    own,
    register,
)
