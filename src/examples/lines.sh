#!/bin/sh
# Counts the lines of a file. A file that is not there yet is a failure, so that it is tried again.
set -eu

[ "$1" != -- ] || shift
[ -r "$1" ] || {
  echo "cannot read $1" >&2
  exit 1
}
wc -l <"$1"
