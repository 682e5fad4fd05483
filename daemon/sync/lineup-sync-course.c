/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-course.h"

#include "lineup-log.h"
#include "lineup-token.h"

struct _LineupSyncCourse
{
  GObject parent_instance;

  LineupSync *sync;         /* (owned) */
  char *host;               /* (owned): under which @sync is in the queue */
  LineupHostQueue *queue;   /* (owned) */
  LineupSyncMemory *memory; /* (owned) */
  LineupClock *clock;       /* (owned) */

  LineupCoursePhase phase;   /* set by advance() alone */
  GCancellable *cancellable; /* (owned): of @sync */
  GPtrArray *cancellers;     /* (owned) (element-type GTask): wait until this is over */
  LineupObstacle obstacle;
  gboolean attended;       /* somebody waits for @sync, so no obstacle counts */
  gboolean expects_return; /* the daemon ends */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupSyncCourse, lineup_sync_course, G_TYPE_OBJECT)

static void
lineup_sync_course_finalize (GObject *object)
{
  LineupSyncCourse *self = LINEUP_SYNC_COURSE (object);

  /* Who waits in it holds a reference. */
  g_assert (self->phase == LINEUP_COURSE_PHASE_NEW || self->phase == LINEUP_COURSE_PHASE_OVER);
  g_clear_object (&self->sync);
  g_clear_pointer (&self->host, g_free);
  g_clear_object (&self->queue);
  g_clear_object (&self->memory);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cancellers, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_sync_course_parent_class)->finalize (object);
}

static void
lineup_sync_course_class_init (LineupSyncCourseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_sync_course_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_sync_course_init (LineupSyncCourse *self)
{
  self->phase = LINEUP_COURSE_PHASE_NEW;
  self->cancellable = g_cancellable_new ();
  self->cancellers = g_ptr_array_new_with_free_func (g_object_unref);
}

static void put_off (LineupSyncCourse *self);

LineupSyncCourse *
lineup_sync_course_new (LineupSync *sync,
                        const char *host,
                        LineupHosts *hosts,
                        LineupSyncMemory *memory)
{
  LineupSyncCourse *self = g_object_new (LINEUP_TYPE_SYNC_COURSE, NULL);

  self->sync = g_object_ref (sync);
  self->host = g_strdup (host);
  self->queue = g_object_ref (lineup_hosts_get_syncs (hosts));
  self->memory = g_object_ref (memory);
  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  g_signal_connect_object (sync, "held", G_CALLBACK (put_off), self, G_CONNECT_SWAPPED);
  return self;
}

LineupSync *
lineup_sync_course_get_sync (LineupSyncCourse *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC_COURSE (self), NULL);

  return self->sync;
}

LineupCoursePhase
lineup_sync_course_get_phase (LineupSyncCourse *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC_COURSE (self), LINEUP_COURSE_PHASE_NONE);

  return self->phase;
}

/* The only way from phase to phase. Whoever has had a turn and has none any more leaves the queue,
 * after all have heard of it. */
static void
advance (LineupSyncCourse *self, LineupCourseEvent event)
{
  const gboolean had_turn = lineup_course_phase_has_turn (self->phase);
  const LineupCoursePhase phase = lineup_course_phase_after (self->phase, event);

  g_assert (phase != LINEUP_COURSE_PHASE_NONE);
  self->phase = phase;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (had_turn && !lineup_course_phase_has_turn (phase))
    lineup_host_queue_leave (self->queue, self->host);
}

static guint64
get_seconds (LineupSyncCourse *self)
{
  return (guint64)lineup_clock_get_seconds (self->clock);
}

static LineupLogContext
get_log_context (LineupSyncCourse *self)
{
  return (LineupLogContext){ .account = lineup_sync_get_account (self->sync),
                             .job = lineup_sync_get_job (self->sync) };
}

/* The end */

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSyncCourse) self = user_data;

  lineup_sync_memory_note_finish (self->memory, result);
  advance (self, LINEUP_COURSE_EVENT_CLOSE);
  for (guint i = 0; i < self->cancellers->len; i++)
    g_task_return_boolean (self->cancellers->pdata[i], TRUE);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSyncCourse) self = user_data;
  const LineupLogContext context = get_log_context (self);
  g_autoptr (GError) error = NULL;

  lineup_sync_run_finish (self->sync, result, &error);
  advance (self, LINEUP_COURSE_EVENT_END);
  /* How a sync has ended is remembered, also of one that was cancelled. */
  lineup_sync_memory_end_async (self->memory,
                                self->sync,
                                error,
                                self->expects_return,
                                get_seconds (self),
                                NULL,
                                on_remembered,
                                g_object_ref (self));
  lineup_log (G_LOG_LEVEL_MESSAGE,
              &context,
              error,
              "sync %s after %.1f s",
              lineup_sync_status_to_string (lineup_sync_get_status (self->sync)),
              (double)lineup_sync_get_duration_ms (self->sync) / 1000);
}

/* The turns */

