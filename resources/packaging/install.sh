#!/bin/sh
# Puts Nablascope into the menu of programs of whoever runs this, from the folder that it lies in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data/applications" "$data/icons"
sed "s|^Exec=nablascope|Exec=\"$here/nablascope\"|" "$here/share/applications/nablascope.desktop" \
    > "$data/applications/nablascope.desktop"
cp -R "$here/share/icons/hicolor" "$data/icons/"
echo "Nablascope is in the menu of programs. To take it out: rm \"$data/applications/nablascope.desktop\""
