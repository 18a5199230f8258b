"""Sentences for people, in both languages of the program."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or title in Chinese and in English."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Return the sentence in the given language."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"
