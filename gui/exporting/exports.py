"""Exports: asks what and where to, has it written, and says how that has ended."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage

from core.commands import Command, Export
from core.film import MOST_A_SECOND, UNITS, Film
from core.frame import Frame
from core.video import FORMS as FILMS
from gui.action_spec import FILES
from gui.exporting import words
from gui.exporting.choices import FORMS, NETWORK, SCALES, WINDOW, Choices, Target
from gui.exporting.forms import NUMBERS
from gui.exporting.revealing import Reveal
from gui.importing.data_files import WAIT
from gui.shell.asking import CANCEL, Notice, documents, export_dialog, overwriting_question, usable_name
from gui.writing.plain import one_line

if TYPE_CHECKING:
    from gui.exporting.shooting import Shooting
    from gui.shell.preferences import Preferences

FOLDER = "export/folder"


def with_ending(file: Path, form: str) -> Path:
    """The name of a file, which ends with its form: nobody finds a picture that says it is something else.

    Either form of a film is as good as the one that was chosen: the name decides.
    """
    fine = FILMS if form in FILMS else (form,)
    return file if file.suffix[1:].lower() in fine else file.with_name(f"{file.name}.{form}")


class Exports(QObject):
    """Exports pictures and numbers of a window.

    Signals:
        asked: an `Export`.
        said: a sentence for the status bar.
        working: what is being done, in a few words.

    Attributes:
        choices: the last ones.
        folder: where the last file was written to.
        shooting: what takes the pictures of a film, while one is written.

    """

    asked = Signal(object)
    said = Signal(str)
    working = Signal(str)

    def __init__(self, window: Any) -> None:
        """Belong to `window`."""
        super().__init__(window)
        self._window = window
        self.choices, self.folder = Choices(), documents()
        self._preferences: Preferences | None = None
        self._what: Any = None
        self._form = ""
        self._chosen: Path | None = None
        self._doing: Export | None = None
        self.reveal = Reveal(window.status)
        self.reveal.said.connect(self.said)
        self._filmed: Any = None
        self.shooting: Shooting | None = None
        engine = window.engine
        engine.finished.connect(self.on_finished)
        engine.given_up.connect(self.on_given_up)
        engine.rejected.connect(self.on_rejected)

    @property
    def _frame(self) -> Frame:
        return self._window.engine.frame

    # Asking

    @Slot()
    def open_picture(self) -> None:
        """Ask for a picture."""
        if self._may():
            self._window.status.clearMessage()  # what was said of the last file is no part of the next
            from gui.exporting.picture_dialog import PictureDialog  # noqa: PLC0415 - not at the start

            dialog = PictureDialog(self.choices, self._window)
            dialog.agreed.connect(self.on_picture)
            dialog.copied.connect(self.on_copied)
            dialog.open()

    @Slot()
    def open_animation(self) -> None:
        """Ask for a film."""
        if self._may():
            from gui.exporting.film_dialog import FilmDialog  # noqa: PLC0415 - not at the start

            dialog = FilmDialog(self.choices.film, self._window)
            dialog.agreed.connect(self.on_film)
            dialog.open()

    def open_picture_of(self, name: str) -> None:
        """Ask for a picture of that part of the window."""
        self.choices.target = name
        self.open_picture()

    @Slot()
    def open_numbers(self) -> None:
        """Ask for numbers."""
        if self._may():
            from gui.exporting.numbers_dialog import NumbersDialog  # noqa: PLC0415 - not at the start

            dialog = NumbersDialog(self.choices, self._frame, self._window)
            dialog.agreed.connect(self.on_numbers)
            dialog.open()

    def _may(self) -> bool:
        busy = self._doing is not None or self._frame.state in FILES
        if busy:
            self.said.emit(WAIT)
        return not busy

    @Slot()
    def copy_window(self) -> None:
        """Put a picture of the whole window on the clipboard."""
        from gui.exporting.rendering import image_of  # noqa: PLC0415 - not at the start

        self._window.status.clearMessage()
        self._put(image_of(self._window, self.choices.scale), "the whole window")

    def copy(self, target: Target) -> None:
        """Put a picture of `target`, as it is seen, on the clipboard."""
        from gui.exporting.rendering import image_of  # noqa: PLC0415 - not at the start

        self._put(image_of(target.widget, self.choices.scale), target.title)

    @Slot(object, object)
    def on_copied(self, target: Target, image: QImage) -> None:
        """Put a picture on the clipboard."""
        self._keep()
        self._put(image, target.title)

    def _put(self, image: QImage, title: str) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.said.emit(words.copied_words(title))

    # Where to

    @Slot(object, object)
    def on_picture(self, target: Target, picture: object) -> None:
        """Ask where the picture is to go."""
        self._ask_where(picture, target.title, self.choices.form)

    @Slot(str)
    def on_numbers(self, what: str) -> None:
        """Ask where the numbers are to go."""
        name, _, form = what.partition(".")
        self._ask_where(what, name, form)

    @Slot(object, object, object)
    def on_film(self, target: Target, size: QSize, film: Film) -> None:
        """Ask where the film is to go."""
        self._filmed = target, size
        self._ask_where(film, target.title, self.choices.film.form)

    def _ask_where(self, what: object, name: str, form: str) -> None:
        self._keep()
        self._what, self._form = what, form
        title = usable_name(one_line(self._frame.dataset.title))
        offered = self.folder / words.offered_name(usable_name(name.lower()), title, form)
        dialog = export_dialog(offered, words.FILTERS[form], self._window)
        dialog.fileSelected.connect(self.on_chosen)
        dialog.open()

    @Slot(str)
    def on_chosen(self, name: str) -> None:
        """Write the file; where there is one, ask."""
        from core.exports.torch_form import SUFFIX  # noqa: PLC0415 - not at the start

        self._chosen = with_ending(Path(name).absolute(), self._form)
        files = [self._chosen]
        if self._what == "torch.npz":
            files.append(Path(f"{self._chosen}{SUFFIX}"))
        there = next((file for file in files if os.path.exists(file)), None)  # of too long a name: no
        if there is None:
            self._do()
            return
        question = overwriting_question(one_line(there.name), self._window)
        question.answered.connect(self.on_overwriting)
        question.open()

    @Slot(str)
    def on_overwriting(self, answer: str) -> None:
        """Write over it, or give it up."""
        if answer != CANCEL:
            self._do()

    def _do(self) -> None:
        assert self._chosen is not None
        self.folder = self._chosen.parent
        self._keep()
        self._doing, self._what = Export(str(self._chosen), self._what), None
        if isinstance(self._doing.what, Film):
            self._shoot(self._doing)
        self.working.emit(f"Writing {one_line(self._chosen.name)}")
        self.asked.emit(self._doing)

    def _shoot(self, command: Export) -> None:
        """Take the pictures that will be asked for."""
        from gui.exporting.shooting import Shooting  # noqa: PLC0415 - not at the start

        self.shooting = Shooting(*self._filmed, command, self._window)
        self.shooting.asked.connect(self.asked)

    # Ends

    def _is_mine(self, command: Command) -> bool:
        mine = command is not None and command is self._doing
        if mine:
            self._doing = None
        if mine and self.shooting is not None:
            self.shooting.end()
            self.shooting = None
        return mine

    @Slot(object)
    def on_finished(self, command: Command) -> None:
        """It is there: say where."""
        if self._is_mine(command):
            sentence = words.exported_words(Path(command.path))
            self.said.emit(sentence)
            self.reveal.offer(Path(command.path), sentence)

    @Slot(object)
    def on_given_up(self, command: Command) -> None:
        """Somebody did not wait for it."""
        if self._is_mine(command):
            self.said.emit(words.export_given_up_words(command))

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Say what went wrong."""
        if self._is_mine(command):
            Notice("Not exported", sentence, self._window).open()

    # From one start to the next

    def remember_in(self, preferences: "Preferences") -> None:
        """Offer the choices of the last time, and keep others."""
        self._preferences, kept = preferences, self.choices
        names = {WINDOW, NETWORK, *self._window.docks}
        kept.target = preferences.choice("export/target", names) or kept.target
        kept.form = preferences.choice("export/form", FORMS) or kept.form
        kept.scale = int(preferences.choice("export/scale", [str(k) for k in SCALES]) or kept.scale)
        self._remember_film(preferences, names)
        kept.what = preferences.choice("export/numbers", NUMBERS) or kept.what
        for what, forms in NUMBERS.items():
            form = preferences.choice(f"export/{what}", forms)
            if form is not None:
                kept.forms[what] = form
        self.folder = preferences.path(FOLDER) or self.folder

    def _remember_film(self, preferences: "Preferences", names: set[str]) -> None:
        film, choice = self.choices.film, preferences.choice
        film.target = choice("export/film_target", names) or film.target
        film.form = choice("export/film_form", FILMS) or film.form
        film.by = choice("export/film_by", UNITS) or film.by
        film.scale = int(choice("export/film_scale", [str(k) for k in SCALES]) or film.scale)
        film.fps = int(choice("export/film_fps", [str(k) for k in range(1, MOST_A_SECOND + 1)]) or film.fps)

    def _keep(self) -> None:
        if self._preferences is None:
            return
        kept, keep = self.choices, self._preferences.keep
        for name in ("target", "form", "scale"):
            keep(f"export/{name}", str(getattr(kept, name)))
        for name in ("target", "form", "by", "scale", "fps"):
            keep(f"export/film_{name}", str(getattr(kept.film, name)))
        keep("export/numbers", kept.what)
        for what, form in kept.forms.items():
            keep(f"export/{what}", form)
        self._preferences.keep_path(FOLDER, self.folder)
        self._preferences.save()
