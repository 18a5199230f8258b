"""What of the elements of a docx file is content, and in which order: one way through them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.sources.docx_package import Node
from core.sources.docx_styles import measure

_THROUGH = frozenset(
    {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink", "w:fldSimple", "w:dir",
     "w:bdo", "m:oMathPara", "m:oMath", "w:sdtContent", "w:rubyBase"}
)  # fmt: skip
"""What stands around content and says nothing by itself. What is inserted counts as there."""
_EMU = 12700.0  # a point
_SHOWN = frozenset({"w:t", "m:t", "w:txbxContent", "a:blip", "v:imagedata", "w:sym"})


def content(node: Node) -> Iterator[Node]:
    """Yield what stands in an element, without the wrappers around it, one of alternatives."""
    for child in node.children:
        if child.name in _THROUGH:
            yield from content(child)
        elif child.name == "mc:AlternateContent":
            if branch := _branch(child):
                yield from content(branch)
        elif child.name == "w:ruby":
            if base := child.child("w:rubyBase"):
                yield from content(base)
        elif child.name == "w:sdt":
            # what only asks to be filled in is not filled in
            if not child.child("w:sdtPr", "w:showingPlcHdr") and (
                inner := child.child("w:sdtContent")
            ):
                yield from content(inner)
        else:
            yield child


@dataclass(frozen=True, slots=True)
class Shape:
    """A text box (``w:txbxContent``) or a picture; its size in points, 0 where not known."""

    node: Node
    width: float = 0.0
    height: float = 0.0


def shapes(node: Node, width: float = 0.0, height: float = 0.0) -> Iterator[Shape]:
    """Yield the text boxes and pictures in a drawing of this size, none that is hidden."""
    properties = node.child("wp:docPr")
    if properties and properties.attributes.get("hidden") in ("1", "true"):
        return
    if extent := node.child("wp:extent"):
        width, height = ((measure(extent.attributes.get(k)) or 0) / _EMU for k in ("cx", "cy"))
    for child in node.children:
        style = child.attributes.get("style", "").replace(" ", "")
        if child.name == "mc:AlternateContent":
            if branch := _branch(child):
                yield from shapes(branch, width, height)
        elif child.name in ("w:txbxContent", "a:blip", "v:imagedata"):
            yield Shape(child, width, height)
        elif "visibility:hidden" not in style:
            given = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
            across, down = (measure(given.get(k)) for k in ("width", "height"))
            yield from shapes(
                child, across / 20 if across else width, down / 20 if down else height
            )


def _branch(node: Node) -> Node | None:
    """Return the alternative to read: the first that has something that we know."""
    branches = [child for child in node.children if child.name in ("mc:Choice", "mc:Fallback")]
    return next((branch for branch in branches if _says_something(branch)), None)


def _says_something(node: Node) -> bool:
    return node.name in _SHOWN or any(map(_says_something, node.children))
