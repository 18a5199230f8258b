"""A rule in words: its title, why it is asked, and when a break of it is legitimate."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from core.checking.catalogue import rule_titles
from core.forms import Forms
from core.text import Language


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What is said of a rule, in one language; "" for what is not said."""

    id: str
    title: str
    explanation: str
    exceptions: str

    @property
    def lines(self) -> list[str]:
        """All of it, a paragraph each."""
        lines = [f"{self.id}  {self.title}", self.explanation]
        if self.exceptions:
            legitimate = QCoreApplication.translate("RuleWords", "Legitimate where: %1")
            lines.append(legitimate.replace("%1", self.exceptions))
        return [line for line in lines if line]

    @property
    def html(self) -> str:
        """All of it as a tooltip, which wraps its lines only where it is rich text."""
        return as_html(self.lines)


class RuleBook:
    """The words for all rules of some forms, looked up once."""

    def __init__(self, forms: Forms | None = None) -> None:
        self._forms = forms
        self._infos = rule_titles(forms) if forms else {}

    def of(self, forms: Forms) -> "RuleBook":
        """Return this one, or another one for other forms."""
        return self if forms is self._forms else RuleBook(forms)

    def words(self, rule: str, language: Language) -> RuleWords:
        """Return what the catalogue says of a rule."""
        info = self._infos[rule]
        said = (one.to(language) for one in (info.title, info.explanation, info.exceptions))
        return RuleWords(rule, *said)


def as_html(lines: list[str]) -> str:
    """Return paragraphs as rich text, the first one bold."""
    first, *rest = (escape(line).replace("\n", "<br>") for line in lines)
    return f"<p><b>{first}</b></p>" + "".join(f"<p>{line}</p>" for line in rest)
