/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-course.h"

#include "lineup-log.h"
#include "lineup-token.h"

struct _LineupCourse
{
  GObject parent_instance;

  LineupJob *job;          /* (owned) */
  LineupHostQueue *queue;  /* (owned) */
  LineupTurn *turn;        /* (owned): of @job, in it */
  LineupJobMemory *memory; /* (owned) */
  LineupClock *clock;      /* (owned) */

  LineupCoursePhase phase;   /* set by advance() alone */
  GCancellable *cancellable; /* (owned): of @job */
  GPtrArray *cancellers;     /* (owned) (element-type GTask): wait until this is over */
  LineupObstacle obstacle;
  gboolean attended;       /* somebody waits for @job, so no obstacle counts */
  gboolean wanted;         /* another one waits for its turn, and it is to step aside */
  gboolean expects_return; /* the daemon ends */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupCourse, lineup_course, G_TYPE_OBJECT)

static void
lineup_course_finalize (GObject *object)
{
  LineupCourse *self = LINEUP_COURSE (object);

  /* Who waits in it holds a reference. */
  g_assert (self->phase == LINEUP_COURSE_PHASE_NEW || self->phase == LINEUP_COURSE_PHASE_OVER);
  g_clear_object (&self->job);
  g_clear_object (&self->turn);
  g_clear_object (&self->queue);
  g_clear_object (&self->memory);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cancellers, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_course_parent_class)->finalize (object);
}

static void
lineup_course_class_init (LineupCourseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_course_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_course_init (LineupCourse *self)
{
  self->phase = LINEUP_COURSE_PHASE_NEW;
  self->cancellable = g_cancellable_new ();
  self->cancellers = g_ptr_array_new_with_free_func (g_object_unref);
}

static void on_held (LineupCourse *self);
static void on_wanted (LineupCourse *self, const char *host);

LineupCourse *
lineup_course_new (LineupJob *job, const char *host, LineupHosts *hosts, LineupJobMemory *memory)
{
  LineupCourse *self = g_object_new (LINEUP_TYPE_COURSE, NULL);

  self->job = g_object_ref (job);
  self->queue = g_object_ref (lineup_hosts_get_syncs (hosts));
  self->turn = lineup_turn_new (self->queue, host, LINEUP_GUEST_NONE);
  self->memory = g_object_ref (memory);
  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  g_signal_connect_object (job, "held", G_CALLBACK (on_held), self, G_CONNECT_SWAPPED);
  if (lineup_job_steps_aside (job))
    g_signal_connect_object (
        self->queue, "wanted", G_CALLBACK (on_wanted), self, G_CONNECT_SWAPPED);
  return self;
}

LineupJob *
lineup_course_get_job (LineupCourse *self)
{
  g_return_val_if_fail (LINEUP_IS_COURSE (self), NULL);

  return self->job;
}

LineupCoursePhase
lineup_course_get_phase (LineupCourse *self)
{
  g_return_val_if_fail (LINEUP_IS_COURSE (self), LINEUP_COURSE_PHASE_NONE);

  return self->phase;
}

/* The only way from phase to phase. Whoever has had a turn and has none any more leaves the queue,
 * after all have heard of it. */
static void
advance (LineupCourse *self, LineupCourseEvent event)
{
  const gboolean had_turn = lineup_course_phase_has_turn (self->phase);
  const LineupCoursePhase phase = lineup_course_phase_after (self->phase, event);

  g_assert (phase != LINEUP_COURSE_PHASE_NONE);
  self->phase = phase;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (had_turn && !lineup_course_phase_has_turn (phase))
    lineup_turn_leave (self->turn);
}

static guint64
get_seconds (LineupCourse *self)
{
  return (guint64)lineup_clock_get_seconds (self->clock);
}

/* What becomes of a job is told in its own words. */
static void
tell (LineupCourse *self, const GError *error, const char *what)
{
  const LineupJobFacts facts = lineup_job_get_facts (self->job);
  const LineupLogContext context = { .account = facts.account, .job = facts.id };

  lineup_log (G_LOG_LEVEL_MESSAGE, &context, error, "%s %s", lineup_job_get_noun (self->job), what);
}

/* The end */

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupCourse) self = user_data;

  lineup_job_memory_note_finish (self->memory, result);
  advance (self, LINEUP_COURSE_EVENT_CLOSE);
  for (guint i = 0; i < self->cancellers->len; i++)
    g_task_return_boolean (self->cancellers->pdata[i], TRUE);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupCourse) self = user_data;
  g_autofree char *what = NULL;
  g_autoptr (GError) error = NULL;
  LineupJobFacts facts = { 0 };

  lineup_job_run_finish (self->job, result, &error);
  advance (self, LINEUP_COURSE_EVENT_END);
  /* How a job has ended is remembered, also of one that was cancelled. */
  lineup_job_memory_end_async (self->memory,
                               self->job,
                               error,
                               self->expects_return,
                               get_seconds (self),
                               NULL,
                               on_remembered,
                               g_object_ref (self));
  facts = lineup_job_get_facts (self->job);
  what = g_strdup_printf ("%s after %.1f s",
                          lineup_sync_status_to_string (facts.status),
                          (double)facts.duration_ms / 1000);
  tell (self, error, what);
}

/* The turns */

