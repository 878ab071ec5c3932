"""How much there is to keep of each starter: what can be counted in its files, and nothing else."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from calculator.engine.model import Guide

from ..reading import LOADER
from ..syntax import explain
from .starters import FRONT_MATTER, PAGE, NoStarterError, files_of, starters_of

_LANGUAGES = {".py": "Python", ".yaml": "YAML", ".yml": "YAML", ".json": "JSON", ".sh": "Shell", ".tf": "Terraform"}
_ASSUMED = "sts:AssumeRole"  # says who a role is for, not what it may do
_ORCHESTRATES = (  # the resources of a template that say what runs when
    "StepFunctions::StateMachine", "CodePipeline::Pipeline", "SageMaker::Pipeline", "Scheduler::Schedule",
    "Events::Rule", "Pipes::Pipe",
)  # fmt: skip
_PLACES = ("Role", "RoleBinding", "ServiceAccount")  # kinds of Kubernetes manifests that say who may run it
_HEADS = (
    "Starter", "Files", "Orchestration", "Infrastructure", "Languages", "You learn", "AWS services it sets up",
    "Rights it grants", "Seconds to prove",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """How much a starter is, without the job that all share and without its second forms.

    ``orchestration`` says what runs when and what happens on failure, ``infrastructure`` what must be there for it:
    both in lines of code, which are neither empty nor a comment alone.  ``lines`` has their sum by language,
    ``services`` and ``rights`` come from its CloudFormation templates.
    """

    files: int
    orchestration: int
    infrastructure: int
    lines: Mapping[str, int]
    services: tuple[str, ...]
    rights: tuple[str, ...]
    learns: str


def measured(folder: Path) -> Measured:
    """The measures of the files in a starter's own folder; NoStarterError for a file that cannot be read.

    The head of its page may name files that are a second form of the same (``second_form``), which are not counted,
    and says what one learns (``learns``).
    """
    head = _head(folder / PAGE)
    texts = {path: data.decode() for path, data in files_of(folder).items()}
    texts = {path: text for path, text in texts.items() if PurePosixPath(path).name not in head.get("second_form", ())}
    lines: Counter[str] = Counter()
    orchestration = 0
    templates: list[object] = []
    for path, text in texts.items():
        own, place = _parted(folder.parent / path, text)
        orchestration += own
        lines[_LANGUAGES.get(PurePosixPath(path).suffix, "other")] += own + place
        if "AWSTemplateFormatVersion" in text:
            templates.append(_template(folder.parent / path, text))
    types = [str(each).split("::") for one in templates for each in _under(one, "Type")]
    services = {parts[1] for parts in types if parts[0] == "AWS"}
    rights = {right for one in templates for each in _under(one, "Action") for right in _each(each)} - {_ASSUMED}
    return Measured(
        files=len(texts),
        orchestration=orchestration,
        infrastructure=lines.total() - orchestration,
        lines=lines,
        services=tuple(sorted(services)),
        rights=tuple(sorted(rights)),
        learns=head.get("learns", ""),
    )


def sizes(guide: Guide, beside: Path) -> dict[str, str]:
    """The part of a page with how much each starter of a guide is, fewest lines first; none without starters."""
    starters = starters_of(guide)
    found = {id: measured(beside / folder) for id, folder in starters.items() if (beside / folder).is_dir()}
    if not found:
        return {}
    record = beside / "starters/proved.json"
    proofs = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    lines = [f"| {' | '.join(_HEADS)} |", "|---|---:|---:|---:|---|---|---|---:|---:|"]
    for id, size in sorted(found.items(), key=lambda each: sum(each[1].lines.values())):
        name = PurePosixPath(starters[id]).name
        cells = (
            f"[{guide.outcomes[id].title}]({name}/{PAGE})",  # seen from the folder above
            str(size.files),
            str(size.orchestration),
            str(size.infrastructure or "none"),
            ", ".join(sorted(size.lines)),
            size.learns,
            ", ".join(size.services) or "none",
            str(len(size.rights) or "none"),
            str(proofs.get(name, {}).get("seconds", "")),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return {"parts/starters.md": "\n".join(lines) + "\n"}


def _head(page: Path) -> dict[str, Any]:
    """What the front matter of a page says."""
    found = FRONT_MATTER.match(page.read_text(encoding="utf-8")) if page.is_file() else None
    head = yaml.safe_load(found[1]) if found else None
    return head if isinstance(head, dict) else {}


def _parted(path: Path, text: str) -> tuple[int, int]:
    """How many lines of code of a file orchestrate, and how many only set up the place for it."""
    code = [number for number, line in enumerate(text.splitlines()) if line.strip() and line.strip()[0] != "#"]
    if path.suffix not in (".yaml", ".yml"):
        return len(code), 0
    with _named(path, text):
        (*manifests,) = yaml.compose_all(text, Loader=LOADER)
    spans = [span for node in manifests if node for span in _orchestrating(node)]
    own = sum(any(first <= number < last for first, last in spans) for number in code)
    return own, len(code) - own


def _orchestrating(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """From which line up to which a YAML document says what runs when."""
    keys = {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    if "AWSTemplateFormatVersion" in keys:
        for name, resource in keys["Resources"][1].value:
            kind = next(value.value for key, value in resource.value if key.value == "Type")
            if kind.removeprefix("AWS::") in _ORCHESTRATES:
                yield name.start_mark.line, resource.end_mark.line
    elif "services" not in keys and not ("kind" in keys and keys["kind"][1].value in _PLACES):
        yield node.start_mark.line, node.end_mark.line + 1


@contextmanager
def _named(path: Path, text: str) -> Iterator[None]:
    """YAML's complaints in the words that those about a rule file have."""
    try:
        yield
    except yaml.YAMLError as error:
        raise NoStarterError(str(explain(error, text, str(path)))) from None


def _template(path: Path, text: str) -> object:
    with _named(path, text):
        return yaml.load(text, Loader=_Template)  # noqa: S506  a safe loader that knows CloudFormation's tags


def _under(value: object, key: str) -> Iterator[object]:
    """Whatever stands under a key, at any depth."""
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from _under(part, key)


def _each(value: object) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


class _Template(LOADER):  # type: ignore[misc, valid-type]  # either has the same methods
    """Reads ``!Ref`` and its like as what stands behind them."""


def _behind(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_sequence(node, deep=True) if isinstance(node, yaml.SequenceNode) else node.value


_Template.add_multi_constructor("!", _behind)
