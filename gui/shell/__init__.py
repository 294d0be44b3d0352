"""What surrounds the network and the panels: docks, menus, toolbar, status, and what is remembered."""
