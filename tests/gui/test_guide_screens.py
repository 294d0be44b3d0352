"""The pictures of the guide on two screens: as many pixels as the screen has that they are on."""

import json

from command_line import ROOT, run, succeeds

WIDE = 1280
SCREENS = [
    {"name": name, "x": x, "y": 0, "width": WIDE * ratio, "height": 1000 * ratio,
     "logicalDpi": 96 * ratio, "logicalBaseDpi": 96, "dpr": 1}
    for name, x, ratio in (("plain", 0, 1), ("fine", WIDE, 2))
]  # fmt: skip
MOVING = """
import json, sys
sys.path.insert(0, {root!r})
from gui.app import make_application
application = make_application()
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from gui.guide.window import GuideWindow

KIND = QTextDocument.ResourceType.ImageResource.value
guide, found = GuideWindow(), []
guide.go_to(2)
guide.show()
guide.reader.place = 100
for x in (20, {wide} + 20, 20):
    guide.move(x, 20)
    application.processEvents()
    pictures = [guide.reader.text.resource(KIND, QUrl(name)) for _, name, _ in guide.reader.text._pictures]
    seen = [(k.devicePixelRatio(), k.width() / k.devicePixelRatio()) for k in pictures]
    found.append((guide.screen().name(), guide.reader.place, seen))
print(json.dumps(found))
"""


def test_a_guide_that_is_moved_to_a_finer_screen_and_back_is_sharp_on_both(tmp_path):
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": SCREENS}))
    code = MOVING.format(root=str(ROOT), wide=WIDE)
    result = run(code=code, QT_QPA_PLATFORM=f"offscreen:configfile={file}")
    succeeds(result)
    before, fine, after = json.loads(result.stdout)
    assert [k[0] for k in (before, fine, after)] == ["plain", "fine", "plain"]
    assert before == after
    assert len(before[2]) == len(fine[2]) > 0
    assert all(ratio == 1.0 for ratio, _ in before[2])
    assert all(ratio == 2.0 for ratio, _ in fine[2])
    assert [width for _, width in fine[2]] == [width for _, width in before[2]]
    assert fine[1] == before[1] == 100
