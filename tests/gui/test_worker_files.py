"""The worker on its own with files of data: who asked for one hears what became of it."""

import pytest

from core.commands import Cancel, Import, Run
from core.mailbox import Mailbox
from core.session import Session, State
from core.tables import Reading
from gui.worker import TrainingWorker

HOW = Reading(",", ".", True, (0,), (1,), "regression")
LONG = "a,b\n" + "".join(f"{k},{k / 7!r}\n" for k in range(30_000))


class Heard:
    """What a worker says, in order."""

    def __init__(self, worker, mailbox):
        self.said, self._mailbox = [], mailbox
        worker.finished.connect(self.on_finished)
        worker.rejected.connect(self.on_rejected)
        worker.failed.connect(pytest.fail)

    def on_finished(self, command):
        self.said.append((command, self._mailbox.take().dataset.title))

    def on_rejected(self, command, sentence):
        self.said.append((command, sentence))


@pytest.fixture
def session():
    return Session()


@pytest.fixture
def heard(session):
    mailbox = Mailbox()
    worker = TrainingWorker(session, mailbox)
    found = Heard(worker, mailbox)
    found.worker = worker
    return found


def ask(folder, content):
    path = folder / "points.csv"
    path.write_text(content)
    return Import(str(path), HOW)


def wait(worker, session):
    while session.state is State.IMPORTING:
        worker.on_timeout()


@pytest.mark.parametrize("content", ["a,b\n1,2\n3,4.5\n", LONG], ids=["short", "long"])
def test_a_file_that_was_read_is_told_with_a_frame_of_it(content, session, heard, tmp_path):
    command = ask(tmp_path, content)
    heard.worker.handle(command)
    wait(heard.worker, session)
    assert heard.said == [(command, "points.csv")]


@pytest.mark.parametrize("content", ["a,b\n1,x\n", f"{LONG}1,x\n"], ids=["at its beginning", "at its end"])
def test_a_bad_file_is_a_rejection_wherever_it_is_bad(content, session, heard, tmp_path):
    session.apply(Run())
    command = ask(tmp_path, content)
    heard.worker.handle(command)
    wait(heard.worker, session)
    [(said, sentence)] = heard.said
    assert said is command
    assert sentence.startswith("The file points.csv cannot be read: line ")
    assert session.state is State.RUNNING
    session.halt()


def test_a_file_that_is_given_up_is_told_of_as_nothing_that_is_done(session, heard, tmp_path):
    heard.worker.handle(ask(tmp_path, LONG))
    heard.worker.handle(Cancel())
    assert session.state is State.PAUSED
    assert not [title for _, title in heard.said if title == "points.csv"]
