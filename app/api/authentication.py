"""What a key must allow: `require_key(act)` stands on every function that answers a program.

The guard has already asked for a key in force (`app.access`, door `PROGRAMS`) and answered 401
without one; `current_actor()` and `current_scope()` are the program's.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import make_response
from flask.typing import ResponseReturnValue

from app.access import current_caller
from app.access.callers import refusal
from app.models import ApiAct

P = ParamSpec("P")
Answer = Callable[P, ResponseReturnValue]


def require_key(act: ApiAct) -> Callable[[Answer[P]], Answer[P]]:
    """Answer 403 unless the key allows the act."""

    def decorated(answer: Answer[P]) -> Answer[P]:
        @wraps(answer)
        def guarded(*arguments: P.args, **keywords: P.kwargs) -> ResponseReturnValue:
            caller = current_caller()
            if caller is None or act not in caller.acts:
                return make_response(refusal(403 if caller else 401))
            return answer(*arguments, **keywords)

        return guarded

    return decorated
