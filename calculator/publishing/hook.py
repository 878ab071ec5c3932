"""The only module that knows MkDocs: it publishes before each build and hands over what was published.

Everything it does is also there without it (``python -m calculator publish``), so that the site can move to another
generator; this hook only lets ``mkdocs serve`` follow the rule file.
"""

import os
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from calculator.analysis import Finding
from calculator.authoring import Loaded, Problem, json_schema, load, schema_files, translations
from calculator.authoring.beside.starter_sizes import sizes
from calculator.authoring.beside.starters import NoStarterError, read_starter, starters_of
from calculator.engine.codec import guide_from_json
from calculator.engine.telling.teller import remark
from calculator.engine.words import say
from calculator.publishing import GENERATED, BadEditionError, UnprovedError, publish
from calculator.publishing.beside.again import Again
from calculator.publishing.beside.dress import as_html, colours, feedback, words_of_theme
from calculator.publishing.beside.editor import deliver_editor
from calculator.publishing.beside.materials import LIST, SUMS, bill_of_materials, materials, sums
from calculator.publishing.beside.modules import imported, inline, worker_in_one_piece
from calculator.publishing.beside.policy import guard
from calculator.publishing.beside.previews import Preview, Previews, lead, slide_of
from calculator.publishing.beside.searching import complete
from calculator.publishing.beside.twins import Twins
from calculator.publishing.beside.typefaces import deliver_typefaces
from calculator.publishing.content import links, skill
from calculator.publishing.content.environment import COMPILED
from calculator.publishing.content.pages import licences
from calculator.publishing.files import published, write_changed
from calculator.publishing.python.archives import zip_bytes
from calculator.publishing.python.packages import MissingTool
from calculator.publishing.python.runtime import build_runtime
from calculator.publishing.when import BadDateError, epoch, publishing_date

COLOURS = "assets/overlay.css"
EPOCH = "SOURCE_DATE_EPOCH"  # what MkDocs dates the sitemap by
PROGRAM = "assets/selector/"  # no page links into it
OFFLINE = "assets/offline/worker.js"
SELECTOR, WORKER = "assets/selector/selector.js", "assets/selector/worker/worker.js"
_given = dict(os.environ)
_twins = Twins()
_loaded: list[Loaded] = []  # what came of the rule file of the build under way
_rules: dict[str, Any] = {}  # its JSON
_site: dict[str, str] = {}  # what an overlay says of it
_previews = Previews()
_again = Again()
_serving = False


