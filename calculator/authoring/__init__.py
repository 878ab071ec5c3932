"""Build time: a rule file in YAML becomes a Guide, or all of its Problems at once, each with line and column.

The only package that reads YAML.  It knows the keys of the file (``fields``) and nothing of what they decide.
"""

__all__ = ["Kind", "Loaded", "Problem", "json_schema", "load", "load_bytes", "rules_json"]

from .loading import Loaded, load, load_bytes, rules_json
from .problems import Kind, Problem
from .schema import json_schema
