"""Pictures exported from a window, opened by something else, and held against the screen."""

from pathlib import Path

import numpy as np
from export_dialogs import export_picture, give_up, open_picture, pixels, wait_for_preview
from export_table import Table
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLabel, QLineEdit, QToolButton, QWidget

from gui.exporting.choices import targets
from gui.exporting.rendering import at_its_best
from gui.panels.landscape import WAITING
from gui.plots.readings import brief
from gui.writing.numbers import fixed, significant

OWN_SIZE = (640, 420)
BLUR, RENDERED = 4.0, 6.0
"""Bounds of mean differences: of a larger picture, averaged, and of what another program paints."""
SCROLLED = ("matrices",)
"""Scrolls to where the step is whenever it comes to light: pictures of all of it are compared."""


def save_seen(widget, file: Path) -> Path:
    """Keep what Qt grabs from the screen, and what it would if plots drew their lines smoothly there."""
    plain = pixels(widget.grab().toImage()).astype(np.uint8)
    with at_its_best(widget):
        smooth = pixels(widget.grab().toImage()).astype(np.uint8)
    np.savez(file, plain=plain, smooth=smooth)
    return file


def near(size, dpi):
    """Whether a picture is of that size, and as good as what is on the screen."""

    def judge(found):
        plain, smooth = found["plain"], found["smooth"]
        words = f"{found['size'][0]} × {found['size'][1]} at {found['dpi']} dpi, {found['colours']} colours; "
        words += f"off by {plain['largest']} at most, {plain['mean']:.3f} on average"
        if plain != smooth:
            words += f"; were lines smooth there, {smooth['largest']} and {smooth['mean']:.3f}"
        whole = tuple(found["size"]) == tuple(size) and found["dpi"] == dpi and found["mode"] == "RGB"
        good = smooth["largest"] == 0 if dpi == 96 else smooth["mean"] < BLUR
        return words, whole and good

    return judge


def reads(driver, target, size):
    """Whether an SVG file has that size and every text that the screen has."""
    driver.window.status.clearMessage()
    wanted = screen_texts(driver, target)

    def judge(found):
        there = signs("".join(found["texts"]))
        lacking = sorted(k for k in wanted if signs(k) not in there)
        words = f"{len(found['texts'])} texts; {len(wanted)} on the screen, {len(lacking)} of them lacking"
        words += f" {lacking[:3]}" if lacking else ""
        sized = found["size"] == list(size) and found["viewBox"] == f"0 0 {size[0]} {size[1]}"
        alien = found["of the program's fonts"]
        said = f"step {driver.frame.cursor.step}" in found["description"]
        return f"{words}; {alien} need fonts; {found['pixels']} pictures of pixels", (
            sized and said and not lacking and not alien
        )

    return judge


def signs(text: str) -> str:
    """What of a text is seen: lines and fonts part it elsewhere in a drawing."""
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())


