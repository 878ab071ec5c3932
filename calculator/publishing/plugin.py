"""The plugin ``decision-guide`` of MkDocs: adds a guide to anybody's site that uses the Material theme.

    plugins: [search, decision-guide]

The site needs ``rules.yaml`` in its folder of pages; ``calculator new`` makes a whole one.
"""

from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Optional, PathSpec, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from . import hook
from .shelf import STAGE, is_ours, laid_out, shelf

PARTS = "pymdownx.snippets"


class Settings(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a part of both untyped
    """What may stand below ``decision-guide:`` in a mkdocs.yml."""

    overlay = Optional(Type(str))  # the file beside mkdocs.yml with what an organisation changes


class GuidePlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """What the hook of this project does, in a site that has neither its scripts nor its settings."""

    def __init__(self) -> None:
        self.docs: Path | None = None  # the site's own folder of pages

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """See the hook; a plugin that has this stays from one build to the next."""
        hook.on_startup(command, dirty=dirty)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay out what the site lacks, and take the settings that it needs."""
        if self.config.overlay:
            config.extra["overlay"] = self.config.overlay
        docs = Path(config.docs_dir)
        if STAGE not in docs.parts and not is_ours(docs):
            self.docs = docs
            config.docs_dir = str(laid_out(docs, Path(config.config_file_path).parent))
            _settle(config)
        return hook.on_config(config)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """See the hook."""
        hook.on_pre_build(config)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """See the hook."""
        return hook.on_files(files, config)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """See the hook."""
        return hook.on_nav(nav, config=config, files=files)

    def on_pre_page(self, page: Page, **_: Any) -> Any:
        """See the hook."""
        return hook.on_pre_page(page)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """See the hook."""
        return hook.on_page_content(html, page, config, files=files)

    def on_page_context(
        self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """See the hook."""
        return hook.on_page_context(context, page, config, nav=nav)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """See the hook."""
        hook.on_post_build(config)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the pages that people edit."""
        del builder
        if self.docs is None:
            return hook.on_serve(server, config)
        server.unwatch(config.docs_dir)
        server.watch(str(self.docs))
        return server


def _settle(config: MkDocsConfig) -> None:
    """The templates, styles, scripts and Markdown extensions of this project, beside those of the site."""
    ours = yaml_load((shelf() / "mkdocs.yml").read_text(encoding="utf-8"))
    docs = Path(config.docs_dir)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(docs / "overrides"))
    if not config.theme.get("palette"):  # without one, the theme names no scheme and no colour holds
        config.theme["palette"] = ours["theme"]["palette"]
    config.extra_css[:0] = ours["extra_css"]
    for script in ours["extra_javascript"]:
        added = ExtraScriptValue(script["path"])
        added.type = script["type"]
        config.extra_javascript.append(added)
    for extension in ours["markdown_extensions"]:
        name, settings = next(iter(extension.items())) if isinstance(extension, dict) else (extension, {})
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
            config.mdx_configs[name] = settings
    parts = {"base_path": [str(docs / "generated/parts"), str(docs)], "auto_append": ["citations.md"]}
    config.mdx_configs[PARTS] = {**config.mdx_configs.get(PARTS, {}), **parts}
    excluded = PathSpec().run_validation(ours["exclude_docs"])
    config.exclude_docs = config.exclude_docs + excluded if config.exclude_docs else excluded