def on_startup(command: str, **_: object) -> None:
    """Remember whether somebody edits: the script that reloads their page stands in no published one."""
    global _serving  # noqa: PLW0603  MkDocs tells it to nobody else
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The name, the colours and the addresses of the organisation that hosts the site, as its overlay says."""
    _loaded[:] = [load(_shown(Path(config.docs_dir) / "rules.yaml"), _overlay(config))]
    _site.clear()
    _site.update(_loaded[0].laid.asked.get("site", {}) if _loaded[0].laid else {})
    config.site_name = as_html(_site["title"]) if "title" in _site else config.site_name  # the theme takes HTML
    config.repo_url = _site.get("repository", config.repo_url)
    config.extra["feedback"] = _site.get("feedback", config.extra.get("feedback"))
    config.theme["logo"] = _site.get("logo", config.theme.get("logo"))
    if colours(_site):
        config.extra_css.append(COLOURS)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Write what comes from the rule file; a broken rule file stops the build and says where."""
    _twins.clear()
    docs = Path(config.docs_dir)
    (loaded,) = _loaded
    if loaded.json is None or loaded.guide is None:
        raise _broken("The rule file has problems", loaded.problems)
    spoken, problems = translations(_shown(docs / "languages"), loaded.json, loaded.base)
    if problems:
        raise _broken("A translation has problems", problems)
    try:
        _rules.clear()
        _rules.update(loaded.json)
        on = publishing_date(loaded.json["guide"]["edition"], _given)
        told = {code: language.json for code, language in spoken.items()}
        more = {"pages/licences.md": licences(loaded.guide, materials(_project(config)))}
        more |= sizes(loaded.guide, docs) | schema_files()
        publish(loaded.json, json_schema(), docs, on, told, more, loaded.held)
        os.environ[EPOCH] = _given.get(EPOCH) or epoch(on)  # of a build that goes on: what is refused dates nothing
        selector, rules = (docs / GENERATED / name for name in ("assets/selector", "pages/rules.json"))
        manifest = build_runtime(_project(config), selector / "runtime", rules, kept=_again.edited)
        write_changed(selector / "worker.js", worker_in_one_piece(docs / WORKER, manifest))
        deliver_typefaces(_project(config), docs / GENERATED / "assets/fonts")
        deliver_editor(_project(config), docs / GENERATED / "assets/draft/codemirror")
    except UnprovedError as unproved:
        raise _broken("The proof of the rule file finds errors", unproved.findings) from None
    except (MissingTool, BadDateError, BadEditionError, NoStarterError) as missing:
        raise Abort(str(missing)) from None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the generated files where readers look for them, and the pages of a folder under its index in the nav."""
    generated = Path(config.docs_dir) / GENERATED
    pages = [generated / name for name in published(generated) if name.startswith("pages/")]
    for path in [*pages, *sorted(generated.glob("assets/**/*"))]:
        if path.is_file():
            name = path.relative_to(generated).as_posix().removeprefix("pages/")
            files.append(File.generated(config, name, abs_src_path=str(path), inclusion=_inclusion(name)))
    offline = inline(Path(config.docs_dir) / OFFLINE)  # it may serve what lies beside or below it
    files.append(File.generated(config, "offline.js", content=offline))
    if colours(_site):
        files.append(File.generated(config, COLOURS, content=colours(_site)))
    over = _overlay(config)
    if over and files.get_file_from_path("overlay.yaml") is None:
        files.append(File.generated(config, "overlay.yaml", abs_src_path=str(over.resolve())))
    for name, data in _starters(Path(config.docs_dir)):
        files.append(File.generated(config, name, content=data))
    _fill_nav(config.nav or [], files)
    if _serving:
        addresses = "".join(sorted(f"{file.src_uri} {file.url}\n" for file in files if PROGRAM not in file.src_uri))
        _again.begin(Path(config.docs_dir), addresses, config)
    return files


def on_pre_page(page: Page, **_: object) -> Any:
    """While somebody edits, a page whose text has not changed is not made again."""
    return _again.page(page) if _serving else page


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Keep what the page says, for its twin; its first words describe it where nothing else does; tags are searched."""
    words = config.extra.get("search_words", {}).get(page.file.src_uri, [])
    page.meta["tags"] = [as_html(word) for word in page.meta.get("tags", words)]
    page.meta["description"] = as_html(unescape(str(page.meta.get("description") or lead(html))))
    _twins.keep(page.file.dest_uri, str(page.title), html)
    if GENERATED in Path(page.file.abs_src_path or "").parts:  # the theme takes a title for HTML
        page.meta["title"] = escape(str(page.title), quote=False)
    return html


def on_env(env: Any, **_: object) -> Any:
    """What Jinja made of the theme's templates is kept for the next build."""
    env.bytecode_cache = COMPILED
    return env


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, **_: object) -> dict[str, object]:
    """What a page's template is told beyond its text: the forms in other languages, and the picture of its preview.

    A page in another language has the theme's own words in that language.
    """
    config.theme["language"] = words_of_theme(config.theme.dirs, page.meta.get("lang", links.ENGLISH), links.ENGLISH)
    codes = [links.ENGLISH, *(path.stem for path in sorted(Path(config.docs_dir).glob("languages/*.yaml")))]
    forms, script = {code: links.form(code) for code in codes}, Path(config.docs_dir) / SELECTOR
    preview = _previews.want(_preview(page, config))
    place = feedback(str(config.extra.get("feedback") or ""), unescape(str(page.title)), page.canonical_url or page.url)
    told = {"preview": preview, "edition": _rules["guide"]["edition"], "feedback": place}
    told |= {"changed_by": _rules.get("overlay", {}).get("by", ""), "remark": _remark(page)}
    if "<decision-selector " in (page.content or ""):
        told |= {part: inline(script.with_name(f"{part}.js")) for part in ("before", "early")}
        told["rules"] = links.rules(str(page.meta.get("lang", links.ENGLISH)))
    if page.url not in forms.values():
        return {**context, "forms": {}, "modules": (), **told}
    return {**context, "forms": forms, "modules": imported(script), **told}


def _remark(page: Page) -> str:
    """What an organisation says of the outcome that a page is about: that it is banned, or changed, or its own."""
    if "overlay" not in _rules:  # for each page; most sites have none
        return ""
    guide = guide_from_json(_rules)
    id = page.url.strip("/").removeprefix(links.outcome("").rstrip("/") + "/")
    if guide.overlay is None or id not in guide.outcomes:
        return ""
    banned = guide.overlay.banned.get(id)
    told = say(guide, "overlay-banned", because=banned) if banned else ""
    return " ".join(part for part in (told, f"({remark(guide, 'outcome', id)})") if part.strip("()"))


