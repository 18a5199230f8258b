"""What is offered for the cell at hand: what it may say instead, and what would mend its sums."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from core.checking.explain import cell_name
from core.checking.outcome import Outcome
from core.checking.repair import Repair
from core.text import Language
from gui.findings.offers_bar import MOST, Offer
from gui.session import Session

READINGS = 3  # offers that are readings of the source, at most; the rest is left to repairs
SPELT = 3  # changes that are written out on a button; of more their number is

Texts = frozenset[tuple[str, str]]
"""A change of some cells: keys with their new texts."""


def texts_of(changes: Mapping[str, str]) -> Texts:
    """Return a change as it is known by."""
    return frozenset(changes.items())


def offers_for(
    session: Session,
    key: str,
    language: Language,
    repairs: Sequence[Repair] = (),
    outcomes: Mapping[Texts, Outcome] | None = None,
) -> list[Offer]:
    """Return the offers for a cell: readings of it first, then repairs, each likeliest first.

    A repair that puts a reading there is that reading's offer. What stands there is none.

    Args:
        session: the open report.
        key: the cell at hand.
        language: that of the window.
        repairs: what would mend the sums it is in.
        outcomes: the number of findings before and after, as far as it is known.
    """
    cell = session.report.cells.get(key)
    read = [one for one in cell.candidates if one[0] != cell.text][:READINGS] if cell else []
    by_texts = {texts_of(repair.changes): repair for repair in repairs}
    offers = []
    for text, sure in read:
        tip = QCoreApplication.translate("Offers", "Read so, with a certainty of %1 %")
        said = [tip.replace("%1", f"{sure:.0%}".rstrip("%"))]
        repair = by_texts.pop(texts_of({key: text}), None)
        why = "suggestion" if repair else "candidate"
        said += [repair.why.to(language)] if repair else []
        offers.append(Offer({key: text}, _named(text), "\n".join(filter(None, said)), why))
    often = Counter(change for texts in by_texts for change in texts)
    for texts, repair in by_texts.items():
        # what tells one from the others comes first, then the cell at hand
        keys = [k for k, _ in sorted(texts, key=lambda one: (often[one], one[0] != key, one))]
        label, tip = _words(session, key, repair, keys, language)
        offers.append(Offer(repair.changes, label, tip, "suggestion"))
    return [_counted(offer, (outcomes or {}).get(texts_of(offer.texts))) for offer in offers[:MOST]]


def _words(
    session: Session, key: str, repair: Repair, keys: Sequence[str], language: Language
) -> tuple[str, str]:
    """Return the few words on a button for a repair, and all that it changes, in an order."""
    english = language == "en"
    colon, comma = (": ", ", ") if english else ("：", "，")
    names = {one: cell_name(one, session.forms).to(language) for one in keys}
    lines = [names[one] + colon + _from_to(session, one, repair.changes[one]) for one in keys]
    why, count = repair.why.to(language), len(lines)
    if repair.structural:
        cells = QCoreApplication.translate("Offers", "%n cells", "", count)
        label = f"{why} ({cells})" if english else f"{why}（{cells}）"
    elif [*keys] == [key]:
        label = _from_to(session, key, repair.changes[key])
    elif len(lines) <= SPELT:
        short = (f"{_old(session, one)} → {_named(repair.changes[one])}" for one in keys)
        label = comma.join(f"{names[one]} {moved}" for one, moved in zip(keys, short, strict=True))
    else:
        label = QCoreApplication.translate("Offers", "change of %n cells", "", count)
    return label, "\n".join(filter(None, [*lines, why]))


def _from_to(session: Session, key: str, text: str) -> str:
    words = QCoreApplication.translate("Offers", "from %1 to %2")
    return words.replace("%1", _old(session, key)).replace("%2", _named(text))


def _old(session: Session, key: str) -> str:
    cell = session.report.cells.get(key)
    return _named((cell.text if cell else None) or "")


def _named(text: str) -> str:
    return text or QCoreApplication.translate("Offers", "blank")


def _counted(offer: Offer, known: Outcome | None) -> Offer:
    """Return an offer with the number of findings that taking it would leave."""
    if known is None:
        return offer
    words = QCoreApplication.translate("Offers", "Findings before and after: %1 → %2")
    line = words.replace("%1", str(known.before)).replace("%2", str(known.after))
    effect = f"{known.before} → {known.after}"
    return Offer(offer.texts, offer.label, f"{offer.tip}\n{line}".strip(), offer.why, effect)
