/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupFaultyDisk:
 *
 * A disk that refuses what a test wants it to, for all daemons that are started while there is one:
 * a library that is preloaded into them, see lineup-fault-shim.h.
 */
typedef struct _LineupFaultyDisk LineupFaultyDisk;

/**
 * lineup_faulty_disk_new:
 *
 * Has the program that `LINEUPD` names run with the library that `LINEUP_FAULT_SHIM_LIBRARY` names,
 * by way of `LINEUPD_WRAPPER`.
 *
 * Returns: (transfer full): a disk on which nothing fails
 */
LineupFaultyDisk *lineup_faulty_disk_new (void);

/**
 * lineup_faulty_disk_free:
 * @self: (transfer full): a disk of daemons that have ended
 */
void lineup_faulty_disk_free (LineupFaultyDisk *self);

/**
 * lineup_faulty_disk_fail:
 * @self: a disk
 * @directory: only what is below it is counted, and may fail
 * @first: the first call that writes to fail, counted from now on, from 1
 * @last: the last one to fail, %G_MAXINT for all that come
 * @code: such as `ENOSPC`
 *
 * Has calls fail.
 */
void lineup_faulty_disk_fail (
    LineupFaultyDisk *self, const char *directory, int first, int last, int code);

/**
 * lineup_faulty_disk_kill:
 * @self: a disk
 * @directory: only what is below it is counted
 * @step: number of a call that moves or deletes a file or waits for the disk, from now on, from 1
 *
 * Has the daemon be killed before it makes that call.
 */
void lineup_faulty_disk_kill (LineupFaultyDisk *self, const char *directory, int step);

/**
 * lineup_faulty_disk_count:
 * @self: a disk
 * @directory: only what is below it is counted
 *
 * Has all calls succeed, and counts them from now on.
 */
void lineup_faulty_disk_count (LineupFaultyDisk *self, const char *directory);

/**
 * lineup_faulty_disk_watch:
 * @self: a disk
 * @directory: only what is below it is watched
 *
 * Has all calls succeed, and writes down, from now on, which files the daemon's main thread does
 * anything with.
 */
void lineup_faulty_disk_watch (LineupFaultyDisk *self, const char *directory);

/**
 * lineup_faulty_disk_get_seen:
 *
 * Returns: (transfer none): what the main thread has done, such as `stat64 /tmp/home`, each on a
 *   line
 */
const char *lineup_faulty_disk_get_seen (LineupFaultyDisk *self);

/**
 * lineup_faulty_disk_get_calls:
 *
 * Returns: how many calls there were
 */
int lineup_faulty_disk_get_calls (LineupFaultyDisk *self);

/**
 * lineup_faulty_disk_get_failed:
 *
 * Returns: how many calls have failed
 */
int lineup_faulty_disk_get_failed (LineupFaultyDisk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFaultyDisk, lineup_faulty_disk_free)

G_END_DECLS
