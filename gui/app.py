"""The application: what lives as long as the program runs, made in an order that starts fast."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core.form_files import load_forms
from gui.crash import CrashReporter, log_file
from gui.fonts import FallbackFont
from gui.icons import program_icon
from gui.main_window import MainWindow
from gui.settings import LANGUAGE, THEME, Settings
from gui.theme import Theme
from gui.translations import Translations


def run(paths: Sequence[Path]) -> int:
    """Show the window and stay until it is closed; returns the exit code.

    Args:
        paths: what to open: a project, or documents and folders.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Gouji")
    application.setOrganizationName("Gouji")
    application.setDesktopFileName("gouji")
    application.setWindowIcon(program_icon())
    crashes = CrashReporter()
    crashes.install(log_file())
    settings = Settings()
    translations = Translations(application)
    theme = Theme(application)
    translations.use(settings.current_language())
    theme.use(settings.get(THEME))

    def follow(key: str) -> None:
        if key == LANGUAGE.key:
            translations.use(settings.current_language())
        elif key == THEME.key:
            theme.use(settings.get(THEME))

    settings.changed.connect(follow)
    window = MainWindow(load_forms(), settings)
    crashes.happened.connect(window.tell_crash)
    window.show()
    font = FallbackFont(log_file().with_name("cjk-font.ttf"))
    QTimer.singleShot(0, font.provide)
    if paths:
        QTimer.singleShot(0, lambda: window.open_paths(paths))
    code = application.exec()
    font.close()
    crashes.remove()
    return code
