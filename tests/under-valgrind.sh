#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# usage: under-valgrind.sh TEST [ARGUMENT…]
# How `meson test --setup=valgrind` runs a test: a unit test in valgrind, every other with the daemon that it
# starts in it.
valgrind='valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=9
  --suppressions=/usr/share/glib-2.0/valgrind/glib.supp'
case $1 in
  */tests/unit/*) exec $valgrind "$@" ;;
  *) LINEUPD_WRAPPER=$valgrind exec "$@" ;;
esac
