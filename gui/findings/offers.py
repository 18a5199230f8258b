"""What is offered for a cell: what it may say instead, as it was read or read again."""

from PySide6.QtCore import QCoreApplication

from gui.findings.offers_bar import Offer
from gui.session import Session


def offers_for(session: Session, key: str) -> list[Offer]:
    """Return the offers for a cell, most likely first; what stands there already is none."""
    cell = session.report.cells.get(key)
    if cell is None:
        return []
    blank = QCoreApplication.translate("Offers", "blank")
    tip = QCoreApplication.translate("Offers", "Read so, with a certainty of %1 %")
    return [
        Offer({key: text}, text or blank, tip.replace("%1", f"{sure:.0%}".rstrip("%")))
        for text, sure in cell.candidates
        if text != cell.text
    ]