def screen_texts(driver, target) -> set[str]:
    """What is on the screen in words and numbers: labels, buttons and fields; on the canvas the frame's."""
    found = set()
    kinds = QLabel, QAbstractButton, QAbstractSpinBox, QLineEdit
    for widget in (k for k in target.widget.findChildren(QWidget) if isinstance(k, kinds)):
        whole = widget.visibleRegion().boundingRect() == widget.rect()
        icon_only = (
            isinstance(widget, QToolButton)
            and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        if whole and widget.isVisible() and not icon_only and widget.rect().height() > 6:
            found.add(widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&"))
    found = {k for k in found if k.strip() and "<" not in k}
    return found | painted_numbers(target.name, driver.frame)


def painted_numbers(name: str, frame) -> set[str]:
    """Numbers of the frame that the part `name` paints, as it writes them."""
    outputs = frame.a[frame.L][:, 0].tolist()
    if name == "network" and max(frame.n) <= 8:
        return {fixed(k, 2) for a in frame.a for k in a[:, 0].tolist()}
    return {
        "chain_rule": {significant(frame.derivation.chain.value, 4)},
        "cost": {brief(frame.mean_cost)},
        "matrices": {significant(k, 4) for k in outputs},
    }.get(name, set())


def like(bound):
    """Whether another program paints the same."""

    def judge(found):
        if "shapes" in found:
            return f"shapes {found['shapes']}", False
        words = f"off by {found['mean']:.3f} on average, far {found['far']:.2%}"
        return words, found["mean"] < bound

    return judge


class Pictures:
    """Exports all pictures of a window, each as a person would."""

    def __init__(self, driver, folder: Path, table: Table, parts: list[str]) -> None:

        self.driver, self.folder, self.table = driver, folder, table
        self.targets = [k for k in targets(driver.window) if not parts or k.name in parts]

    def all(self) -> None:
        """One part after the other, those with docks in front, behind a tab, and closed."""
        for target in self.targets:
            if target.dock is not None:
                self.bring_forward(target)
            self.driver.window.status.clearMessage()  # what is said of the last file is in no picture
            self.still(target.widget)
            self.in_front(target)
            if target.dock is not None:
                self.unseen(target)

    def bring_forward(self, target) -> None:
        """Show a panel in front of those it shares its place with."""
        target.dock.show()
        target.dock.raise_()
        self.driver.until(lambda: target.name in self.driver.window.dock_layout.visible)
        self.driver.until(lambda: target.name in self.driver.window.engine.frame.view.panels)
        hint = getattr(target.widget, "hint", None)
        self.driver.until(lambda: hint is None or hint.isHidden() or hint.text() != WAITING)

    def still(self, widget) -> None:
        """Wait until nothing on it moves."""
        before = None
        while (now := widget.grab().toImage()) != before:
            before = now
            self.driver.qtbot.wait(300)

    def export(self, name: str, *arguments, **choices) -> Path:

        return export_picture(self.driver, self.folder / name, *arguments, **choices)

    def in_front(self, target) -> None:
        """PNG at each scale, at another size, and SVG, of what is seen."""
        name, ask, add = target.name, self.table.ask, self.table.add
        size = target.widget.size().toTuple()
        self.driver.window.exports.choices.sizes.pop(name, None)
        seen = save_seen(target.widget, self.folder / f"{name}.npz")
        for scale in (1, 2, 3):
            file = self.export(f"{name}-{scale}.png", name, scale=scale)
            wanted = tuple(scale * side for side in size)
            add(name, f"PNG × {scale}", "Pillow", ask("png", file, seen), near(wanted, 96 * scale))
        drawn = self.export(f"{name}.svg", name, form="svg")
        add(name, "SVG", "ElementTree", ask("svg", drawn, ""), reads(self.driver, target, size))
        against = self.folder / f"{name}-1.png"
        add(name, "SVG", "rsvg-convert", ask("rendered", drawn, against), like(RENDERED))
        if name != "window":
            self.at_own_size(name)

    def at_own_size(self, name: str) -> None:
        """A size that is chosen: the PNG and the SVG file say the same."""
        ask, add = self.table.ask, self.table.add
        size = self.whole(name).toTuple() if name in SCROLLED else OWN_SIZE
        file = self.export(f"{name}-own.png", name, size=size)
        drawn = self.export(f"{name}-own.svg", name, form="svg", size=size)
        form = f"{size[0]} × {size[1]}"
        add(name, form, "rsvg-convert", ask("rendered", drawn, file), like(RENDERED))
        self.driver.window.exports.choices.sizes.pop(name)

    def unseen(self, target) -> None:
        """The same panel behind a tab, and closed, against what it is when it comes back in front."""
        name, window, size = target.name, self.driver.window, target.widget.size()
        if name in SCROLLED:
            size = self.whole(name)
        beside, taken = window.tabifiedDockWidgets(target.dock), {}
        if beside:
            beside[0].raise_()
            self.driver.until(lambda: name not in window.dock_layout.visible)
            taken["behind a tab"] = self.export(f"{name}-behind.png", name, scale=1, size=size.toTuple())
        target.dock.close()
        self.driver.until(lambda: name not in window.dock_layout.visible)
        taken["closed"] = self.export(f"{name}-closed.png", name, scale=1, size=size.toTuple())
        target.dock.show()
        self.bring_forward(target)
        self.still(target.widget)
        seen = self.folder / f"{name}-again.npz"
        if target.widget.size() == size:
            save_seen(target.widget, seen)
        else:
            self.save_floating(target, size, seen)
        for how, file in taken.items():
            found = self.table.ask("png", file, seen)
            self.table.add(name, how, "Pillow", found, near(size.toTuple(), 96))
        window.exports.choices.sizes.pop(name, None)

    def whole(self, name: str):
        """How large a panel is when nothing of it is scrolled away."""
        dialog = open_picture(self.driver, name)
        if dialog.all_button.isVisible():
            self.driver.click(dialog.all_button)
            self.driver.until(lambda: not dialog.all_button.isVisible())
            wait_for_preview(self.driver, dialog)
        size = dialog.size_wanted
        give_up(self.driver)
        return size

    def save_floating(self, target, size, file: Path) -> None:
        """Keep what is on the screen when the panel is taken out of the window, and is so large."""
        dock, panel = target.dock, target.widget
        dock.setFloating(True)
        while panel.size() != size:
            dock.resize(dock.size() + (size - panel.size()))
            self.driver.qtbot.wait(50)
        self.still(panel)
        save_seen(panel, file)
        dock.setFloating(False)
        self.bring_forward(target)
        self.driver.window.activateWindow()
        self.driver.window.canvas.setFocus()
