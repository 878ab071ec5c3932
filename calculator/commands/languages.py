"""The language in which a command speaks."""

from pathlib import Path

import click

from calculator.authoring import Loaded, apply_language, read_language
from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide

from .ending import bad_input
from .options import read_input


def spoken(loaded: Loaded, rules: Path, language: str | None) -> Guide:
    """The guide in a language; texts that are not translated stay English, which is said once."""
    assert loaded.guide is not None
    assert loaded.json is not None
    if language is None or language == "en":
        return loaded.guide
    path = rules.parent / "languages" / f"{language}.yaml"
    wording, problems = read_language(read_input(str(path)), str(path), loaded.base or loaded.json)
    if wording is None:
        raise bad_input(problems)
    translated = apply_language(loaded.json, wording, loaded.base)
    if translated.missing:
        click.echo(f"{path}: {len(translated.missing)} texts are not translated and stay English", err=True)
    return guide_from_json(translated.json)