def on_nav(nav: Navigation, **_: object) -> Navigation:
    """Keep the order of the pages, for llms.txt."""
    _twins.order = [page.file.dest_uri for page in nav.pages]
    return nav


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch what people edit, and not what this hook writes beside it: one edit is one build."""
    docs = Path(config.docs_dir)
    server.unwatch(str(docs))
    for path in docs.iterdir():
        if path.name != GENERATED:
            server.watch(str(path))
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Write a Markdown twin beside each page, llms.txt that lists them, and the pictures of their previews.

    The search learns of rows and facts.
    """
    guide, site, name = guide_from_json(_rules), Path(config.site_dir), unescape(str(config.site_name))
    write = _twins.write_behind if _serving else _twins.write
    write(site, name, str(config.site_description or ""), _project(config) / "build/twins")
    write_changed(site / skill.PLACE, skill.skill(guide, str(config.site_url or "../")))
    complete(site / "search/search_index.json", guide)
    _previews.write(_project(config), site)
    write_changed(site / LIST, bill_of_materials(name, guide.edition, _project(config)))
    if not _serving:
        guard(site)
        write_changed(site / SUMS, sums(site))


def _starters(docs: Path) -> Iterator[tuple[str, bytes]]:
    """The starter of each outcome as one file to take home."""
    for outcome, folder in starters_of(guide_from_json(_rules)).items():
        try:
            files = read_starter(docs, folder)
        except NoStarterError as missing:
            raise Abort(f'Outcome "{outcome}" names {missing}') from None
        yield f"{folder}.zip", zip_bytes({f"starter-{outcome}/{path}": files[path] for path in files})


def _project(config: MkDocsConfig) -> Path:
    """The folder around the pages, with what is pinned; a site that is not ours has one laid out."""
    return Path(config.docs_dir).parent


def _preview(page: Page, config: MkDocsConfig) -> Preview:
    """What the picture of a page says: where it belongs in the navigation, its title, and what it is about."""
    section = next((str(part.title) for part in reversed(list(page.ancestors))), "")
    about = unescape(str(page.meta.get("description") or config.site_description or ""))
    title = unescape(str(page.meta.get("title") or page.title))  # home is called "Home" in a menu
    return Preview(unescape(str(config.site_name)), section, title, about, slide_of(page.content or ""))


def _broken(what: str, problems: Iterable[Problem | Finding]) -> Abort:
    return Abort("\n".join([f"{what}, so there is nothing to publish.", *map(str, problems)]))


def _inclusion(name: str) -> InclusionLevel:
    """A form in another language is reached from a form, so that the navigation stays in one language."""
    return InclusionLevel.NOT_IN_NAV if name.startswith(("selector/", "bill/")) else InclusionLevel.UNDEFINED


def _overlay(config: MkDocsConfig) -> Path | None:
    """The overlay that ``extra: overlay:`` names beside mkdocs.yml, or the one beside the rule file."""
    named, beside = config.extra.get("overlay"), Path(config.docs_dir) / "overlay.yaml"
    if named:
        return _shown(Path(config.config_file_path).parent / str(named))
    return _shown(beside) if beside.is_file() else None


def _shown(path: Path) -> Path:
    """The path as people write it, relative to where they stand if possible."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _fill_nav(entries: list[object], files: Files) -> None:
    """In a section that begins with ``<folder>/index.md``, list the folder's other pages that the nav leaves out.

    So it is for outcomes, of which an overlay may add some.
    """
    for entry in entries:
        below = next(iter(entry.values())) if isinstance(entry, dict) else None
        if not isinstance(below, list) or not below:
            continue
        first, outcomes = str(below[0]), links.outcome("").rstrip("/") + "/"
        folder = first.removesuffix("index.md") if first.endswith("/index.md") else ""
        if folder := folder or (outcomes if any(name.startswith(outcomes) for name in _names(below)) else ""):
            known = set(_names(below))
            below += [name for name in files.src_uris if _page_in(name, folder) and name not in known]
        _fill_nav(below, files)


def _page_in(name: str, folder: str) -> bool:
    return name.startswith(folder) and name.endswith(".md")


def _names(entries: list[object]) -> list[str]:
    """Every page that a part of the nav names."""
    found: list[str] = []
    for entry in entries:
        for value in entry.values() if isinstance(entry, dict) else (entry,):
            found += _names(value) if isinstance(value, list) else [str(value)]
    return found
