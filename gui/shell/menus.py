"""The menu bar: what is in which menu, and which data set and appearance are ticked."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDockWidget, QMenu, QMenuBar

from core.datasets import entries, entry
from core.datasets.given import DRAWING, FILE
from core.presets import MEASURED_STEPS, presets
from gui.shell.recent import FromFile, Recent
from gui.writing.digits import FEWEST, MOST
from gui.writing.numbers import regrouped
from gui.writing.plain import one_line, plain_tip

SESSION = ("", "save", "save_as", "")
DRAW = ("", "draw", "new_drawing", "draw_here")
NETWORK = (
    "reset", "new_seed", "", "add_layer", "remove_layer", "add_node", "remove_node", "headers",
)  # fmt: skip
TRAIN = (
    "run", "", "phase", "step", "epoch", "end", "", "phase_back", "step_back", "epoch_back", "beginning", "",
    "recover", "recover_slower", "", "slower", "faster",
)  # fmt: skip
SELECT = (
    "undo",
    "redo",
    "",
    "edit",
    "freeze",
    "",
    "weight_next",
    "weight_previous",
    "layer_next",
    "layer_previous",
    "node_next",
    "node_previous",
    "deselect",
    "",
    "copy_latex",
    "copy_csv",
    "copy_script",
)
CHECK = ("exercise", "", "audit_sample", "audit_data")
SHOWN = ("next_sample", "previous_sample", "follow", "")
DRAWN = (
    "", "maps", "edges", "dashes", "log", "accuracy", "", "zoom_in", "zoom_out", "fit", "", "present", "",
)  # fmt: skip
PANEL = (
    "panel_next", "panel_previous", "", "panel_float", "panel_left", "panel_right", "panel_below", "",
    "panel_wider", "panel_narrower", "panel_higher", "panel_lower",
)  # fmt: skip
LEARN = ("", "lesson_next", "lesson_go", "lesson_again", "lesson_leave")
HELP = ("guide", "maths", "shortcuts", "tour", "", "report", "about")
APPEARANCES = ("system", "light", "dark")
CLEAR, NOTHING_YET = "Clear this list", "None yet"


class Menus(QObject):
    """Fills a menu bar from the table of actions, the data sets and the docks.

    Attributes:
        bar: the menu bar.
        data: the group of data sets; an action's data is the set's name.
        themes: the group of appearances; an action's data is "system", "light" or "dark".
        digits: the group of numbers of digits; an action's data is the number.
        presets: the menu of examples; an action's data is the example's name.
        lessons: the menu of lessons, which `gui.course.menu` fills.
        recent: the menu of recent experiments, to be filled by `show_recent`.
        recent_files, recent_data: the menus of recent files, of sessions and of data, to be filled by
            `show_files`.

    """

    def __init__(
        self, bar: QMenuBar, actions: dict[str, QAction], docks: Iterable[QDockWidget], parent: QObject
    ) -> None:
        """Fill `bar`; both groups tell what was chosen by their `triggered`."""
        super().__init__(parent)
        self.bar, self._actions = bar, actions
        self.data, self.themes, self.digits = (QActionGroup(self) for _ in range(3))
        file = self._menu("&File")
        self._fill(file, ("new", "open"))
        self.recent_files = _submenu(file, "Open recent")
        self._fill(file, SESSION)
        self.recent = _submenu(file, "Recent experiments")
        self._fill(file, ("", "picture", "copy_picture", "animation", "numbers", "", "quit"))
        self._fill(self._menu("&Edit"), SELECT)
        data = self._menu("&Data")
        self._fill(data, ("open_data",))
        self.recent_data = _submenu(data, "Open recent data")
        self._fill(data, ("save_data", ""))
        self._fill_data(data)
        self._fill(self._menu("&Network"), NETWORK)
        self._fill(self._menu("&Train"), TRAIN)
        self._fill(self._menu("&Check"), CHECK)
        self.lessons = self._menu("&Learn")
        self._fill(self.lessons, LEARN)
        self._fill_view(self._menu("&View"), docks)
        self._fill(self._menu("&Help"), HELP)

    def show_dataset(self, name: str, title: str) -> None:
        """Tick the data set `name`; what a person has brought goes by its `title`."""
        brought = name in (FILE, DRAWING)
        if brought and (name, title) != (self._own.data(), self._own.toolTip()):
            self._own.setData(name)
            self._own.setText(in_a_menu(title))
            self._own.setToolTip(title)
        self._own.setVisible(brought)
        _tick(self.data, name)

    def show_theme(self, name: str) -> None:
        """Tick the appearance `name`."""
        _tick(self.themes, name)

    def show_digits(self, count: int) -> None:
        """Tick the number of digits."""
        _tick(self.digits, count)

    def show_recent(self, experiments: Sequence[Recent]) -> None:
        """List `experiments`, each the data of its action; the action without data clears the list."""
        self.recent.clear()
        for experiment in experiments:
            action = self.recent.addAction(in_words(experiment))
            action.setData(experiment)
            if isinstance(experiment, FromFile):
                action.setToolTip(plain_tip(experiment.path))
        if experiments:
            self.recent.addSeparator()
        self.recent.addAction(CLEAR if experiments else NOTHING_YET).setEnabled(bool(experiments))

    def show_files(self, menu: QMenu, files: Sequence[Path]) -> None:
        """List `files` in `menu`, each the data of its action; one that is not there can't be chosen."""
        menu.clear()
        for file in files:
            there = is_there(file)
            name = in_a_menu(file.stem if menu is self.recent_files else file.name)
            action = menu.addAction(name if there else f"{name}   not there any more")
            action.setData(file)
            action.setToolTip(plain_tip(str(file)))
            action.setEnabled(there)
        if files:
            menu.addSeparator()
        menu.addAction(CLEAR if files else NOTHING_YET).setEnabled(bool(files))

    def _menu(self, title: str) -> QMenu:
        menu = self.bar.addMenu(title)
        menu.setToolTipsVisible(True)
        return menu

    def _fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Add the actions called so, and a line where there is no name."""
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def _fill_data(self, menu: QMenu) -> None:
        """A menu for each group of data sets, and below them what a person has brought, while it is there."""
        groups: dict[str, QMenu] = {}
        for known in entries():
            if known.group not in groups:
                groups[known.group] = menu.addMenu(known.group)
                groups[known.group].setToolTipsVisible(True)
            action = _choice(self.data, known.title, known.name)
            action.setToolTip(regrouped(known.description))
            groups[known.group].addAction(action)
        self._own = _choice(self.data, "", "")
        self._own.setVisible(False)
        menu.addAction(self._own)
        menu.addSeparator()
        self._fill_presets(menu)
        self._fill(menu, DRAW)

    def _fill_presets(self, menu: QMenu) -> None:
        """Those measured on samples held out, and below a line those that each teach something."""
        self.presets = menu.addMenu("Examples")
        self.presets.setToolTipsVisible(True)
        measured = True
        for preset in presets():
            if measured and preset.name not in MEASURED_STEPS:
                measured = False
                self.presets.addSeparator()
            action = self.presets.addAction(in_a_menu(preset.title))
            action.setData(preset.name)
            action.setToolTip(f"<p>{regrouped(preset.description)}</p>")

    def _fill_view(self, menu: QMenu, docks: Iterable[QDockWidget]) -> None:
        self._fill(menu, SHOWN)
        panels = menu.addMenu("Panels")  # all in one menu would be higher than a small screen
        panels.addActions([dock.toggleViewAction() for dock in docks])
        self._fill(panels, ("", "restore"))
        self._fill(menu.addMenu("Move panel"), PANEL)
        self._fill(menu, DRAWN)
        appearance = menu.addMenu("Appearance")
        for name in APPEARANCES:
            appearance.addAction(_choice(self.themes, name.capitalize(), name))
        digits = menu.addMenu("Digits")
        for count in range(FEWEST, MOST + 1):
            digits.addAction(_choice(self.digits, str(count), count))


def _submenu(menu: QMenu, title: str) -> QMenu:
    """A menu of what is remembered; it can't be used where nothing is."""
    made = menu.addMenu(title)
    made.setToolTipsVisible(True)
    made.setEnabled(False)
    return made


def is_there(file: Path) -> bool:
    """Whether a file can be opened, as far as that can be told without opening it."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def in_a_menu(title: str) -> str:
    """A title as it can be written into a menu, where & would announce a key."""
    return one_line(title).replace("&", "&&")


def in_words(recent: Recent) -> str:
    """What tells one experiment from another, on one line."""
    experiment = recent.experiment if isinstance(recent, FromFile) else recent
    title = recent.title if isinstance(recent, FromFile) else entry(experiment.dataset).title
    sizes = "-".join(map(str, experiment.n))
    return (
        f"{in_a_menu(title)}   {sizes} {experiment.activations[0]}, "
        f"η = {experiment.eta:g}, m = {experiment.m}, seed {experiment.seed}"
    )


def _choice(group: QActionGroup, text: str, value: str | int) -> QAction:
    action = QAction(text, group)
    action.setCheckable(True)
    action.setData(value)
    return action


def _tick(group: QActionGroup, value: str | int) -> None:
    """Tick the one action of that value; none where there is no such."""
    for action in group.actions():
        if action.data() == value:
            action.setChecked(True)
            return
    if group.checkedAction() is not None:
        group.setExclusive(False)
        group.checkedAction().setChecked(False)
        group.setExclusive(True)