static gboolean
has_to_wait (LineupCourse *self)
{
  return !self->attended && self->obstacle != LINEUP_OBSTACLE_NONE
         && !g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
has_begun (LineupCourse *self)
{
  return lineup_job_get_facts (self->job).has_begun;
}

/* With its first step or its next; one that was cancelled takes note and ends. */
static void
run (LineupCourse *self)
{
  if (has_to_wait (self))
    lineup_job_hold (self->job);
  else
    lineup_job_go_on (self->job);
  if (!has_begun (self))
    lineup_job_run_async (self->job, self->cancellable, on_run, g_object_ref (self));
}

static void enter_queue (LineupCourse *self);

/* Who has stepped aside waits for its next turn at once, unless there is more in its way. */
static void
put_off (LineupCourse *self)
{
  const LineupObstacle obstacle = has_to_wait (self) ? self->obstacle : LINEUP_OBSTACLE_QUEUE;
  g_autofree char *what = g_strconcat (
      "put off: ", lineup_token_from_enum (LINEUP_TYPE_OBSTACLE, (int)obstacle), NULL);

  tell (self, NULL, what);
  self->wanted = FALSE;
  advance (self, LINEUP_COURSE_EVENT_PUT_OFF);
  if (self->phase == LINEUP_COURSE_PHASE_PUT_OFF && !has_to_wait (self))
    enter_queue (self);
}

static void
on_held (LineupCourse *self)
{
  put_off (self);
}

static void
on_wanted (LineupCourse *self, const char *host)
{
  if (!lineup_course_phase_has_turn (self->phase) || !lineup_turn_has (self->turn, host)
      || self->wanted || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->wanted = TRUE;
  if (self->phase == LINEUP_COURSE_PHASE_RUNNING)
    lineup_job_step_aside (self->job);
}

/* An attempt is on the disk before it can store anything. */
static void
on_attempt_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupCourse) self = user_data;

  lineup_job_memory_note_finish (self->memory, result);
  if ((has_begun (self) && has_to_wait (self)) || self->wanted)
    {
      put_off (self);
      return;
    }
  advance (self, LINEUP_COURSE_EVENT_RUN);
  run (self);
}

/* Its turn: the first, or another one after it was put off. */
static void
note_attempt (LineupCourse *self)
{
  /* An attempt is remembered before anything can be stored. */
  lineup_job_memory_begin_async (
      self->memory, get_seconds (self), NULL, on_attempt_saved, g_object_ref (self));
  tell (self, NULL, has_begun (self) ? "goes on" : "begins");
  advance (self, LINEUP_COURSE_EVENT_NOTE);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupCourse) self = user_data;
  const gboolean admitted = lineup_turn_take_finish (LINEUP_TURN (source), result, NULL);

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
enter_queue (LineupCourse *self)
{
  LineupGuestFlags flags = LINEUP_GUEST_NONE;
  gboolean waits = FALSE;

  if (self->attended)
    flags |= LINEUP_GUEST_ATTENDED;
  if (lineup_job_steps_aside (self->job))
    flags |= LINEUP_GUEST_STEPS_ASIDE;
  lineup_turn_set_flags (self->turn, flags);
  waits = lineup_turn_would_wait (self->turn);
  advance (self, waits ? LINEUP_COURSE_EVENT_QUEUE : LINEUP_COURSE_EVENT_ENTER);
  lineup_turn_take_async (self->turn, NULL, self->cancellable, on_entered, g_object_ref (self));
}

/* What is in the way, and whether that counts, may have changed. */
static void
update (LineupCourse *self)
{
  if (self->phase == LINEUP_COURSE_PHASE_PUT_OFF && !has_to_wait (self))
    enter_queue (self);
  else if (self->phase == LINEUP_COURSE_PHASE_RUNNING && has_to_wait (self))
    lineup_job_hold (self->job);
  else if (self->phase == LINEUP_COURSE_PHASE_RUNNING && !self->wanted)
    lineup_job_go_on (self->job);
}

void
lineup_course_start (LineupCourse *self, gboolean attended, LineupObstacle obstacle)
{
  g_return_if_fail (LINEUP_IS_COURSE (self));

  self->attended = attended;
  self->obstacle = obstacle;
  lineup_job_set_attended (self->job, attended);
  lineup_job_set_turn (self->job, self->turn);
  enter_queue (self);
}

void
lineup_course_attend (LineupCourse *self)
{
  g_return_if_fail (LINEUP_IS_COURSE (self));

  self->attended = TRUE;
  lineup_job_set_attended (self->job, TRUE);
  lineup_host_queue_set_attended (self->queue, self->cancellable, TRUE);
  update (self);
}

void
lineup_course_set_obstacle (LineupCourse *self, LineupObstacle obstacle)
{
  g_return_if_fail (LINEUP_IS_COURSE (self));

  self->obstacle = obstacle;
  update (self);
}

void
lineup_course_cancel (LineupCourse *self, GTask *task)
{
  g_return_if_fail (LINEUP_IS_COURSE (self));

  if (task != NULL)
    g_ptr_array_add (self->cancellers, task);
  g_cancellable_cancel (self->cancellable);
  update (self);
}

void
lineup_course_expect_return (LineupCourse *self)
{
  g_return_if_fail (LINEUP_IS_COURSE (self));

  self->expects_return = TRUE;
}
