"""What changes with every frame leaves the layout of the window alone."""

from PySide6.QtCore import QEvent, QObject

WORDS = 20


class Counter(QObject):
    """Counts how often its object is asked to lay itself out."""

    def __init__(self, watched):
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_the_words_of_the_toolbar_do_not_lay_out_the_window(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step >= 10_000)
    counter = Counter(driver.window.transport)
    said = set()
    while len(said) < WORDS:
        driver.wait_for_new()
        said.add(driver.window.transport.phase.text())
    assert counter.count < WORDS / 2  # where the number of steps has grown longer
    driver.pause()
