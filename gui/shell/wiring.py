"""What is connected with what: signals of the window's parts, and the actions of menus and toolbar."""

from typing import Any

from gui.actions import ACTIONS


def wire(window: Any) -> None:
    """Connect the parts of `window`, the main window, with one another and with the engine."""
    _wire_engine(window)
    _wire_panels(window)
    _wire_pictures(window)
    _wire_time(window)
    _wire_files(window)
    _wire_choices(window)


def _wire_engine(window: Any) -> None:
    engine = window.engine
    engine.frame_changed.connect(window.show_frame)
    engine.rejected.connect(window.on_rejected)
    engine.failed.connect(window.on_failed)
    engine.heard.connect(window.controls.on_heard)
    engine.state_changed.connect(window.show_state)
    engine.step_allowed.connect(window.on_step_allowed)
    engine.heard.connect(window.viewer.on_heard)
    for part in (
        window.viewer,
        window.data_files,
        window.exports,
        window.experiments,
        window.freezing,
        window.controls,
        window.network,
        window.canvas,
        window.cost,
        window.gradients,
        *window.below,
        window.runs,
    ):
        part.asked.connect(engine.send)
    window.canvas.painted.connect(engine.on_painted)
    _wire_easel(window)


def _wire_easel(window: Any) -> None:
    easel, engine = window.output.easel, window.engine
    easel.asked.connect(engine.send)
    easel.said.connect(window.status.say)
    easel.sending.outdated.connect(window.status.take_back)
    engine.heard.connect(easel.sending.on_heard)
    engine.rejected.connect(easel.sending.on_rejected)
    window.output.layer.left.connect(window.canvas.setFocus)
    window.output.viewed.connect(window.viewer.show)
    window.output.bar.offer(window.actions["draw"])


def _wire_panels(window: Any) -> None:
    files = (window.sessions, window.data_files, window.dropping, window.exports)
    seen = (window.controls, window.canvas, window.chain_rule, window.matrices)
    for part in (*files, window.clipboard, window.diagnosis, window.panel_keys, *seen):
        part.said.connect(window.status.say)
    for panel in (window.controls, window.samples, window.chain_rule, window.matrices, window.confusion):
        panel.left.connect(window.canvas.setFocus)
    window.controls.file_wanted.connect(window.actions["open_data"].trigger)
    for panel in (window.samples, window.output, window.chain_rule, window.confusion):
        panel.sample_chosen.connect(window.viewer.show_sample)
    for part in (window.canvas, window.walker, window.gradients, window.dialogs, *window.below):
        part.picked.connect(window.viewer.select)
    for part in (window.canvas, window.walker):
        part.picked.connect(window.dock_layout.open_for)
    for part in (window.dialogs, *window.below):
        part.lit.connect(window.canvas.light)
    window.banner.shown.connect(window.dock_layout.on_exercise_shown)
    for part in (window.timeline, window.dock_layout):
        window.network.exercise_shown.connect(part.on_exercise_shown)
    window.runs.compared.connect(window.cost.show_compared)
    window.sessions.began.connect(window.runs.on_began)
    for panel in (window.samples, window.output):
        window.confusion.marked.connect(panel.show_marked)
    window.viewer.asked.connect(window.status.on_view_asked)
    window.canvas.hover_changed.connect(window.chain_rule.show_hovered)
    window.canvas.hover_changed.connect(window.matrices.show_hovered)


def _wire_pictures(window: Any) -> None:
    window.status.add_badge(window.badge)
    for show in (window.docks["health"].show, window.docks["health"].raise_):
        window.badge.clicked.connect(show)
    for panel in window.pictures:
        panel.sample_chosen.connect(window.viewer.show_sample)
        panel.viewed.connect(window.viewer.show)
        panel.asked.connect(window.engine.send)
        panel.picked.connect(window.viewer.select)
        panel.lit.connect(window.canvas.light)
        panel.said.connect(window.status.say)
        panel.left.connect(window.canvas.setFocus)


def _wire_time(window: Any) -> None:
    engine, journey, scrubber = window.engine, window.journey, window.timeline.bar.scrubber
    for part in (window.timeline.bar, window.status.seeking):
        part.asked.connect(engine.send)
    window.timeline.bar.sliderReleased.connect(window.catch_up)
    for part in (journey, scrubber):
        engine.command.connect(part.on_command)
        engine.rejected.connect(part.on_rejected)
    journey.said.connect(window.status.say)
    journey.outdated.connect(window.status.take_back)
    for part in (window.transport, window.status.seeking):
        journey.destined.connect(part.show_destination)
        for files in (window.data_files, window.exports, window.sessions):
            files.working.connect(part.show_destination)


def _wire_files(window: Any) -> None:
    window.dropping.session_dropped.connect(window.sessions.open_file)
    window.dropping.data_dropped.connect(window.data_files.open_file)


