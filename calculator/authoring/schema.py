"""The field table as JSON Schema, for editors that complete and check while the author types."""

import json
from typing import Any

from calculator.engine.bill.units import NAMES, NUMBER

from .field_types import (
    COLOUR,
    FOLDER,
    ID,
    Amount,
    Colour,
    Day,
    Feedback,
    Field,
    Flag,
    Folder,
    Formula,
    ListOf,
    NewId,
    Number,
    OldId,
    OneOf,
    PageFile,
    Priced,
    Printed,
    Record,
    Ref,
    Table,
    Text,
    Type,
    UnitName,
    Url,
)
from .fields import NOUNS
from .shape import STAMPED

Json = dict[str, Any]
_ID: Json = {"type": "string", "pattern": f"^{ID}$"}
_PLAIN: dict[type[Type], Json] = {
    Text: {"type": "string", "minLength": 1},
    NewId: _ID,
    OldId: _ID,
    Ref: _ID,
    Day: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Printed: {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"},
    Url: {"type": "string", "format": "uri", "pattern": r"^https?://[^\s]+$"},
    Feedback: {"type": "string", "pattern": r"^(https?://|mailto:)[^\s]+$"},
    PageFile: {"type": "string", "pattern": f"^{FOLDER}$"},
    Folder: {"type": "string", "pattern": f"^{FOLDER}$"},
    Colour: {"type": "string", "pattern": f"^{COLOUR}$"},
    Flag: {"type": "boolean"},
    Number: {"type": ["string", "number"], "minimum": 0, "pattern": f"^{NUMBER}$"},
    Amount: {"type": ["string", "number"], "minimum": 0, "pattern": f"^{NUMBER}( +{NAMES})?$"},
    UnitName: {"type": "string", "pattern": f"^{NAMES}$"},
    Priced: {"type": "string", "pattern": f"^[A-Z]{{3}} per ({NUMBER} +)?{NAMES}$"},
    Formula: {"type": ["string", "number"]},
}


def json_schema(noun: str = "file") -> Json:
    """The schema of a rule file; it also fits the JSON form, whose stamps are marked read-only."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NOUNS[noun].means,
        "$ref": f"#/$defs/{_slug(noun)}",
        "$defs": {_slug(name): _record(name) for name in _used(noun)},
    }


def _used(noun: str) -> list[str]:
    names = [noun]
    for name in names:
        inner = [record for field in NOUNS[name].fields for record in _records(field.type)]
        names += [record for record in dict.fromkeys(inner) if record not in names]
    return names


def _records(type: Type) -> list[str]:
    match type:
        case Record(noun):
            return [noun]
        case ListOf(item):
            return _records(item)
        case Table(value=value):
            return _records(value)
        case _:
            return []


def _record(noun: str) -> Json:
    fields = NOUNS[noun].fields
    return {
        "description": NOUNS[noun].means,
        "type": "object",
        "properties": {field.name: _field(field) for field in fields} | _stamps(noun),
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> Json:
    return {"description": field.means, **_type(field.type)}


def _stamps(noun: str) -> Json:
    if noun == "file":
        return {
            "digest": _written("string", "SHA-256 of the rule file"),
            "words": _written("object", "translations"),
            "overlay": _written("object", "what an organisation changed"),
        }
    return {"line": _written("integer", "the line in the rule file")} if noun in STAMPED else {}


def _written(type: str, means: str) -> Json:
    return {"description": f"{means}; written by the build", "type": type, "readOnly": True}


def _type(type: Type) -> Json:
    match type:
        case Record(noun):
            return {"$ref": f"#/$defs/{_slug(noun)}"}
        case ListOf():
            return _list(type)
        case Table(key, value, at_least):
            names = {"propertyNames": _type(key)} if isinstance(key, Ref) else {}
            return {"type": "object", **names, "additionalProperties": _type(value), "minProperties": at_least}
        case OneOf(words, numbers):
            return {"enum": [*numbers, *words]}
    return dict(_PLAIN[type.__class__])


def _list(type: ListOf) -> Json:
    many: Json = {"type": "array", "items": _type(type.item), "minItems": type.at_least}
    if not isinstance(type.item, Record):
        many["uniqueItems"] = True
    return {"anyOf": [_type(type.item), many]} if type.single else many


def _slug(noun: str) -> str:
    return noun.replace(" ", "-")


def schema_files() -> dict[str, str]:
    """The schemas of what is laid over a rule file, for the site: beside the rule file's own."""
    return {"pages/overlay.schema.json": json.dumps(json_schema("overlay"), indent=1) + "\n"}


def manual(noun: str = "file") -> str:
    """The field table as Markdown, one heading and one table for each noun of the file."""
    return "\n".join(_chapter(used) for used in _used(noun))


def _chapter(noun: str) -> str:
    rows = [
        f"| `{field.name}` | {'yes' if field.required else 'no'} | {field.type.wanted} | {field.means} |"
        for field in NOUNS[noun].fields
    ]
    head = [f"### {noun}", "", f"{NOUNS[noun].means}.", "", "| key | needed | holds | meaning |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])
