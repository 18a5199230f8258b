"""What may be changed at the cell at hand: a button each, taken by Alt and a digit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from gui.flow_layout import FlowLayout

MOST = 5
WIDEST = 500  # pixels of the words on a button; the tooltip has all of them
NARROW = 170  # where there are more than two: two stand in a line then


@dataclass(frozen=True, slots=True)
class Offer:
    """A change that a person may take: new texts by the keys of cells.

    ``why`` is kept with the step; ``effect`` says how many findings there are before and after.
    """

    texts: Mapping[str, str]
    label: str
    tip: str = ""
    why: str = "candidate"
    effect: str = ""


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
        row = FlowLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(6)
        row.addWidget(self._said)
        self._said.setMinimumHeight(self._buttons[0].sizeHint().height())
        for number, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, number=number: self.take(number))
            row.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered."""
        return self._offers

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer other changes than before."""
        if tuple(offers[:MOST]) != self._offers:
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
        self.setAccessibleName(self.tr("What the cell may say instead"))
        self._write()

    def _write(self) -> None:
        self.setVisible(bool(self._offers))
        read = all(offer.why == "candidate" for offer in self._offers)
        self._said.setText(self.tr("It may say:") if read else self.tr("Suggestions:"))
        room = WIDEST if len(self._offers) <= 2 else NARROW
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(self._offers))
            if number < len(self._offers):
                offer = self._offers[number]
                elide = Qt.TextElideMode.ElideRight
                shown = button.fontMetrics().elidedText(offer.label, elide, room)
                button.setText(f"{shown}  [{offer.effect}]" if offer.effect else shown)
                key = f"Alt+{number + 1}"
                button.setToolTip(f"{offer.tip} ({key})" if offer.tip else key)
                button.setAccessibleName(f"{offer.label} {offer.tip}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