def _wire_choices(window: Any) -> None:
    window.network.legend.edges_changed.connect(window.viewer.colour_edges)
    window.network.legend.maps_changed.connect(window.viewer.show_maps)
    window.canvas.edge_choice.viewed.connect(window.viewer.show)
    window.canvas.edge_choice.matrix_wanted.connect(window.looking.show_matrix)
    for part in (window, window.confusion):
        window.dock_layout.changed.connect(part.on_panels_changed)
    window.transport.speed_changed.connect(window.on_speed_changed)
    window.actions["dashes"].setChecked(window.canvas.dashed)
    for name, button in (("log", window.cost.log), ("accuracy", window.cost.bar.accuracy)):
        window.actions[name].setChecked(button.isChecked())
        button.toggled.connect(window.actions[name].setChecked)
    window.menus.data.triggered.connect(window.on_data_triggered)
    window.menus.themes.triggered.connect(window.on_theme_triggered)
    window.menus.digits.triggered.connect(window.on_digits_triggered)
    window.menus.presets.triggered.connect(window.guiding.begin)
    window.teaching.offer(window.menus.lessons)
    window.experiments.said.connect(window.status.say)
    window.canvas.reshaped.connect(window.experiments.reshape)
    window.engine.rejected.connect(window.experiments.on_rejected)
    window.digits.changed.connect(window.menus.show_digits)
    window.menus.show_digits(window.digits.count)
    window.appearance.coming.connect(window.dialogs.hold)
    window.appearance.changed.connect(window.apply_theme)
    window.appearance.chosen.connect(window.menus.show_theme)


def wire_actions(window: Any) -> None:
    """Most actions send the command of the table; the window and its parts do the rest."""
    handlers = _looking(window) | _changing(window) | _keeping(window) | window.panel_keys.handlers()
    for spec in ACTIONS:
        own = getattr(window, f"on_{spec.id}", window.on_command_action)
        window.actions[spec.id].triggered.connect(handlers.get(spec.id, own))
    for name in ("audit_sample", "audit_data"):
        window.actions[name].triggered.connect(window.docks["check"].show)
        window.actions[name].triggered.connect(window.docks["check"].raise_)


def _looking(window: Any) -> dict[str, Any]:
    """Who shows something else when its action is triggered."""
    return {
        "edges": window.viewer.colour_by_gradient,
        "maps": window.viewer.show_maps,
        "dashes": window.network.show_dashes,
        "next_sample": window.viewer.show_next_sample,
        "previous_sample": window.viewer.show_previous_sample,
        "follow": window.viewer.follow_batch,
        "exercise": window.viewer.set_exercise,
        "weight_next": window.walker.next,
        "weight_previous": window.walker.previous,
        "layer_next": window.walker.forward,
        "layer_previous": window.walker.back,
        "node_next": window.walker.next_node,
        "node_previous": window.walker.previous_node,
        "zoom_in": window.canvas.zoom_in,
        "zoom_out": window.canvas.zoom_out,
        "fit": window.canvas.fit,
        "restore": window.dock_layout.arrange,
        "present": window.presenting.switch,
        "log": window.cost.show_log,
        "accuracy": window.cost.show_accuracy,
        "lesson_next": window.teaching.next,
        "lesson_go": window.teaching.go,
        "lesson_again": window.teaching.again,
        "lesson_leave": window.teaching.leave,
        "tour": window.tour.begin,
        "about": window.dialogs.open_about,
        "guide": window.dialogs.open_guide,
        "maths": window.dialogs.open_maths,
        "shortcuts": window.dialogs.open_shortcuts,
    }


def _changing(window: Any) -> dict[str, Any]:
    """Who changes something, or holds it against something."""
    return {
        "slower": window.transport.slow_down,
        "faster": window.transport.speed_up,
        "edit": window.canvas.edit_selected,
        "freeze": window.freezing.toggle,
        "draw": window.output.easel.switch,
        "new_drawing": window.output.easel.draw_anew,
        "draw_here": window.output.easel.draw_here,
        "audit_sample": window.on_audit,
        "audit_data": window.on_audit,
        "new_seed": window.experiments.next_seed,
        "add_layer": window.experiments.add_layer,
        "remove_layer": window.experiments.remove_layer,
        "add_node": window.experiments.add_node,
        "remove_node": window.experiments.remove_node,
        "headers": window.canvas.columns.take_keyboard,
    }


def _keeping(window: Any) -> dict[str, Any]:
    """Who puts something into a file or on the clipboard, or takes it from there."""
    return {
        "copy_latex": window.clipboard.copy_latex,
        "copy_csv": window.clipboard.copy_csv,
        "copy_script": window.clipboard.copy_script,
        "new": window.sessions.new,
        "open": window.sessions.open,
        "save": window.sessions.save,
        "save_as": window.sessions.save_as,
        "open_data": window.data_files.open,
        "save_data": window.data_files.save,
        "picture": window.exports.open_picture,
        "copy_picture": window.exports.copy_window,
        "animation": window.exports.open_animation,
        "numbers": window.exports.open_numbers,
        "report": window.diagnosis.copy_report,
        "quit": window.close,
    }
