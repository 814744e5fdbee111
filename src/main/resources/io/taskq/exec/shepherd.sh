# Ends the session $1, a program with all it started, at the order of who started it, or when that
# one is gone. stdin brings the orders: TERM, KILL; at its end, TERM, two seconds, KILL.
#
# It walks /proc for the session, because a group is not enough: timeout(1) and a shell with job
# control put what they start into groups of their own. Who makes a session of its own is free.
# Nothing here may stop it before its work is done.
trap '' TERM INT HUP QUIT PIPE USR1 USR2

session=$1

# Whether anybody is left; sets found. A zombie is nobody: it waits for its parent alone.
left() {
  if [ -r /proc/self/stat ]; then
    found=$(grep -lsE "\) [^ZX] [0-9]+ [0-9]+ $session " /proc/[0-9]*/stat)
    # A search that was killed has found nothing, which says nothing.
    [ $? -gt 128 ] || [ -n "$found" ]
  else
    found=/proc/-$session/stat
    kill -s 0 -- "-$session"
  fi
}

# Each is told once: some take a second TERM for impatience.
tell() {
  left || return 0
  for stat in $found; do
    process=${stat#/proc/}
    kill -s "$1" -- "${process%/stat}"
  done
}

# The group first, and at once, so that nobody in it can start another meanwhile.
force() {
  kill -s KILL -- "-$session"
  tell KILL
}

while IFS= read -r order; do
  case $order in
    TERM) tell TERM ;;
    KILL) force ;;
  esac
done

tell TERM
for pause in 0.1 0.2 0.4 0.6 0.6; do
  left || exit 0
  sleep "$pause"
done
tries=50
while [ "$tries" -gt 0 ] && left; do
  tries=$((tries - 1))
  force
  sleep 0.1
done
