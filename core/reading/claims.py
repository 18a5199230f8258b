"""Claims: what the prose of a report states of requests, disputes and documents, with its place.

What is said how stands in resources/claims.toml. Beside numbers, some other facts are kept as
claims, as they are found the same way: the year in the title (``title``) and of the period
(``period``), the notice cited (``cites``, by the form it goes with), the date under the report
(``published``, 20240131), headings with nothing under them (``empty``), and that a document holds
several reports (``among_others``). A number given only roughly has ``_about`` after its kind, one
of a single channel ``_channel``.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from core.bounds import MAX_CLAIMS, MAX_PROSE_LINES
from core.reading.labels import plain
from core.reading.parts import NUMBER, number, parts
from core.reading.prose import TextLine, Vocabulary, headings
from core.reading.sentences import Sentence, sentences
from core.report import Claim, Place, Section
from resources import resource

_PERIOD = re.compile(r"(?:统计|数据|期限)[^。;]{0,30}?(20\d\d)年(?:度)?1月1日")
_CITES = re.compile(r"[〔\[(【]?(2019|2021)[〕\])】]?(60|30)号")
_NOTICES = {("2019", "60"): 2019, ("2021", "30"): 2021}
_GROWTH = re.compile(r"申请[^。;]{0,30}?同比(增长|上升|增加|下降|减少|降低)了?(\d+(?:\.\d+)?)%")
_DATE = re.compile(r"^(20\d\d)年(\d{1,2})月(\d{1,2})日$")
_CLAUSE = re.compile(r"[,:;。]")
_HEADING = re.compile(r"^\([一二三四五六七八九十]{1,3}\)[^。;,:!?]{2,30}$")
_ITEM = re.compile(r"^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、)")
_AGENCY = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:局|委员会|厅|中心|办公室|政府)")
_TOPIC = "申请"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of claim is said."""

    name: str
    says: tuple[re.Pattern[str], ...]
    needs: tuple[str, ...]
    never: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Wordings:
    kinds: tuple[_Kind, ...]
    foreign: tuple[str, ...]
    channel: tuple[str, ...]
    all_channels: tuple[str, ...]
    part: tuple[str, ...]
    other_year: tuple[str, ...]
    uncertain: re.Pattern[str]


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    data = tomllib.loads(resource("claims.toml").read_text(encoding="utf-8"))
    kinds = [
        _Kind(
            name,
            tuple(re.compile(pattern.replace("{n}", NUMBER)) for pattern in said["says"]),
            tuple(said.get("needs", ())),
            tuple(said.get("never", ())),
            said.get("whole", False),
        )
        for name, said in data["claim"].items()
    ]
    words = data["words"]
    return _Wordings(
        tuple(kinds),
        tuple(words["foreign"]),
        tuple(words["channel"]),
        tuple(words["all_channels"]),
        tuple(words["part"]),
        tuple(words["other_year"]),
        re.compile("|".join(words["uncertain"])),
    )


def claims(
    lines: Sequence[TextLine],
    vocabulary: Vocabulary,
    title: tuple[int, int] | None = None,
    *,
    among_others: bool = False,
) -> tuple[Claim, ...]:
    """Return what the text of a report claims, in the order in which it is printed.

    Args:
        lines: the report's text outside the tables, in order.
        vocabulary: the wordings of section titles.
        title: the number of the line with the report's title, and the year in it.
        among_others: whether the document holds other reports too.
    """
    own = lines[:MAX_PROSE_LINES]
    heads = [at for at, _ in headings(own, vocabulary)]
    found: list[Claim] = []
    if title is not None and title[0] < len(own):
        line = own[title[0]]
        found.append(Claim("title", title[1], plain(line.text), Place(line.page, line.box)))
    if among_others and own:
        found.append(Claim("among_others", 1, "", Place(own[0].page, own[0].box)))
    bounds = [0, *heads, len(own)]
    for at, (start, end) in enumerate(pairwise(bounds)):
        body = own[start + 1 if start in heads else start : end]
        # what a report says of itself stands before section 一 or in it
        if at < 2:
            found += _introduced(body)
        if at or not heads:
            found += _section_claims(body)
    found += _signed(own)
    return tuple(found[:MAX_CLAIMS])


@lru_cache(maxsize=256)
def claims_of(sections: tuple[Section, ...]) -> tuple[Claim, ...]:
    """Return what sections claim whose places on the page are not known: their boxes are empty.

    Of titles, periods and notices nothing is known then.
    """
    found: list[Claim] = []
    for section in sections:
        texts = islice(section.text.splitlines(), MAX_PROSE_LINES)
        lines = [TextLine(section.page, (0.0, 0.0, 0.0, 0.0), text, 0.0) for text in texts]
        found += _section_claims(lines)
    return tuple(found[:MAX_CLAIMS])


