"""New versions of reports: noticed, offered, shown cell by cell, taken or left."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.digest import written_at
from core.errors import GoujiError
from core.forms import Forms
from core.versions import Difference, differences
from gui.messages_panel import Message
from gui.notice_bar import Answer, NoticeBar
from gui.project_steps import ProjectSteps
from gui.settings import Settings
from gui.versions.changed_files import ChangedFiles
from gui.versions.version_dialog import Offered, VersionDialog
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.store.renewing import Pair


SETTLED_MS = 1_500  # after opening or coming back: what is being copied is whole by then
APART_MS = 10_000  # between two looks at the files of a project


class Renewing(QObject):
    """Offers a report that was published again, or whose file changed, as a new version.

    Args:
        workspace: the open project.
        steps: makes the steps.
        forms: the official forms.
        settings: for the language.
        window: the window that the dialog belongs to. Call ``close`` before it goes.
    """

    said = Signal(object)  # Message

    def __init__(
        self,
        workspace: Workspace,
        steps: ProjectSteps,
        forms: Forms,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.bar = NoticeBar("versionBar")
        self._workspace = workspace
        self._steps = steps
        self._forms = forms
        self._settings = settings
        self._window = window
        self._dialog: VersionDialog | None = None
        self._new: list[Path] = []  # files that changed on disk
        self._told: dict[Path, float] = {}  # when those were written of which it was said
        self._files = ChangedFiles(self)
        self._files.found.connect(self._tell_changed)
        self._since = QElapsedTimer()  # when files were last looked at
        self._since.start()
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.look_at_files)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._come_back)
        workspace.projectChanged.connect(self._begin)
        workspace.reportsAdded.connect(self._notice)
        workspace.documentCompleted.connect(self.tell)

    def close(self) -> None:
        """Stop looking at files."""
        self._later.stop()
        self._files.close()

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {"versions": self.show}

    # noticing --------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Another project is open, or none."""
        self._new, self._told = [], {}
        self._later.stop()
        self.bar.close_bar()
        if self._dialog:
            self._dialog.reject()
        if self._workspace.project is None:
            self._files.close()
            return
        self.tell()
        self._later.start(SETTLED_MS)  # not while the project is being shown

    def _come_back(self, state: Qt.ApplicationState) -> None:
        """Look again some time after the person has come back from other programs."""
        if state is Qt.ApplicationState.ApplicationActive and self._workspace.project:
            self._later.start(max(SETTLED_MS, APART_MS - self._since.elapsed()))

    def look_at_files(self) -> None:
        """Look in the background whether files have changed since they were read."""
        project = self._workspace.project
        if project is None or self._files.busy:
            return
        self._since.restart()
        documents = project.documents()
        known = {entry.sha256 for entry in documents} | {one.sha256 for one in project.aside()}
        newest = {entry.path: entry.added for entry in documents if entry.sha256}
        self._files.look(list(newest.items()), known)

    def _tell_changed(self, paths: Sequence[Path]) -> None:
        paths = [path for path in paths if self._is_news(path)]
        if self._workspace.project is None or not paths:
            return
        self._new += [path for path in paths if path not in self._new]
        yes = Answer("readNew", lambda: self.tr("Read them"), self._read_new)
        self.bar.show_notice(self._changed_words, [yes], lambda: self.tr("Not now"))

    def _is_news(self, path: Path) -> bool:
        """Tell whether nothing was said yet of a file as it is now: "not now" is an answer."""
        written = written_at(path)
        told, self._told[path] = self._told.get(path), written
        return told != written

    def _changed_words(self) -> str:
        if len(self._new) == 1:
            return self.tr("{0} has changed on disk since it was read.").format(self._new[0].name)
        return self.tr("%n file(s) have changed on disk since they were read.", "", len(self._new))

    def _read_new(self) -> None:
        paths, self._new = self._new, []
        self._workspace.add(paths)

    def _notice(self, reports: Sequence[int]) -> None:
        if reports:
            self.tell(reports)

    def tell(self, reports: Iterable[int] | None = None) -> None:
        """Say which reports are new versions; nothing where there are none."""
        offered = self.offered(reports)
        if not offered:
            return
        answers = [Answer("versionCompare", lambda: self.tr("Compare…"), self.show)]
        if len(offered) == 1:
            one = offered[0]
            both = Answer("bothVersions", lambda: self.tr("Keep both"), partial(self.keep, one))
            answers.append(both)
        self.bar.show_notice(
            partial(self._version_words, offered), answers, lambda: self.tr("Later")
        )

    def _version_words(self, offered: Sequence[Offered]) -> str:
        if len(offered) == 1:
            one = offered[0]
            said = self.tr("{0}: {1} seems to be a new version of {2}.")
            return said.format(one.name, one.new_file, one.old_file)
        return self.tr("%n report(s) seem to be new versions of others.", "", len(offered))

    def offered(self, reports: Iterable[int] | None = None) -> list[Offered]:
        """Return the new versions of which nobody has decided what is to become of them."""
        from core.store.renewing import versions

        project = self._workspace.project
        try:
            pairs = versions(project, reports) if project else []
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
            return []
        return self._named(pairs)

    def _named(self, pairs: Sequence["Pair"]) -> list[Offered]:
        project = self._workspace.project
        if not pairs or project is None:
            return []
        entries = {e.id: e for e in project.reports({id_ for pair in pairs for id_ in pair})}
        files = {entry.id: entry.name for entry in project.documents()}
        found = []
        for old, new in pairs:
            one = entries[new]
            name = f"{one.agency or self.tr('Agency not found')} {one.year or ''}".strip()
            found.append(Offered(old, new, name, files[entries[old].document], files[one.document]))
        return found

    # deciding --------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the new versions, cell by cell."""
        offered = self.offered()
        if not offered:
            self.bar.show_notice(
                lambda: self.tr("No report of this project was published again."),
                [],
                lambda: self.tr("Close"),
                asking=True,
            )
            return
        self.bar.close_bar()
        dialog = VersionDialog(
            self._forms, self._settings.current_language(), self._differences, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepting.connect(self.take)
        dialog.keeping.connect(self.keep)
        dialog.ignoring.connect(self.ignore)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.show_offered(offered)
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _differences(self, old: int, new: int) -> list[Difference]:
        project = self._workspace.project
        return differences(project.report(old), project.report(new)) if project else []

    def take(self, one: Offered) -> None:
        """Take a new version in place of the old one, with what was done in that."""
        from core.store.renewing import accept

        self._steps.do(
            lambda project: accept(project, one.old, one.new),
            lambda: self.tr("The new version was taken: {0}.").format(one.name),
            go_to=one.new,
        )
        self._go_on()

    def ignore(self, one: Offered) -> None:
        """Take a new version out of the project again."""
        from core.store.renewing import ignore

        self._steps.do(
            lambda project: ignore(project, one.new),
            lambda: self.tr("The new version was left out: {0}.").format(one.new_file),
            go_to=one.old,
        )
        self._go_on()

    def keep(self, one: Offered) -> None:
        """Let both versions stay."""
        from core.store.renewing import keep_both

        project = self._workspace.project
        if project is None:
            return
        try:
            keep_both(project, one.old, one.new)
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
        self._go_on()

    def _go_on(self) -> None:
        """Show what is left to be decided, where the dialog is open."""
        if self._dialog:
            self._dialog.show_offered(self.offered())
