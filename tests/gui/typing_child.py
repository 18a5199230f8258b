"""A window in a process of its own that types numbers into a project until it is killed.

python -m tests.gui.typing_child PROJECT [COUNT [LOG]]: prints ``KEY TEXT`` after each edit that was
accepted; after COUNT edits (if given) it types no more. With LOG it opens the second report and
notes where it is, as the program does.
"""

import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.form_files import load_forms
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.whereabouts import Whereabouts


def main() -> None:
    """Type on and on."""
    QStandardPaths.setTestModeEnabled(True)
    application = QApplication([])
    window = MainWindow(load_forms(), Settings())
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    path, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if len(sys.argv) > 3:
        whereabouts = Whereabouts(Path(sys.argv[3]), window)
        whereabouts.begin()
        whereabouts.follow(window.workspace, window.reviewing)
    window.open_paths([path])
    if len(sys.argv) > 3:
        window.reviewing.show_report(2)
    table, session = window.desk.table, window.desk.session
    assert session
    keys = [key for key in session.report.cells if key.startswith("requests.")]
    key = ""
    for number in count(1):
        if number % 7 == 0:  # the last thing typed is taken back
            QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            while session.report.cells[key].text == str(number - 1):
                QTest.qWait(1)
            print(key, session.report.cells[key].text, flush=True)
            continue
        key = keys[number % len(keys)]
        session.selection.select(key)
        table.setFocus()
        QTest.keyClicks(table, str(number)[0])
        editor = application.focusWidget()
        assert editor
        QTest.keyClicks(editor, str(number)[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        while session.report.cells[key].text != str(number):
            QTest.qWait(1)
        print(key, number, flush=True)
        if number == most:
            session.selection.select(key)
            application.exec()


if __name__ == "__main__":
    main()
