"""Whatever is opened and closed again leaves no widget behind."""

import pytest
from opening import Opening, counted

pytestmark = pytest.mark.promise(number="R10")


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_what_was_opened_and_closed_is_gone(driver, tmp_path):
    opening = Opening(driver.window, tmp_path)
    for name in opening.ways:
        opening.once(name)  # some things are made once and kept
    before = counted()
    for name in opening.ways:
        opening.once(name)
        assert counted() == before, name
