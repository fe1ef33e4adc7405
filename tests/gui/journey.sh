#!/usr/bin/env bash
# An investigator's way through the real window, with real mouse and keys: open the demonstration, select who benefits
# most, read the exhibits behind a payment, move an entity and undo it. Usage: journey.sh PROGRAM SOURCE_DIR
# Widgets are found by label in the map that the program writes (CUIBONO_UI_MAP). Every wait is for a condition.
set -euo pipefail
program=$1
source_dir=$2
for tool in Xvfb xdotool; do
  command -v "$tool" >/dev/null || { echo "journey: $tool is not installed"; exit 77; }
done

work=$(mktemp -d)
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data CUIBONO_DATA=$source_dir/data CUIBONO_SHADERS=$source_dir/shaders
export CUIBONO_UI_MAP=$work/map LIBGL_ALWAYS_SOFTWARE=1 ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"

finish() {
  status=$?
  kill "${window:-}" "${server:-}" 2>/dev/null || true
  if [ $status -ne 0 ] && [ -s "$work/map" ]; then
    echo "journey: the window's labels were:"; cut -f1 "$work/map"
    cat "$work/log" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

mkfifo "$work/display"
exec 3<>"$work/display"
Xvfb -displayfd 3 -screen 0 1600x1200x24 >/dev/null 2>&1 &
server=$!
read -r -t 60 number <&3
export DISPLAY=:$number

"$program" --size 1600x1200 >"$work/log" 2>&1 &
window=$!

# until_true SECONDS COMMAND...: runs the command until it succeeds; gives up after so long.
until_true() {
  local end=$((SECONDS + $1)); shift
  until "$@"; do
    kill -0 "$window" 2>/dev/null || { echo "journey: the program ended"; return 1; }
    [ $SECONDS -lt $end ] || { echo "journey: waited in vain for: $*"; return 1; }
    sleep 0.05
  done
}

# shown LABEL_REGEX [WINDOW_REGEX]: the first such widget is in the map.
line_of() { [ -s "$work/map" ] && awk -F '\t' -v l="$1" -v w="${2:-.}" '$1 ~ l && $6 ~ w {print; found = 1; exit} END {exit !found}' "$work/map"; }
shown() { line_of "$@" >/dev/null; }
gone() { ! shown "$@"; }

point_at() {
  local x y width height
  IFS=$'\t' read -r _ x y width height _ < <(line_of "$@")
  xdotool mousemove $((x + width / 2)) $((y + height / 2))
}
# The map must say the same twice, so that nothing is pressed while it still moves.
press() {
  until_true 90 shown "$@"
  local before=""
  until [ "$before" = "$(line_of "$@")" ]; do before=$(line_of "$@"); sleep 0.2; done
  point_at "$@"
  xdotool click 1
}
scroll_to() { # LABEL WINDOW: turns the wheel over the window until the label is in sight
  for _ in $(seq 60); do
    shown "$1" && return 0
    point_at '.' "$2"; xdotool click 5; sleep 0.1
  done
  echo "journey: $1 is nowhere in $2"; return 1
}
say() { echo "journey: $*"; }

say "open the demonstration"
press '^##F/V Meridian Star$'
until_true 180 shown '^chart:Aldo Renquist$'

xdotool search --class cuibono windowfocus # no window manager does it here

say "select who benefits most"
press '^Aldo Renquist$' 'people'
until_true 90 shown '^Money paths' 'inspector'

say "read the exhibits behind a payment"
scroll_to '^##.* pays ' 'inspector'
press '^##.* pays ' 'inspector'
scroll_to '^##E[0-9]+  ' 'inspector'
scroll_to '^##[0-9-]+  .* pays ' 'inspector'
press '^##[0-9-]+  .* pays ' 'inspector'
scroll_to '^##E[0-9]+  .*, (row|page|entry) ' 'inspector'
say "exhibit: $(line_of '^##E[0-9]+  .*, (row|page|entry) ' inspector | cut -f1)"

say "move an entity, then undo it"
until_true 30 shown '^chart:Aldo Renquist$'
point_at '^chart:Aldo Renquist$'
xdotool mousedown 1 mousemove_relative 20 20 mousemove_relative 40 30 mouseup 1
press '^Edit$'
press '^Undo: Move one entity'
until_true 30 gone '^Undo: Move one entity'
press '^Edit$'
until_true 30 shown '^Redo: Move one entity'

if command -v import >/dev/null; then import -window root "${CUIBONO_SCREENSHOT:-$work/journey.png}"; fi
say "quit"
end=$((SECONDS + 60))
while kill -0 "$window" 2>/dev/null; do
  [ $SECONDS -lt $end ] || { echo "journey: the program does not quit"; exit 1; }
  xdotool key ctrl+q 2>/dev/null || true
  sleep 0.5
done
wait "$window"
say "done"
