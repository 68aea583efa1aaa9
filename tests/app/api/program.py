"""A program that asks the API, and checks each answer against the description of the API."""

from typing import Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from app.models import ApiAct, Unit
from tests.factories import create_key

BEGIN = "/api/v1"


class Program:
    """Asks with one key: ``program.get("/units")``."""

    def __init__(self, client: FlaskClient, *acts: ApiAct, unit: Unit | None = None) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {create_key(*acts, unit=unit)}"}
        self.document = client.get(f"{BEGIN}/openapi.json").json

    def get(self, path: str, **headers: str) -> TestResponse:
        """Ask, and hold the answer to what is described."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        path = path.removeprefix(BEGIN)
        answer = self.client.get(BEGIN + path, headers=self.headers | named)
        self.check(path.partition("?")[0], "get", answer)
        return answer

    def check(self, path: str, method: str, answer: TestResponse) -> None:
        """Fail unless status, media type and body are described for this function."""
        responses = self.document["paths"][BEGIN + path][method]["responses"]
        described = responses.get(str(answer.status_code)) or responses["default"]
        while "$ref" in described:
            described = self.at(described["$ref"])
        if answer.status_code == 304:
            assert not answer.data
            return
        schema = described["content"][answer.mimetype]["schema"]
        Draft202012Validator({**schema, "components": self.document["components"]}).validate(
            answer.json
        )

    def at(self, reference: str) -> Any:
        """What a reference inside the description points at."""
        found: Any = self.document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return found
