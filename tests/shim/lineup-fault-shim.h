/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a test and the library that it has preloaded into the daemon share: a file that both have
 * mapped. All of it but the texts is atomic. */

#define LINEUP_FAULT_SHIM_VARIABLE "LINEUP_FAULT_SHIM"
#define LINEUP_FAULT_SHIM_PATH_MAX 512
#define LINEUP_FAULT_SHIM_SEEN_MAX 8192

/**
 * LineupFaultShim:
 * @directory: only what happens to files below it is counted, and may fail
 * @first: number of the first call to fail, from 1; 0 for none
 * @last: number of the last call to fail
 * @code: what they fail with, such as `ENOSPC`
 * @kills: whether the first call does not fail, but kills the process before it is made; then only
 *   calls count that move or delete a file, or wait for the disk
 * @n_calls: how many there were since it was set up
 * @n_failed: how many of them have failed
 * @watches: whether it is written down what the main thread does with files, also if it only looks
 * @seen: calls of the main thread, each on a line, for as long as there is room
 *
 * Which calls that write are to fail, and whose calls are watched.
 */
typedef struct
{
  char directory[LINEUP_FAULT_SHIM_PATH_MAX];
  int first;
  int last;
  int code;
  int kills;
  int n_calls;
  int n_failed;
  int watches;
  char seen[LINEUP_FAULT_SHIM_SEEN_MAX];
} LineupFaultShim;