static gboolean
has_to_wait (LineupSyncCourse *self)
{
  return !self->attended && self->obstacle != LINEUP_OBSTACLE_NONE
         && !g_cancellable_is_cancelled (self->cancellable);
}

/* With its first step or its next; one that was cancelled takes note and ends. */
static void
run (LineupSyncCourse *self)
{
  if (has_to_wait (self))
    lineup_sync_hold (self->sync);
  else
    lineup_sync_go_on (self->sync);
  if (!lineup_sync_has_begun (self->sync))
    lineup_sync_run_async (self->sync, self->cancellable, on_run, g_object_ref (self));
}

static void
put_off (LineupSyncCourse *self)
{
  const LineupLogContext context = get_log_context (self);

  lineup_log (G_LOG_LEVEL_MESSAGE,
              &context,
              NULL,
              "sync put off: %s",
              lineup_token_from_enum (LINEUP_TYPE_OBSTACLE, (int)self->obstacle));
  advance (self, LINEUP_COURSE_EVENT_PUT_OFF);
}

/* An attempt is on the disk before it can store anything. */
static void
on_attempt_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSyncCourse) self = user_data;

  lineup_sync_memory_note_finish (self->memory, result);
  if (lineup_sync_has_begun (self->sync) && has_to_wait (self))
    {
      put_off (self);
      return;
    }
  advance (self, LINEUP_COURSE_EVENT_RUN);
  run (self);
}

/* Its turn: the first, or another one after it was put off. */
static void
note_attempt (LineupSyncCourse *self)
{
  const LineupLogContext context = get_log_context (self);

  /* An attempt is remembered before anything can be stored. */
  lineup_sync_memory_begin_async (
      self->memory, get_seconds (self), NULL, on_attempt_saved, g_object_ref (self));
  lineup_log (G_LOG_LEVEL_MESSAGE,
              &context,
              NULL,
              lineup_sync_has_begun (self->sync) ? "sync goes on" : "sync begins");
  advance (self, LINEUP_COURSE_EVENT_NOTE);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSyncCourse) self = user_data;
  const gboolean admitted = lineup_host_queue_enter_finish (
      LINEUP_HOST_QUEUE (source), result, NULL);

  advance (self, admitted ? LINEUP_COURSE_EVENT_ADMIT : LINEUP_COURSE_EVENT_GIVE_UP);
  if (!admitted)
    run (self);
  else if (g_cancellable_is_cancelled (self->cancellable))
    {
      advance (self, LINEUP_COURSE_EVENT_RUN);
      run (self);
    }
  else if (has_to_wait (self))
    put_off (self);
  else
    note_attempt (self);
}

static void
enter_queue (LineupSyncCourse *self)
{
  const gboolean waits = lineup_host_queue_would_wait (self->queue, self->host, self->attended);

  advance (self, waits ? LINEUP_COURSE_EVENT_QUEUE : LINEUP_COURSE_EVENT_ENTER);
  lineup_host_queue_enter_async (
      self->queue, self->host, self->attended, self->cancellable, on_entered, g_object_ref (self));
}

/* What is in the way, and whether that counts, may have changed. */
static void
update (LineupSyncCourse *self)
{
  if (self->phase == LINEUP_COURSE_PHASE_PUT_OFF && !has_to_wait (self))
    enter_queue (self);
  else if (self->phase == LINEUP_COURSE_PHASE_RUNNING && has_to_wait (self))
    lineup_sync_hold (self->sync);
  else if (self->phase == LINEUP_COURSE_PHASE_RUNNING)
    lineup_sync_go_on (self->sync);
}

void
lineup_sync_course_start (LineupSyncCourse *self, gboolean attended, LineupObstacle obstacle)
{
  g_return_if_fail (LINEUP_IS_SYNC_COURSE (self));

  self->attended = attended;
  self->obstacle = obstacle;
  lineup_sync_set_attended (self->sync, attended);
  enter_queue (self);
}

void
lineup_sync_course_attend (LineupSyncCourse *self)
{
  g_return_if_fail (LINEUP_IS_SYNC_COURSE (self));

  self->attended = TRUE;
  lineup_sync_set_attended (self->sync, TRUE);
  lineup_host_queue_set_attended (self->queue, self->cancellable, TRUE);
  update (self);
}

void
lineup_sync_course_set_obstacle (LineupSyncCourse *self, LineupObstacle obstacle)
{
  g_return_if_fail (LINEUP_IS_SYNC_COURSE (self));

  self->obstacle = obstacle;
  update (self);
}

void
lineup_sync_course_cancel (LineupSyncCourse *self, GTask *task)
{
  g_return_if_fail (LINEUP_IS_SYNC_COURSE (self));

  if (task != NULL)
    g_ptr_array_add (self->cancellers, task);
  g_cancellable_cancel (self->cancellable);
  update (self);
}

void
lineup_sync_course_expect_return (LineupSyncCourse *self)
{
  g_return_if_fail (LINEUP_IS_SYNC_COURSE (self));

  self->expects_return = TRUE;
}
