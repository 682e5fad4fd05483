/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-tracker-private.h"

#include "lineup-account-private.h"
#include "lineup-error.h"
#include "lineup-waiters-private.h"

#include <glib/gi18n-lib.h>

/* Names on the bus of what the two sorts of jobs have in common. */
typedef struct
{
  const char *interface;
  const char *status;
  const char *percentage;
  const char *waiting;
  const char *start;
  const char *cancel;
  const char *progress;
  const char *finished;
} Names;

static const Names catalogue_names = {
  "Account", "Status", "Percentage", "Waiting", "StartSync", "Cancel", "Progress", "Finished",
};
static const Names guide_names = {
  "Guide",          "GuideStatus",     "GuidePercentage", "GuideWaiting",
  "StartGuideSync", "CancelGuideSync", "GuideProgress",   "GuideFinished",
};

struct _LineupJobTracker
{
  GObject parent_instance;

  LineupAccount *account; /* (unowned) (nullable): has us */
  const Names *names;
  char *text; /* (owned) (nullable): as it was last told */
  gboolean running;
  guint percentage;
  guint64 ended;          /* the last job that has ended */
  char *ended_as;         /* (owned) (nullable): its status */
  LineupWaiters *waiting; /* (owned): for the end of a job, of which each has the number as data, 0
                             until it is known */
};

enum
{
  PROP_RUNNING = 1,
  PROP_FRACTION,
  PROP_TEXT,
  N_PROPERTIES
};

enum
{
  PROGRESS,
  FINISHED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupJobTracker, lineup_job_tracker, G_TYPE_OBJECT)

static const char *
get_word (LineupJobTracker *self, const char *member)
{
  GVariant *value = self->account != NULL
                        ? lineup_account_get_value (self->account, self->names->interface, member)
                        : NULL;

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
             ? g_variant_get_string (value, NULL)
             : "";
}

/* What a reason to wait is called by, as lineupctl does. */
static const char *
explain_waiting (const char *reason)
{
  static const char *const reasons[][2] = {
    { "queued", N_ ("for another sync to end") },
    { "network", N_ ("for a network") },
    { "metered", N_ ("for a network that is not metered") },
    { "power", N_ ("until the machine does not save power") },
    { "inhibited", N_ ("until nothing is played") },
    { "keyring", N_ ("until the keyring is unlocked") },
    { "panel", N_ ("as the panel did not work lately") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reason, reasons[i][0]))
        return _ (reasons[i][1]);
    }
  return reason;
}

static char *
make_text (LineupJobTracker *self)
{
  static const char *const endings[][2] = {
    { "pending", N_ ("never yet") },
    { "completed", N_ ("Up to date") },
    { "partial", N_ ("Up to date in part") },
    { "failed", N_ ("The last sync failed") },
  };
  const char *waiting = get_word (self, self->names->waiting);
  const char *status = get_word (self, self->names->status);

  if (*waiting != '\0')
    /* Translators: such as "Waits for a network". */
    return g_strdup_printf (_ ("Waits %s"), explain_waiting (waiting));
  if (self->running)
    return g_strdup_printf (_ ("running, %u %%"), self->percentage);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_equal (status, endings[i][0]))
        return g_strdup (_ (endings[i][1]));
    }
  return g_strdup (status);
}

static void
take_state (LineupJobTracker *self, gboolean running, guint percentage)
{
  g_autofree char *text = NULL;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->running != running)
    g_object_notify_by_pspec (object, properties[PROP_RUNNING]);
  if (self->percentage != percentage)
    g_object_notify_by_pspec (object, properties[PROP_FRACTION]);
  self->running = running;
  self->percentage = percentage;
  text = make_text (self);
  if (g_strcmp0 (self->text, text) != 0)
    {
      g_free (self->text);
      self->text = g_steal_pointer (&text);
      g_object_notify_by_pspec (object, properties[PROP_TEXT]);
    }
  g_object_thaw_notify (object);
}

