"""The application: what lives as long as the program runs, made in an order that starts fast."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core.form_files import load_forms
from gui.crash import CrashReporter, log_file
from gui.focus_ring import FocusRings
from gui.fonts import FallbackFont, TextSize
from gui.icons import program_icon
from gui.main_window import MainWindow
from gui.settings import LANGUAGE, TEXT_SIZE, THEME, Settings
from gui.theme import Theme
from gui.translations import Translations
from gui.whereabouts import Whereabouts


def run(paths: Sequence[Path], *, sample: bool = False) -> int:
    """Show the window and stay until it is closed; returns the exit code.

    Args:
        paths: what to open: a project, or documents and folders.
        sample: open the sample, as a newcomer does: the tour comes with it, the first time.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Gouji")
    application.setOrganizationName("Gouji")
    application.setDesktopFileName("gouji")
    application.setWindowIcon(program_icon())
    crashes = CrashReporter()
    crashes.install(log_file())
    whereabouts = Whereabouts(log_file())
    left = whereabouts.left_over()
    whereabouts.begin()
    settings = Settings()
    translations = Translations(application)
    theme, text_size = Theme(application), TextSize(application)
    translations.use(settings.current_language())
    theme.use(settings.get(THEME))
    text_size.use(settings.get(TEXT_SIZE))

    def follow(key: str) -> None:
        if key == LANGUAGE.key:
            translations.use(settings.current_language())
        elif key == THEME.key:
            theme.use(settings.get(THEME))
        elif key == TEXT_SIZE.key:
            text_size.use(settings.get(TEXT_SIZE))

    settings.changed.connect(follow)
    window = MainWindow(load_forms(), settings)
    crashes.happened.connect(window.tell_crash)
    crashes.told.connect(window.messages.add)
    whereabouts.follow(window.workspace, window.reviewing)
    rings = FocusRings(application)
    window.show()
    font = FallbackFont(log_file().with_name("cjk-font.ttf"))
    QTimer.singleShot(0, font.provide)

    def start() -> None:
        back = left is not None and not sample and (not paths or [*paths] == [left.project])
        if sample:
            window.acts["openSample"].trigger()
        elif paths and not back:
            window.open_paths(paths)
        if left:
            whereabouts.come_back(left, reopen=back)

    QTimer.singleShot(0, start)
    code = application.exec()
    whereabouts.end()
    font.close()
    rings.close()
    crashes.remove()
    return code
