"""What a cell may say instead, beside its source: a button each, taken by Alt and a digit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

MOST = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A change that a person may take: new texts by the keys of cells."""

    texts: Mapping[str, str]
    label: str
    tip: str = ""
    why: str = "candidate"


class OffersBar(QWidget):
    """Offers up to five changes.

    Signals:
        taken: the Offer that was chosen.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offersBar")
        self._offers: tuple[Offer, ...] = ()
        self._said = QLabel()
        self._said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._buttons = [QPushButton() for _ in range(MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(6)
        row.addWidget(self._said)
        for number, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, number=number: self.take(number))
            row.addWidget(button)
        row.addStretch(1)
        self.retranslate()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered."""
        return self._offers

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer other changes than before."""
        self._offers = tuple(offers[:MOST])
        self._write()

    def take(self, number: int) -> bool:
        """Take an offer, counted from 0; returns whether there is one."""
        if number >= len(self._offers):
            return False
        self.taken.emit(self._offers[number])
        return True

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._said.setText(self.tr("It may say:"))
        self.setAccessibleName(self.tr("What the cell may say instead"))
        self._write()

    def _write(self) -> None:
        self.setVisible(bool(self._offers))
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(self._offers))
            if number < len(self._offers):
                offer = self._offers[number]
                button.setText(offer.label)
                key = f"Alt+{number + 1}"
                button.setToolTip(f"{offer.tip} ({key})" if offer.tip else key)
                button.setAccessibleName(f"{offer.label} {offer.tip}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