void
lineup_job_tracker_take_values (LineupJobTracker *self)
{
  GVariant *percentage = lineup_account_get_value (
      self->account, self->names->interface, self->names->percentage);

  take_state (self,
              g_str_equal (get_word (self, self->names->status), "syncing"),
              percentage != NULL && g_variant_is_of_type (percentage, G_VARIANT_TYPE_UINT32)
                  ? g_variant_get_uint32 (percentage)
                  : self->percentage);
}

/* Tells those whose job has ended. */
static void
end_waiting (LineupJobTracker *self)
{
  for (guint i = self->waiting->len; i-- > 0;)
    {
      guint64 *waited = g_task_get_task_data (self->waiting->pdata[i]);

      if (*waited != 0 && *waited <= self->ended)
        {
          g_autoptr (GTask) task = lineup_waiters_steal (self->waiting, i);

          g_task_return_pointer (task, g_strdup (self->ended_as), g_free);
        }
    }
}

void
lineup_job_tracker_take_signal (LineupJobTracker *self, const char *member, GVariant *parameters)
{
  g_autoptr (GVariant) details = NULL;
  const char *word = NULL;
  guint64 job = 0;
  guint percentage = 0;

  if (g_str_equal (member, self->names->progress)
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tusa{sv})")))
    {
      g_variant_get (parameters, "(tu&s@a{sv})", &job, &percentage, &word, &details);
      take_state (self, TRUE, percentage);
      g_signal_emit (self, signals[PROGRESS], 0, word, details);
    }
  else if (g_str_equal (member, self->names->finished)
           && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tsa{sv})")))
    {
      g_variant_get (parameters, "(t&s@a{sv})", &job, &word, &details);
      self->ended = job;
      g_free (self->ended_as);
      self->ended_as = g_strdup (word);
      lineup_job_tracker_take_values (self);
      g_signal_emit (self, signals[FINISHED], 0, word, details);
      end_waiting (self);
    }
}

void
lineup_job_tracker_vanish (LineupJobTracker *self)
{
  take_state (self, FALSE, self->percentage);
  while (self->waiting->len > 0)
    {
      g_autoptr (GTask) task = lineup_waiters_steal (self->waiting, 0);

      g_task_return_new_error (
          task, LINEUP_ERROR, LINEUP_ERROR_UNAVAILABLE, "lineupd ended in the middle");
    }
}

void
lineup_job_tracker_leave (LineupJobTracker *self)
{
  self->account = NULL;
}

LineupJobTracker *
lineup_job_tracker_new (LineupAccount *account, gboolean guide)
{
  LineupJobTracker *self = g_object_new (LINEUP_TYPE_JOB_TRACKER, NULL);

  self->account = account;
  self->names = guide ? &guide_names : &catalogue_names;
  return self;
}

gboolean
lineup_job_tracker_is_running (LineupJobTracker *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_TRACKER (self), FALSE);

  return self->running;
}

double
lineup_job_tracker_get_fraction (LineupJobTracker *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_TRACKER (self), 0);

  return self->percentage / 100.0;
}

const char *
lineup_job_tracker_get_text (LineupJobTracker *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_TRACKER (self), NULL);

  return self->text != NULL ? self->text : "";
}

static void
call (LineupJobTracker *self,
      const char *method,
      GVariant *parameters,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  lineup_account_call_async (
      self->account, self->names->interface, method, parameters, cancellable, callback, user_data);
}

