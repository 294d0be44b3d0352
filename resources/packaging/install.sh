#!/bin/sh
# Puts Nablascope into the menu of programs of whoever runs this, from the folder that it lies in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data/applications" "$data/icons"
# As the entries of menus want it, in which some letters mean something; and then as sed wants it.
named=$(printf '%s' "$here" | sed 's/\\/\\\\\\\\/g; s/["$`]/\\\\&/g; s/%/%%/g; s/[\\&|]/\\&/g')
sed "s|^Exec=nablascope|Exec=\"$named/nablascope\"|" "$here/share/applications/nablascope.desktop" \
    > "$data/applications/nablascope.desktop"
cp -R "$here/share/icons/hicolor" "$data/icons/"
echo "Nablascope is in the menu of programs. To take it out: rm \"$data/applications/nablascope.desktop\""
