"""The worker on its own, without a thread."""

import pytest

from core.commands import Step
from core.mailbox import Mailbox
from core.session import Session, State
from gui.worker import TrainingWorker

pytestmark = pytest.mark.promise(number="R4")


def test_a_frame_that_cannot_be_made_is_said_and_training_can_go_on(qtbot, monkeypatch, troubles):
    session, mailbox = Session(), Mailbox()
    worker = TrainingWorker(session, mailbox)

    def broken():
        raise RuntimeError("seeded")

    monkeypatch.setattr(session, "frame", broken)
    with qtbot.waitSignal(worker.failed):
        worker.handle(Step("step"))
    troubles.take()
    monkeypatch.undo()
    assert session.state is State.PAUSED
    worker.handle(Step("phase"))
    assert mailbox.take().cursor == session.trainer.cursor
