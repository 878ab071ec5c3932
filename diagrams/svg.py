"""Graphviz's SVG made fit for a page: themable by classes, unique ids, links with names, no fixed size."""

from xml.etree import ElementTree as ET

from .cards import FONT, SIZE
from .links import anchor
from .picture import Card, Picture, Row

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
# The theme sets ``href`` of whatever has that attribute, which an SVG link refuses; the older name is out of its way.
HREF = f"{{{XLINK}}}href"
NAMED = {"id", "aria-labelledby", "aria-describedby"}
ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


def page_svg(picture: Picture, drawn: str) -> str:
    """The drawn picture as one inline ``<svg>`` element without blank lines."""
    root = ET.fromstring(drawn)  # noqa: S314  our own renderer drew it
    graph = root[0]
    rows = {row.id: row for card in picture.cards for row in card.rows}
    cards = {card.id: card for card in picture.cards}
    for group in list(graph.iter(f"{{{SVG}}}g")):
        _name(picture, group, cards, rows)
    for parent in list(graph.iter(f"{{{SVG}}}g")):
        _join_rows(picture, parent, rows)
    for link in graph.iter(f"{{{SVG}}}a"):
        _name_link(link)
    for element in graph.iter():
        if element.get("id", "").startswith("a_"):  # Graphviz's name of a link, which another picture may use as well
            element.set("id", f"{picture.name}--{element.get('id')}")
    _head(picture, root, graph)
    return "".join(line.strip() + " " if line.strip() else "" for line in _text(root).splitlines()).replace("> <", "><")


def _text(root: ET.Element) -> str:
    """The element as text, without what its children would all repeat."""
    root.attrib |= {"font-family": FONT, "font-size": SIZE}
    for element in root.iter():
        if element.tag == f"{{{SVG}}}text":
            for name in ("font-family", "font-size"):
                del element.attrib[name]
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        for name in NAMED.intersection(element.attrib):
            element.set(name, anchor(element.attrib[name]))
        element.tail = None
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    return ET.tostring(root, encoding="unicode")


def _head(picture: Picture, root: ET.Element, graph: ET.Element) -> None:
    """Name and description for people who do not see it; the size is the style sheet's."""
    width = float(root.attrib.pop("width").removesuffix("pt"))
    root.attrib.pop("height")
    name = picture.name
    root.attrib |= {
        "role": "group",
        "class": "diagram-picture",
        "aria-labelledby": f"{name}--title",
        "aria-describedby": f"{name}--about",
        "style": f"--diagram-width:{round(width)}px",
    }
    for place, (tag, text) in enumerate((("title", picture.title), ("desc", picture.about))):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{name}--{'about' if tag == 'desc' else tag}"})
        element.text = text
        root.insert(place, element)
    graph.attrib.pop("id")
    _drop_title(graph)


def _drop_title(group: ET.Element) -> None:
    """Graphviz names groups by ids, which a tooltip would show."""
    for title in group.findall(f"{{{SVG}}}title"):
        group.remove(title)


def _name(picture: Picture, group: ET.Element, cards: dict[str, Card], rows: dict[str, Row]) -> None:
    """Ids and data attributes of nodes and arrows."""
    kind = group.get("class", "").split(" ")[0]
    id = group.get("id", "")
    if kind == "node":
        group.set("id", f"{picture.name}--{id}")
        if card := cards.get(id):
            group.set("data-node", " ".join(card.nodes))
        _retitle(group, cards[id].about if id in cards else "")
    elif kind == "edge":
        _, _, edge = id.partition(":")
        group.set("id", f"{picture.name}--arrow--{edge}")
        if group.find(f".//{{{SVG}}}a") is None:
            group.set("aria-hidden", "true")
        if row := rows.get(edge):
            group.set("data-edge", " ".join(row.edges))
        _retitle(group, f"{rows[edge].full} → {rows[edge].target}" if edge in rows else "")
    elif kind == "cluster":
        group.set("id", f"{picture.name}--{id}")
        _drop_title(group)


def _name_link(link: ET.Element) -> None:
    """A box that is a link says so to whoever does not see it; rows have been named with their whole sentence."""
    title = link.attrib.pop(f"{{{XLINK}}}title", "")
    if link.get("role") is None:
        link.attrib |= {"role": "link", "aria-label": " ".join(title.split())}
        for text in link.iter(f"{{{SVG}}}text"):
            text.text = f"{text.text} "  # or the lines run into each other for whoever reads the text alone


def _retitle(group: ET.Element, text: str) -> None:
    _drop_title(group)
    if text:
        title = ET.Element(f"{{{SVG}}}title")
        title.text = text
        group.insert(0, title)


def _join_rows(picture: Picture, parent: ET.Element, rows: dict[str, Row]) -> None:
    """The cells of a row become one link that says the whole sentence."""
    links: dict[str, ET.Element] = {}
    for group in list(parent):
        part, _, rest = group.get("id", "").removeprefix("a_").partition(":")
        if part not in ("said", "target"):
            continue
        kind, _, edge = rest.partition(":")
        cell = group[0]
        for child in cell:
            if child.tag == f"{{{SVG}}}text":
                child.set("class", part)
                child.text = f"{child.text} "  # or the lines run into each other for whoever reads the text alone
        if edge in links:
            links[edge].extend(list(cell))
            parent.remove(group)
        else:
            links[edge] = cell
            _link(picture, group, cell, kind, rows[edge])
    for edge, cell in links.items():
        _say(cell, rows[edge])


def _link(picture: Picture, group: ET.Element, cell: ET.Element, kind: str, row: Row) -> None:
    group.attrib = {"id": f"{picture.name}--way--{row.id}", "class": f"way {kind}{' idle' if row.idle else ''}"}
    group.set("data-edge", " ".join(row.edges))
    if kind == "leaf":
        group.set("data-leaf", row.to)
    cell.attrib = {HREF: row.href, "role": "link"}


def _say(cell: ET.Element, row: Row) -> None:
    """The link is called by its whole sentence, in which stands what can be seen of it."""
    texts = [(child.get("class"), str(child.text).strip()) for child in cell if child.get("class")]
    shown = " ".join(text for part, text in texts if part == "target")
    target = f"{shown}. {row.target}" if row.kind == "step" else row.target
    sentence = f"{row.said}: {row.full}" if row.kind == "rule" else f"{row.full}: {target}"
    short = " ".join(text for _, text in texts) if row.said != row.full and row.kind != "rule" else ""
    cell.set("aria-label", " ".join(part for part in (f"{sentence}.", row.about, short) if part))
    _retitle(cell, f"{sentence}\n{row.about}".strip())
