"""The actions of the menu Help, for the table of all actions."""

from gui.action_spec import ActionSpec

HELP_ACTIONS = (
    ActionSpec("guide", "User guide", "How to use Nablascope, page by page, with pictures", ("Ctrl+F1",)),
    ActionSpec("maths", "The mathematics", "Every equation, with the numbers of the moment", ("Shift+F1",)),
    ActionSpec("shortcuts", "Keys and mouse", "All keys, and what the mouse does", ("F1",)),
    ActionSpec(
        "report",
        "Copy diagnostic report",
        "Put versions, settings and the last of the log on the clipboard, for whoever looks into a problem",
    ),
    ActionSpec("about", "About Nablascope", "What this program is, and what it is made of"),
)
