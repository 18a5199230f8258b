"""Works out what to advise at the cell at hand, once the person has come to rest there.

An edit must not wait for it: it is done in pieces of a few milliseconds, between which keys are
answered, and kept for as long as the report stays as it is.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.checking.advice import Advice, advice
from core.checking.outcome import Outcome, counted
from core.checking.suspect import localise
from core.report import Finding
from gui.findings.offers import Texts, offers_for, texts_of
from gui.findings.offers_bar import Offer
from gui.session import Session
from gui.settings import Settings

if TYPE_CHECKING:
    from core.checking.repair import Localisation

REST = 150  # ms without a change or a move, after which it is worth looking


class Advisor(QObject):
    """Knows what is offered for the cell at hand, and where to look next.

    Signals:
        advised: offers or advice are other than before.
    """

    advised = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.advice = Advice()
        self._settings = settings
        self._session: Session | None = None
        self._key = ""
        self._finding: Finding | None = None
        self._seen: tuple[object, ...] = ()  # what the things below were worked out from
        self._located: Localisation | None = None
        self._outcomes: dict[Texts, Outcome] = {}
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    @property
    def offers(self) -> list[Offer]:
        """What is offered, as far as it is known: readings at once, all else after a rest."""
        if self._session is None:
            return []
        language, repairs = self._settings.current_language(), self.advice.repairs
        return offers_for(self._session, self._key, language, repairs, self._outcomes)

    def ask(self, session: Session | None, key: str = "", finding: Finding | None = None) -> None:
        """Have it worked out for a cell and the finding at hand; what is known is told at once."""
        self._session, self._key, self._finding = session, key, finding
        self._timer.stop()
        self._forget_old()
        self.advice = self._advice() if self._located is not None else Advice()
        self.advised.emit()
        if session is not None and (self._located is None or self._wanted()):
            self._work = self._pieces()
            self._timer.start(REST)

    def finish(self) -> None:
        """Work out now what is not known yet: somebody asked for it."""
        if self._timer.isActive():
            self._timer.stop()
            for _ in self._work:
                pass

    def _go_on(self) -> None:
        """Do one piece, and go on when whatever waits has been done."""
        if next(self._work, self) is not self:
            self._timer.start(0)

    def _pieces(self) -> Iterator[None]:
        session = self._session
        assert session is not None
        if not (self._finding or self.offers):
            return
        if self._located is None:
            settled = [one for one in session.findings if session.decided(one)]
            self._located = localise(
                session.report, session.forms, session.prior, session.enabled, settled
            )
            yield
        self.advice = self._advice()
        settled = [one for one in session.findings if session.decided(one)]
        for texts in self._wanted():
            after = session.findings_with(dict(texts))
            changes = {key for key, _ in texts}
            self._outcomes[texts] = counted(session.findings, after, changes, settled)
            yield
        self.advised.emit()

    def _wanted(self) -> list[Texts]:
        """The offers of which it is not known yet what they would mend."""
        wanted = [texts_of(offer.texts) for offer in self.offers]
        return [texts for texts in wanted if texts not in self._outcomes]

    def _advice(self) -> Advice:
        session = self._session
        if session is None or self._located is None:
            return Advice()
        about = [self._finding] if self._finding else []
        about = [one for one in about if not session.decided(one)]
        return advice(session.report, self._located, self._key, about)

    def _forget_old(self) -> None:
        """Forget what was worked out for the report as it was."""
        session = self._session
        now = (session.report, session.findings, session.decisions) if session else ()
        if len(now) != len(self._seen) or any(
            one is not other for one, other in zip(now, self._seen, strict=True)
        ):
            self._seen, self._located, self._outcomes = now, None, {}
