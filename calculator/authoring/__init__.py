"""Build time: a rule file in YAML becomes a Guide, or all of its Problems at once, each with line and column.

The only package that reads YAML.  It knows the keys of the file (``fields``) and nothing of what they decide.
"""

__all__ = [
    "Kind", "Language", "Loaded", "Problem", "Request", "Translated", "UnreadableError",
    "apply_language", "is_overlay", "json_schema", "load", "load_bytes", "manual", "read_file",
    "read_language", "read_request", "rules_json", "schema_files", "translations",
]

from .beside.requests import Request, read_request
from .languages import Language, Translated, apply_language, read_language, translations
from .loading import Loaded, is_overlay, load, load_bytes, rules_json
from .problems import Kind, Problem
from .reading import UnreadableError, read_file
from .schema import json_schema, manual, schema_files
