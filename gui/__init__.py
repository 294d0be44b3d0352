"""The window of Nablascope: PySide6, pyqtgraph, and core."""
