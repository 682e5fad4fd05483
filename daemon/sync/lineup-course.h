/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-course-phase.h"
#include "lineup-hosts.h"
#include "lineup-job-memory.h"
#include "lineup-job.h"
#include "lineup-obstacle.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_COURSE (lineup_course_get_type ())
G_DECLARE_FINAL_TYPE (LineupCourse, lineup_course, LINEUP, COURSE, GObject)

/**
 * LineupCourse:
 *
 * The way of one job through the queue, past obstacles, to where it is remembered that it has
 * ended. One that steps aside for others gives them its turn, and waits for its next. For the main
 * thread.
 */

/**
 * lineup_course_new:
 * @job: has not begun
 * @host: under which it is to be in the queue
 * @hosts: have the queue, and the clock for the time of an attempt
 * @memory: of the account
 *
 * Returns: (transfer full): a course that has not been started; once it has, it keeps itself until
 *   it is over
 */
LineupCourse *
lineup_course_new (LineupJob *job, const char *host, LineupHosts *hosts, LineupJobMemory *memory);

/**
 * lineup_course_start:
 * @self: a course, once
 * @attended: whether somebody waits for the job, so that nothing is in its way
 * @obstacle: as of lineup_course_set_obstacle()
 */
void lineup_course_start (LineupCourse *self, gboolean attended, LineupObstacle obstacle);

/**
 * lineup_course_attend:
 * @self: a course that was started
 *
 * From now on somebody waits for the job.
 */
void lineup_course_attend (LineupCourse *self);

/**
 * lineup_course_set_obstacle:
 * @self: a course that was started
 * @obstacle: why one that nobody waits for is not to run now
 *
 * A step that runs is left to end.
 */
void lineup_course_set_obstacle (LineupCourse *self, LineupObstacle obstacle);

/**
 * lineup_course_cancel:
 * @self: a course that was started
 * @task: (transfer full) (nullable): returns %TRUE when the course is over and has left the queue
 */
void lineup_course_cancel (LineupCourse *self, GTask *task);

/**
 * lineup_course_expect_return:
 * @self: a course that was started
 *
 * The daemon ends, so that a job that is cancelled now is to be made up for.
 */
void lineup_course_expect_return (LineupCourse *self);

/**
 * lineup_course_get_job:
 *
 * Returns: (transfer none): whose course it is
 */
LineupJob *lineup_course_get_job (LineupCourse *self);

/**
 * lineup_course_get_phase:
 *
 * Returns: where the job is
 */
LineupCoursePhase lineup_course_get_phase (LineupCourse *self);

/**
 * LineupCourse::changed:
 * @self: the course, which is in another phase now
 *
 * That it is over is told when it can't be forgotten any more, and before the next one of its host
 * begins, which may depend on how this one has ended.
 */

G_END_DECLS
