"""What a learner does in each step of each lesson, by the keyboard alone."""

from course import Learner
from driving import Key, Modifier

from core.course import LESSONS
from gui.shell.transport import FULL_SPEED

ALT, CTRL, SHIFT, NONE = (
    Modifier.AltModifier, Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.NoModifier,
)  # fmt: skip


def types(text):
    return lambda learner: learner.type(text)


def presses(key, modifier=NONE, times=1):
    return lambda learner: learner.press(key, modifier, times)


def writes(text):
    """F7 leads into the field that is meant, where a number is typed."""

    def act(learner):
        learner.driver.press(Key.Key_F7)
        learner.type(text)

    return act


def chooses(value):
    """F7 leads to the list that is meant, where the arrow keys choose."""

    def act(learner):
        learner.driver.press(Key.Key_F7)
        choice = learner.driver.window.controls.sigma
        assert choice.hasFocus()
        while choice.value() != value:
            before = choice.currentIndex()
            learner.driver.press(Key.Key_Down if choice.findData(value) > before else Key.Key_Up)
            assert choice.currentIndex() != before

    return act


def runs(learner):
    """Run at full speed by the keys until the step is done, and pause."""
    for _ in range(FULL_SPEED):
        learner.driver.press(Key.Key_Up, CTRL)
    learner.driver.toggle()
    learner.driver.until(lambda: learner.course.done)
    learner.driver.pause()


PHASE, STEP, EPOCH = presses(Key.Key_Right), presses(Key.Key_Right, SHIFT), presses(Key.Key_Right, CTRL)

ACTS = {
    "forward": (types("0,5"), types("0.62"), PHASE, types("0.221"), PHASE),
    "cost": (PHASE, types("0.09375"), types("1/4"), PHASE, types("0")),
    "chain": (presses(Key.Key_Down, ALT, 2), types("-0.22"), types("-0.0258"), presses(Key.Key_Right, ALT)),
    "backward": (types("-0.22"), types("-0.143"), PHASE, types("0.05"), PHASE),
    "step": (
        types("-0.563"), PHASE, writes("1.5"), presses(Key.Key_Right, SHIFT, 5), writes("0.4"),
        presses(Key.Key_Right, SHIFT, 20),
    ),
    "batches": (STEP, EPOCH, types("4"), writes("100"), runs, writes("1"), runs),
    "deep": (STEP, presses(Key.Key_Down, ALT), types("0.25"), chooses("tanh"), runs),
    "fault": (
        runs,
        presses(Key.Key_K, CTRL | SHIFT),
        lambda learner: [learner.press(Key.Key_Down, ALT), learner.press(Key.Key_Right, ALT)],
        types("3"),
    ),
}  # fmt: skip


def go_through(learner: Learner, name: str, seen=lambda step, done: None):
    """Do every step of the lesson `name`, which has begun, and see each asked, done, and gone on from.

    `seen(step, done)` is called where a step has begun, and where it is done.
    """
    lesson = next(each for each in LESSONS if each.name == name)
    for k, (step, act) in enumerate(zip(lesson.steps, ACTS[name], strict=True)):
        learner.wait_for(name, step.name)
        assert learner.course.at == k
        assert not learner.course.done
        seen(step, False)
        act(learner)
        learner.wait_until_done()
        seen(step, True)
        learner.go_on()
