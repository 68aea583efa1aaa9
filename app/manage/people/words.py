"""What pages call the states of an account."""

from flask_babel import lazy_gettext

from app.queries.people import PersonState

STATES = {
    PersonState.OPEN: lazy_gettext("open"),
    PersonState.INVITED: lazy_gettext("invited, not signed in yet"),
    PersonState.LOCKED: lazy_gettext("locked after wrong attempts"),
    PersonState.SHUT: lazy_gettext("shut off"),
}
