"""What pages call the acts that a key can allow."""

from flask_babel import lazy_gettext

from app.models import ApiAct

API_ACTS = {
    ApiAct.READ_UNITS: lazy_gettext("Read the units"),
    ApiAct.READ_SERVICES: lazy_gettext("Read the list of procedures"),
    ApiAct.READ_SURVEYS: lazy_gettext("Read the surveys"),
    ApiAct.READ_RESULTS: lazy_gettext("Read results"),
    ApiAct.READ_POINTS: lazy_gettext("Read the collection points"),
    ApiAct.READ_CODES: lazy_gettext("Read the access codes of the points too"),
    ApiAct.READ_POPULATIONS: lazy_gettext("Read dossier counts"),
    ApiAct.WRITE_POPULATIONS: lazy_gettext("Send dossier counts"),
}
