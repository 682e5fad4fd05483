/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCost:
 * @wall: seconds until the rows are committed, and all is done as far as anybody outside can tell
 * @tidied: seconds until the write-ahead log is in the database, too
 * @cpu: seconds on any core, tidying up included
 * @peak: most bytes of memory at any time
 * @resident: bytes of memory afterwards
 * @written: bytes given to the kernel to write, whatever becomes of them
 * @size: bytes of the database
 *
 * What something has cost.
 */
typedef struct
{
  double wall;
  double tidied;
  double cpu;
  double peak;
  double resident;
  double written;
  double size;
} LineupCost;

/**
 * LineupMeter:
 *
 * Measures what a process costs from now on, from outside: the kernel counts anyway.
 */
typedef struct
{
  int pid;
  gint64 begin;
  double cpu;
  double written;
} LineupMeter;

/**
 * lineup_meter_begin:
 * @self: (out caller-allocates): a meter
 * @pid: of a process of this user's, which forgets its peak of memory
 */
void lineup_meter_begin (LineupMeter *self, int pid);

/**
 * lineup_meter_get_wall:
 *
 * Returns: seconds since the beginning
 */
double lineup_meter_get_wall (const LineupMeter *self);

/**
 * lineup_meter_get_cpu:
 *
 * Returns: seconds that all threads together have run since the beginning, those that have ended
 *   too: `utime` and `stime` of `/proc/PID/stat`, in nanoseconds
 */
double lineup_meter_get_cpu (const LineupMeter *self);

/**
 * lineup_meter_read:
 * @self: a meter
 * @cost: where CPU time, memory and bytes written go; the rest is left alone
 */
void lineup_meter_read (const LineupMeter *self, LineupCost *cost);

G_END_DECLS
