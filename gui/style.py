"""The style sheet of the window, with the names of the theme's colours and the icons in braces."""

STYLE = """
QMainWindow, QMenuBar {{ background: {window}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {raised}; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {dim}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::indicator {{ width: 12px; height: 12px; left: 8px; }}
QMenu::indicator:checked {{ image: url("{check}"); }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 5px; }}
QToolBar {{
    background: {surface}; border: 0; border-bottom: 1px solid {border}; spacing: 4px; padding: 5px 8px;
}}
QToolBar QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px 9px; }}
QToolBar QToolButton:hover {{ background: {raised}; border-color: {border}; }}
QToolBar QToolButton:focus {{ border-color: {accent}; }}
QToolBar QToolButton:disabled {{ color: {dim}; }}
QToolBar QToolButton#run {{ background: {accent}; color: {on_accent}; font-weight: 600; padding: 5px 14px; }}
QToolBar QToolButton#run:focus {{
    border: 3px double {accent}; background-clip: padding; padding: 3px 12px;
}}
QToolBar QToolButton#run:disabled {{ background: {raised}; color: {dim}; }}
QToolBar::separator {{ width: 1px; background: {border}; margin: 5px 6px; }}
QDockWidget {{ font-weight: 600; titlebar-close-icon: url("{close}"); titlebar-normal-icon: url("{float}"); }}
QWidget#title_bar, QWidget#title_bar > QWidget {{ background: {surface}; }}
QWidget#title_bar > QToolButton {{
    border: 1px solid transparent; border-radius: 4px; width: 18px; height: 18px; padding: 0;
}}
QWidget#title_bar > QToolButton:hover {{ background: {raised}; border-color: {border}; }}
QToolButton#qt_dockwidget_floatbutton {{ qproperty-icon: url("{float}"); qproperty-iconSize: 14px; }}
QToolButton#qt_dockwidget_closebutton {{ qproperty-icon: url("{close}"); qproperty-iconSize: 14px; }}
QDockWidget::title {{ background: {surface}; padding: 8px 10px; text-align: left; }}
QDockWidget::close-button, QDockWidget::float-button {{
    border: 1px solid transparent; border-radius: 4px; width: 18px; height: 18px; icon-size: 14px; top: 6px;
}}
QDockWidget::close-button {{ right: 8px; }}
QDockWidget::float-button {{ right: 30px; }}
QDockWidget::close-button:hover, QDockWidget::float-button:hover {{
    background: {raised}; border-color: {border};
}}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {border}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {accent}; }}
QSlider::handle:horizontal {{
    width: 12px; margin: -5px 0; border: 1px solid {surface}; border-radius: 7px; background: {text};
}}
QSlider::handle:horizontal:hover {{ background: {accent}; }}
QSlider::handle:horizontal:focus {{
    width: 10px; margin: -6px 0; border: 3px solid {accent}; border-radius: 8px; background: {surface};
}}
QTabBar {{ background: {window}; qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: {window}; color: {muted}; padding: 5px 7px; border: 0; border-top: 2px solid transparent;
}}
QTabBar::tab:first, QTabBar::tab:only-one {{ padding-left: 10px; }}
QTabBar::tab:selected {{ background: {surface}; color: {text}; border-top-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected:focus {{ background: {accent}; color: {on_accent}; }}
QDockWidget > QWidget {{ background: {surface}; }}
QMainWindow::separator {{ background: {window}; width: 6px; height: 6px; }}
QMainWindow::separator:hover {{ background: {accent_soft}; }}
QStatusBar {{ background: {surface}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: 0; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ border: 0; background: {surface}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {faint}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QWidget#network {{ background: {window}; }}
QLabel[role="muted"], QLabel[role="section"] {{ color: {muted}; }}
QLabel[role="title"], QLabel[role="section"] {{ font-weight: 600; }}
QLabel[role="bad"] {{ color: {bad}; }}
QLabel#phase {{
    background: {accent_soft}; color: {accent}; border: 1px solid {accent};
    border-radius: 13px; padding: 4px 14px; font-weight: 600;
}}
QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit {{
    background: {raised}; border: 1px solid {edge}; border-radius: 5px; padding: 3px 7px; min-height: 20px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit {{
    border: 0; padding: 0; min-height: 0; background: transparent;
}}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
    width: 0; border: 0;
}}
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QLineEdit:focus {{
    border: 2px solid {accent}; padding: 2px 6px;
}}
QSpinBox QLineEdit:focus, QDoubleSpinBox QLineEdit:focus {{ border: 0; padding: 0; }}
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QLineEdit:disabled {{
    color: {dim}; border-color: {border};
}}
QCheckBox {{ border: 1px solid transparent; border-radius: 4px; padding: 1px 3px 1px 0; }}
QCheckBox:focus {{ border-color: {accent}; }}
QCheckBox::indicator, QTreeView::indicator {{
    width: 12px; height: 12px; border: 1px solid {edge}; border-radius: 3px; background: {raised};
}}
QCheckBox::indicator:checked, QTreeView::indicator:checked {{ image: url("{check}"); }}
QCheckBox::indicator:disabled {{ border-color: {border}; }}
QPlainTextEdit {{ border: 1px solid {border}; border-radius: 6px; padding: 1px; }}
QListWidget:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 0; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 10px; height: 10px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {border}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 22px; padding: 0 7px; }}
QPushButton {{ background: {raised}; border: 1px solid {border}; border-radius: 5px; padding: 4px 10px; }}
QPushButton:hover, QPushButton:focus {{ border-color: {accent}; }}
QPushButton[role="small"] {{ padding: 1px 7px; min-width: 12px; }}
QPushButton[role="chip"] {{ padding: 2px 0; }}
QPushButton:disabled {{ color: {dim}; }}
QPushButton:checked:enabled {{ background: {accent_soft}; border-color: {accent}; color: {accent}; }}
QPushButton:checked:enabled:focus {{ background: {accent}; color: {on_accent}; }}
"""
