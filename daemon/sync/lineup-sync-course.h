/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-course-phase.h"
#include "lineup-hosts.h"
#include "lineup-obstacle.h"
#include "lineup-sync-memory.h"
#include "lineup-sync.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYNC_COURSE (lineup_sync_course_get_type ())
G_DECLARE_FINAL_TYPE (LineupSyncCourse, lineup_sync_course, LINEUP, SYNC_COURSE, GObject)

/**
 * LineupSyncCourse:
 *
 * The way of one sync through the queue, past obstacles, to where it is remembered that it has
 * ended. For the main thread.
 */

/**
 * lineup_sync_course_new:
 * @sync: has not begun
 * @host: under which it is to be in the queue
 * @hosts: have the queue, and the clock for the time of an attempt
 * @memory: of the account
 *
 * Returns: (transfer full): a course that has not been started; once it has, it keeps itself until
 *   it is over
 */
LineupSyncCourse *lineup_sync_course_new (LineupSync *sync,
                                          const char *host,
                                          LineupHosts *hosts,
                                          LineupSyncMemory *memory);

/**
 * lineup_sync_course_start:
 * @self: a course, once
 * @attended: whether somebody waits for the sync, so that nothing is in its way
 * @obstacle: as of lineup_sync_course_set_obstacle()
 */
void lineup_sync_course_start (LineupSyncCourse *self, gboolean attended, LineupObstacle obstacle);

/**
 * lineup_sync_course_attend:
 * @self: a course that was started
 *
 * From now on somebody waits for the sync.
 */
void lineup_sync_course_attend (LineupSyncCourse *self);

/**
 * lineup_sync_course_set_obstacle:
 * @self: a course that was started
 * @obstacle: why one that nobody waits for is not to run now
 *
 * A step that runs is left to end.
 */
void lineup_sync_course_set_obstacle (LineupSyncCourse *self, LineupObstacle obstacle);

/**
 * lineup_sync_course_cancel:
 * @self: a course that was started
 * @task: (transfer full) (nullable): returns %TRUE when the course is over and has left the queue
 */
void lineup_sync_course_cancel (LineupSyncCourse *self, GTask *task);

/**
 * lineup_sync_course_expect_return:
 * @self: a course that was started
 *
 * The daemon ends, so that a sync that is cancelled now is to be made up for.
 */
void lineup_sync_course_expect_return (LineupSyncCourse *self);

/**
 * lineup_sync_course_get_sync:
 *
 * Returns: (transfer none): whose course it is
 */
LineupSync *lineup_sync_course_get_sync (LineupSyncCourse *self);

/**
 * lineup_sync_course_get_phase:
 *
 * Returns: where the sync is
 */
LineupCoursePhase lineup_sync_course_get_phase (LineupSyncCourse *self);

/**
 * LineupSyncCourse::changed:
 * @self: the course, which is in another phase now
 *
 * That it is over is told when it can't be forgotten any more, and before the next sync of its host
 * begins, which may depend on how this one has ended.
 */

G_END_DECLS