/* A job may have ended before its number is here. */
static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupJobTracker *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);
  guint64 *job = g_task_get_task_data (task);
  guint index = 0;

  if (!g_ptr_array_find (self->waiting, task, &index))
    return; /* the daemon has ended meanwhile, or nobody waits */
  if (reply != NULL)
    {
      g_variant_get (reply, "(t)", job);
      end_waiting (self);
      return;
    }
  g_object_unref (lineup_waiters_steal (self->waiting, index));
  g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_job_tracker_run_async (LineupJobTracker *self,
                              GVariant *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_JOB_TRACKER (self));
  g_return_if_fail (options == NULL || g_variant_is_of_type (options, G_VARIANT_TYPE_VARDICT));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_tracker_run_async);
  g_task_set_task_data (task, g_new0 (guint64, 1), g_free);
  if (self->account == NULL)
    {
      g_task_return_new_error (task, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT, "It is gone");
      return;
    }
  lineup_waiters_add (self->waiting, task);
  call (self,
        self->names->start,
        g_variant_new ("(@a{sv})", options != NULL ? options : g_variant_new ("a{sv}", NULL)),
        cancellable,
        on_started,
        g_object_ref (task));
}

char *
lineup_job_tracker_run_finish (LineupJobTracker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lineup_job_tracker_cancel_async (LineupJobTracker *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_JOB_TRACKER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_tracker_cancel_async);
  if (self->account == NULL)
    g_task_return_new_error (task, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT, "It is gone");
  else
    call (self,
          self->names->cancel,
          NULL,
          cancellable,
          lineup_account_end_call,
          g_steal_pointer (&task));
}

gboolean
lineup_job_tracker_cancel_finish (LineupJobTracker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_toggled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupJobTracker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);

  if (reply == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
}

void
lineup_job_tracker_toggle (LineupJobTracker *self)
{
  g_return_if_fail (LINEUP_IS_JOB_TRACKER (self));

  if (self->account == NULL)
    return;
  call (self,
        self->running ? self->names->cancel : self->names->start,
        self->running ? NULL : g_variant_new ("(a{sv})", NULL),
        NULL,
        on_toggled,
        g_object_ref (self));
}

static void
lineup_job_tracker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupJobTracker *self = LINEUP_JOB_TRACKER (object);

  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, lineup_job_tracker_get_fraction (self));
      break;
    case PROP_TEXT:
      g_value_set_string (value, lineup_job_tracker_get_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lineup_job_tracker_init (LineupJobTracker *self)
{
  self->waiting = lineup_waiters_new ();
}

static void
lineup_job_tracker_finalize (GObject *object)
{
  LineupJobTracker *self = LINEUP_JOB_TRACKER (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->text);
  g_free (self->ended_as);
  G_OBJECT_CLASS (lineup_job_tracker_parent_class)->finalize (object);
}

static void
lineup_job_tracker_class_init (LineupJobTrackerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_job_tracker_get_property;
  object_class->finalize = lineup_job_tracker_finalize;

  /**
   * LineupJobTracker:running:
   *
   * Whether a job runs.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, read);
  /**
   * LineupJobTracker:fraction:
   *
   * How much of the running or last job is done, from 0 to 1.
   */
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, read);
  /**
   * LineupJobTracker:text:
   *
   * What goes on, or how it last ended, for a person.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * LineupJobTracker::progress:
   * @self: a tracker
   * @step: what is being read: one of the six steps, or a source of a guide
   * @details: an `a{sv}` as Progress or GuideProgress of the bus has it
   *
   * A job has come further.
   */
  signals[PROGRESS] = g_signal_new ("progress",
                                    LINEUP_TYPE_JOB_TRACKER,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    2,
                                    G_TYPE_STRING,
                                    G_TYPE_VARIANT);
  /**
   * LineupJobTracker::finished:
   * @self: a tracker
   * @status: `completed`, `partial` or `failed`
   * @summary: an `a{sv}` as Finished or GuideFinished of the bus has it
   *
   * A job has ended.
   */
  signals[FINISHED] = g_signal_new ("finished",
                                    LINEUP_TYPE_JOB_TRACKER,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    2,
                                    G_TYPE_STRING,
                                    G_TYPE_VARIANT);
  /**
   * LineupJobTracker::failed:
   * @self: a tracker
   * @error: why
   *
   * lineup_job_tracker_toggle() could not do what it was asked for.
   */
  signals[FAILED] = g_signal_new ("failed",
                                  LINEUP_TYPE_JOB_TRACKER,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}
