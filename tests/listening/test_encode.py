"""Readings as JSON, and the schema that describes them."""

import json
from pathlib import Path

import jsonschema
from listening_talk import BAD, GOOD

from allears.listening import Transcript, listen
from allears.listening.encode import schema, to_dict

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "reading.schema.json"


def test_every_reading_follows_the_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    for transcript in (GOOD, BAD, Transcript("none", ())):
        data = json.loads(json.dumps(to_dict(listen(transcript))))
        jsonschema.validate(data, schema())


def test_a_reading_has_the_names_that_were_agreed():
    data = to_dict(listen(GOOD))
    assert {"id", "marks", "measures", "steps", "needs", "promises", "advice"} <= set(data)
    assert {"behaviour", "turn", "start", "end", "confidence"} <= set(data["marks"][0])
    assert {"turn", "what", "due", "due_text", "by", "manner"} <= set(data["promises"][0])


def test_the_schema_in_the_docs_is_the_one_made_from_the_dataclasses():
    assert json.loads(PAGE.read_text("utf-8")) == schema(), "write it anew from encode.schema()"
