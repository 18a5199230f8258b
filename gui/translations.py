"""The language of the window: catalogs loaded and switched while the program runs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.text import Language
from resources import ROOT


def marked(context: str, text: str) -> str:
    """Mark a text of a table for pyside6-lupdate (see packaging/translate.py); return it as is."""
    del context
    return text


NOT_IN_QT = (marked("QFileDialog", "&Look in:"), marked("QFileDialog", "Files of &type:"))
"""Texts of Qt's own dialogs that its Chinese catalog does not have (yet): ours has them."""


class Translations:
    """The catalogs of the program and of Qt's own texts, installed on the application."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Switch to a language; widgets hear of it by a LanguageChange event."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []
        QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_US"))
        own, qt = str(ROOT / "i18n"), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        chinese = (("qtbase_zh_CN", qt), ("gouji_zh_CN", own))
        # the texts in the sources are English; the catalog knows one thing from several
        for name, folder in chinese if language == "zh" else (("gouji_en", own),):
            translator = QTranslator(self._application)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)
