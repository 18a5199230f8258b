#!/bin/sh
# Puts Gouji among the programs of this user, or takes it away again.
#
#   ./install.sh [--prefix DIR] [--uninstall]
#
# DIR is ~/.local unless told otherwise; with /usr/local (as root) it is there for everybody.
set -eu

prefix=$HOME/.local
uninstall=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=${2:?--prefix needs a folder}; shift ;;
        --uninstall) uninstall=yes ;;
        *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
    shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

here=$(cd "$(dirname "$0")" && pwd)
program=$prefix/lib/gouji
share=$prefix/share
desktop=$share/applications/gouji.desktop
mime=$share/mime/packages/gouji.xml
icon=$share/icons/hicolor/scalable/apps/gouji.svg

refresh() { # what the desktop looks things up in; a system without it needs none
    if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database "$share/applications"
    fi
}

if [ "$uninstall" ]; then
    rm -rf "$program"
    rm -f "$desktop" "$mime" "$icon" "$prefix/bin/gouji" "$prefix/bin/gouji-cli"
    if [ -d "$share/mime" ]; then refresh; fi
    echo "Gouji is removed from $prefix. Your projects are where they were."
    exit
fi

[ "$here" != "$program" ] || { echo "Run install.sh from the folder you unpacked."; exit 1; }
mkdir -p "$prefix/lib" "$prefix/bin" "$(dirname "$desktop")" "$(dirname "$mime")" "$(dirname "$icon")"
rm -rf "$program"
cp -R "$here" "$program"
ln -sf "$program/gouji" "$program/gouji-cli" "$prefix/bin/"
sed "s|^Exec=.*|Exec=\"$program/gouji\" %F|" "$here/linux/gouji.desktop" >"$desktop"
cp "$here/linux/gouji-mime.xml" "$mime"
cp "$here/_internal/resources/icons/gouji.svg" "$icon"
refresh
echo "Gouji is in $program; start it from the menu, or as $prefix/bin/gouji."
