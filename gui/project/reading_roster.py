"""Reading a roster in the background, and showing what was read before it is taken."""

import threading
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.checking.roster import Roster
from core.errors import GoujiError
from core.numbers import normalised
from core.text import Language
from gui.project.agencies import Agencies
from gui.project.forest import forest_of, names_in
from gui.project.roster_tree import RosterTree
from gui.window_place import open_at

_SIZE = (620, 520)  # pixels


class RosterReading(QObject):
    """Reads a folder, workbook or text as a roster; a large one takes seconds."""

    done = Signal(object)  # Roster
    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """True while something is being read."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, path: Path, agencies: Agencies) -> None:
        """Begin to read; ``done`` or ``failed`` follows."""
        self.close()
        work = (path, agencies.names, agencies.files)
        self._thread = threading.Thread(target=self._run, args=work, name="gouji-roster")
        self._thread.start()

    def close(self) -> None:
        """Wait for what is being read; it is bounded."""
        if self._thread:
            self._thread.join()

    # What follows runs in the thread.

    def _run(
        self, path: Path, agencies: Sequence[str], files: Mapping[Path, Sequence[str]]
    ) -> None:
        from core.checking.roster_files import read_roster  # not needed for the window to show

        try:
            roster = read_roster(path, agencies, files)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
        else:
            self.done.emit(roster)


class Taking(Enum):
    """What becomes of the roster that is there."""

    REPLACE = "replace"
    ADD = "add"


class RosterPreview(QDialog):
    """Shows a roster that was read: who belongs to whom, and who has no report.

    Args:
        name: of the file or folder.
        roster: what was read.
        agencies: those of the project.
        language: in which levels are named.
        is_first: whether there is no roster yet that it could be added to.
    """

    taken = Signal(object, object)  # Roster, Taking

    def __init__(
        self,
        name: str,
        roster: Roster,
        agencies: Agencies,
        parent: QWidget,
        *,
        language: Language,
        is_first: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rosterPreview")
        self.setWindowTitle(self.tr("Roster from {0}").format(name))
        open_at(self, QSize(*_SIZE))
        self._roster = roster
        forest = forest_of(roster)
        self.tree = RosterTree(agencies, language, editable=False)
        self.tree.setAccessibleName(self.tr("Roster"))
        self.tree.show_forest(forest)
        missing = sum(not agencies.has_report(name) for name in roster.parents)
        known = {normalised(name) for name in names_in(forest)}
        others = sum(normalised(name) not in known for name in agencies.names)
        parents = {normalised(parent) for parent in roster.parents.values()}
        said = [
            self.tr("Parents: {0} · members: {1}").format(len(parents), len(roster.parents)),
            self.tr("members without a report in this project: {0}").format(missing),
            self.tr("agencies of this project that are not in it: {0}").format(others),
        ]
        summary = QLabel(" · ".join(said))
        summary.setObjectName("rosterPreviewSummary")
        summary.setWordWrap(True)
        self._replace = QRadioButton(self.tr("In place of the present roster"))
        self._add = QRadioButton(self.tr("Added to the present roster"))
        self._replace.setChecked(True)
        box = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(box.Ok | box.Cancel)
        buttons.button(box.Ok).setText(self.tr("Take it"))
        buttons.button(box.Cancel).setText(self.tr("Cancel"))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(summary)
        column.addWidget(self.tree, 1)
        for choice in (self._replace, self._add):
            choice.setVisible(not is_first)
            column.addWidget(choice)
        column.addWidget(buttons)

    def _take(self) -> None:
        self.taken.emit(self._roster, Taking.ADD if self._add.isChecked() else Taking.REPLACE)
        self.accept()
