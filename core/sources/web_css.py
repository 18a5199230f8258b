"""The little of style sheets that says what is seen and how: rules by tag, class and id.

Selectors may have ancestors (``table.t td``); what goes beyond (states, attributes, siblings) does
not apply to a page at rest and is passed over. Nothing is imported.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from core.bounds import MAX_CSS_CHARS, MAX_CSS_RULES, MAX_CSS_STEPS
from core.errors import GoujiError
from core.text import Text

Declarations = dict[str, str]

_KNOWN = frozenset({
    "display", "visibility", "opacity", "position", "left", "top", "clip", "clip-path", "width",
    "height", "max-height", "overflow", "text-align", "text-indent", "text-decoration",
    "text-decoration-line", "font-size", "font-weight", "font", "color", "background",
    "background-color", "vertical-align", "white-space", "border", "border-style",
})  # fmt: skip
_MOST_CHARS = 4000
"""Characters of a style attribute that are looked at; those of word processors have 200."""
_MOST_ANCESTORS = 60
"""Ancestors among which those that a selector names are looked for."""
_MOST_KINDS = 4096
"""Kinds of elements, and places of such, of which it is kept what rules apply to them."""
_MOST_CLASSES = 50
"""Classes of one element that are looked at."""
_NOTHING: Declarations = {}
_DECLARATION = re.compile(
    r"""([-\w]{2,40})\s*:\s*((?:[^;"'(){}]|"[^"]{0,2000}"|'[^']{0,2000}'|\([^()]{0,2000}\)){0,400})"""
)
_COMPOUND = re.compile(r"(?P<tag>\*|[a-z][\w:-]*?)?(?P<rest>(?:[.#][\w\-\\]+)*)", re.IGNORECASE)
_IMPORTANT = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_MEDIA = re.compile(r"(?:^|[\s,(])(?:all|screen)(?=\s*(?:,|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What selectors see of an element by itself."""

    tag: str
    classes: frozenset[str]
    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element, and the one that it stands in. Those of one kind in one place are one."""

    kind: Kind
    parent: "Element | None"


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    classes: frozenset[str]
    id: str
    child: bool  # stands right in what the next one names, not only somewhere in it

    def matches(self, kind: Kind) -> bool:
        return (
            (not self.tag or self.tag == kind.tag)
            and self.classes <= kind.classes
            and (not self.id or self.id == kind.id)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A selector and what it declares."""

    rank: tuple[int, int, int, int]  # ids, classes, tags, order
    compounds: tuple[_Compound, ...]  # the element's own first, then its ancestors
    plain: Mapping[str, str]
    important: Mapping[str, str]


class Sheet:
    """The rules of a page. ``partial``: it has others that cannot be known here."""

    def __init__(self, texts: Sequence[str], *, partial: bool = False) -> None:
        self.partial = partial
        self._rules: dict[str, list[Rule]] = defaultdict(list)
        self._count = 0
        self._steps = 0
        self._elements: dict[tuple[Element | None, str, str, str], Element] = {}
        self._applying: dict[Element, tuple[Rule, ...]] = {}
        self._fitting = lru_cache(maxsize=_MOST_KINDS)(self._rules_for)
        left = MAX_CSS_CHARS
        for text in texts:
            self.partial |= len(text) > left
            self._read(_without_comments(text[:left]))
            left = max(0, left - len(text))

    def element(self, parent: Element | None, tag: str, classes: str, name: str) -> Element:
        """Return what an element is to selectors, from its tag, ``class`` and ``id``."""
        key = parent, tag, classes, name
        element = self._elements.get(key)
        if element is None:
            if len(self._elements) >= _MOST_KINDS:
                self._elements.clear()
                self._applying.clear()
            kind = Kind(tag, frozenset(classes.split()[:_MOST_CLASSES]), name)
            element = self._elements[key] = Element(kind, parent)
        return element

    def rules(self, element: Element) -> tuple[Rule, ...]:
        """Return the rules that apply to an element, the weightiest last.

        Raises:
            GoujiError: finding them out takes too long.
        """
        rules = self._applying.get(element)
        if rules is None:
            fitting = self._fitting(element.kind)
            rules = tuple(rule for rule in fitting if self._stands(element, rule.compounds))
            self._applying[element] = rules
        return rules

    def _stands(self, element: Element, compounds: Sequence[_Compound]) -> bool:
        """Tell whether an element stands in what a rule wants it to stand in."""
        here = element.parent
        for below, compound in pairwise(compounds):
            steps = 0
            while here is not None and not compound.matches(here.kind):
                steps += 1
                if below.child or steps > _MOST_ANCESTORS:
                    break
                here = here.parent
            self._steps += steps + 1
            if self._steps > MAX_CSS_STEPS:
                raise GoujiError(
                    Text("这个网页的样式太复杂。", "The styles of this page are too complex."),
                    Text("请打印为 PDF 后再打开。", "Print it as a PDF and open that."),
                )
            if here is None or not compound.matches(here.kind):
                return False
            here = here.parent
        return True

    def _rules_for(self, kind: Kind) -> tuple[Rule, ...]:
        keys = [kind.tag, "*", *(f".{name}" for name in kind.classes), f"#{kind.id}"]
        rules = (rule for key in keys for rule in self._rules.get(key, ()))
        fitting = [rule for rule in rules if rule.compounds[0].matches(kind)]
        return tuple(sorted(fitting, key=lambda rule: rule.rank))

    def _read(self, css: str) -> None:
        at = 0
        while (brace := css.find("{", at)) >= 0 and self._count < MAX_CSS_RULES:
            before = re.split(r"[;}]|<!--|-->", css[at:brace])[-1].strip()
            if before.lower().startswith("@media") and _MEDIA.search(before[6:]):
                at = brace + 1  # what stands in it are rules like others
            elif before.startswith("@"):
                at = _after_block(css, brace)
            else:
                end = css.find("}", brace)
                end = len(css) if end < 0 else end
                self._add(before, css[brace + 1 : end])
                at = end + 1

    def _add(self, selectors: str, body: str) -> None:
        plain, important = declared(body)
        if not plain and not important:
            return
        for selector in selectors.split(",")[:100]:
            compounds = _compounds(selector)
            if compounds is None:
                # a state (:hover) changes nothing at rest; who is meant otherwise is not known here
                self.partial |= "background" in body
                continue
            self._count += 1
            own = compounds[0]
            names = sum(len(c.classes) for c in compounds)
            rank = sum(bool(c.id) for c in compounds), names, sum(bool(c.tag) for c in compounds)
            key = f"#{own.id}" if own.id else f".{min(own.classes)}" if own.classes else own.tag
            rule = Rule((*rank, self._count), compounds, plain, important)
            self._rules[key or "*"].append(rule)


def declarations(rules: Sequence[Rule], style: str) -> Declarations:
    """Return what rules, the weightiest last, and an element's own ``style`` say together."""
    own, urgent = declared(style) if style else (_NOTHING, _NOTHING)
    found: Declarations = {}
    for layer in (*(r.plain for r in rules), own, *(r.important for r in rules), urgent):
        found.update(layer)
    return found


def declared(body: str) -> tuple[Declarations, Declarations]:
    """Return the declarations in a style: those without ``!important``, and those with it."""
    plain: Declarations = {}
    important: Declarations = {}
    for name, value in _DECLARATION.findall(body[:_MOST_CHARS]):
        name = name.lower()
        if name not in _KNOWN:
            continue
        bare, urgent = _IMPORTANT.subn("", value.strip())
        (important if urgent else plain)[name] = bare.strip().lower()
    return plain, important


def _compounds(selector: str) -> tuple[_Compound, ...] | None:
    """Return the parts of a selector, that of the element itself first; None if beyond us."""
    words = selector.replace(">", " > ").split()
    if not words or len(words) > 8 or words[-1] == ">" or words[0] == ">":
        return None
    found: list[_Compound] = []
    for at, word in enumerate(words):
        if word == ">":
            continue
        match = _COMPOUND.fullmatch(word)
        if match is None:
            return None
        names = re.findall(r"[.#][\w\-\\]+", match["rest"])
        ids = [name[1:] for name in names if name[0] == "#"]
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        tag = (match["tag"] or "").lower()
        child = at > 0 and words[at - 1] == ">"
        found.append(_Compound("" if tag == "*" else tag, classes, (ids or [""])[0], child))
    return tuple(reversed(found))


def _without_comments(css: str) -> str:
    pieces = []
    at = 0
    while (start := css.find("/*", at)) >= 0:
        pieces.append(css[at:start])
        end = css.find("*/", start + 2)
        at = len(css) if end < 0 else end + 2
    return " ".join([*pieces, css[at:]])


def _after_block(css: str, brace: int) -> int:
    depth = 0
    for match in _BRACE.finditer(css, brace):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end()
    return len(css)
