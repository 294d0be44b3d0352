"""What numbers can be exported, and in which forms: the same in the dialog and on the command line."""

NUMBERS = {
    "record": ("csv", "npz"),
    "weights": ("csv", "npz"),
    "gradients": ("csv", "npz"),
    "network": ("py",),
    "torch": ("npz",),
}
"""What and form together are a name of `core.exports.contents`, which takes long to import."""