def _section_claims(lines: Sequence[TextLine]) -> Iterator[Claim]:
    """Find the claims in the text under one heading."""
    if not lines:
        return
    yield from _empty_headings(lines)
    topic = ""  # the sentence that this one goes on
    for sentence in sentences(lines):
        if _TOPIC in sentence.text or not sentence.goes_on:
            topic = sentence.text
        if (growth := _GROWTH.search(sentence.text)) is not None:
            sign = 1 if growth[1] in ("增长", "上升", "增加") else -1
            yield _claim("growth", sign * float(growth[2]), sentence, growth, 2)
        yield from _stated(sentence, topic)
        yield from parts(sentence)


def _introduced(lines: Sequence[TextLine]) -> Iterator[Claim]:
    """Find what the beginning of a report says of the report itself."""
    for sentence in sentences(lines) if lines else ():
        if (found := _PERIOD.search(sentence.text)) is not None:
            yield _claim("period", int(found[1]), sentence, found, 1)
        for found in _CITES.finditer(sentence.text):
            if (found[1], found[2]) in _NOTICES:
                yield _claim("cites", _NOTICES[found[1], found[2]], sentence, found)


def _stated(sentence: Sentence, topic: str) -> Iterator[Claim]:
    """Find the claims of a sentence, in printed order; one number makes one claim of a kind."""
    words = _wordings()
    found: list[tuple[int, Claim]] = []
    for kind in words.kinds:
        if kind.needs and not any(word in sentence.text or word in topic for word in kind.needs):
            continue
        taken: set[int] = set()
        for pattern in kind.says:
            for match in pattern.finditer(sentence.text):
                at = match.start("n") if "n" in match.groupdict() else match.end()
                name = _meant(kind, sentence.text, match, words) if at not in taken else None
                taken.add(at)
                if name is not None:
                    found.append((at, _number_claim(name, sentence, match)))
    found.sort(key=lambda one: one[0])
    yield from (claim for _, claim in found)


def _meant(kind: _Kind, text: str, match: re.Match[str], words: _Wordings) -> str | None:
    """Return what kind of claim a match is; None where the words around it tell that it is none."""
    begin = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
    after = _CLAUSE.search(text, match.end())
    end = after.start() if after is not None else len(text)
    clause = text[begin:end]
    near = text[begin : min(end, match.end() + 10)]
    if any(word in near for word in kind.never):
        return None
    if any(word in text[: match.start()] for word in words.other_year[:7]) or any(
        word in clause for word in words.other_year
    ):
        return None
    lead = text[begin : match.start()]
    if words.uncertain.search(lead):
        return None
    if kind.needs and any(word in _AGENCY.sub("", clause) for word in words.foreign):
        return None
    if "n" not in match.groupdict():
        limited = kind.whole and any(word in clause for word in words.channel)
        return kind.name + "_channel" if limited and not _all(clause, words) else kind.name
    if kind.whole:
        if any(word in text[: match.start()] + match.group() for word in words.part):
            return None
        if any(word in clause for word in words.channel) and not _all(
            text[begin : match.end()], words
        ):
            return kind.name + "_channel"
    rough = match["rough"] or match["more"] or match["after"]
    return kind.name + "_about" if rough else kind.name


def _all(clause: str, words: _Wordings) -> bool:
    return any(word in clause for word in words.all_channels)


def _number_claim(name: str, sentence: Sentence, match: re.Match[str]) -> Claim:
    if "n" not in match.groupdict():
        return _claim(name, 0, sentence, match)
    return _claim(name, number(match["n"]), sentence, match, "n")


def _claim(
    name: str,
    value: int | float,
    sentence: Sentence,
    match: re.Match[str],
    group: int | str = 0,
) -> Claim:
    place = sentence.place(match.start(), match.end(), match.start(group))
    return Claim(name, value, sentence.printed, place)


def _empty_headings(lines: Sequence[TextLine]) -> Iterator[Claim]:
    """Find headings inside a section that another one, or its end, follows at once."""
    texts = [plain(line.text) for line in lines]
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        if _HEADING.match(text) and _ITEM.match(following):
            yield Claim("empty", 0, text, Place(line.page, line.box))


def _signed(lines: Sequence[TextLine]) -> Iterator[Claim]:
    """Find the date under the report: the last line that is nothing but a date."""
    for line in reversed(lines):
        if found := _DATE.match(plain(line.text)):
            year, month, day = map(int, found.groups())
            place = Place(line.page, line.box)
            yield Claim("published", year * 10000 + month * 100 + day, plain(line.text), place)
            return
