/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-announcer.h"

#include "lineup-error.h"
#include "lineup-key-file.h"
#include "lineup-log.h"
#include "lineup-state-file.h"

#define GROUP       "Told"
#define KEY_MATTERS "Matters"
#define KEY_EXPIRES "Expires"

/* Seconds before its end in which an account counts as ending. */
#define WEEK ((guint64)7 * 24 * 3600)

/* What is told once, each a bit: a #LineupListSet of those in quarantine, and these. */
enum
{
  BIT_ENDING = LINEUP_N_LISTS,
  BIT_REFUSED,
  BIT_GUIDE,
  N_MATTERS,
};

/* Bits of these. */
#define MATTER_ENDING  (1U << BIT_ENDING)
#define MATTER_REFUSED (1U << BIT_REFUSED)
#define MATTER_GUIDE   (1U << BIT_GUIDE)
#define ALL_MATTERS    ((1U << N_MATTERS) - 1)

struct _LineupAccountAnnouncer
{
  GObject parent_instance;

  LineupAccount *account;             /* (owned) */
  LineupAccountSync *sync;            /* (owned) */
  LineupNotifications *notifications; /* (owned) */
  LineupClock *clock;                 /* (owned) */
  LineupStateFile *file;              /* (owned) (nullable): NULL when the account is removed */
  GSource *alarm;                     /* (owned) (nullable): until the account is ending */
  guint told;                         /* matters that were told, or are being told */
  guint64 told_expires;               /* the end of which was told, Unix seconds */
  gboolean is_upgraded; /* its guide is read although nobody has ever asked for that */
};

G_DEFINE_FINAL_TYPE (LineupAccountAnnouncer, lineup_account_announcer, G_TYPE_OBJECT)

static void
lineup_account_announcer_finalize (GObject *object)
{
  LineupAccountAnnouncer *self = LINEUP_ACCOUNT_ANNOUNCER (object);

  lineup_clock_clear_source (&self->alarm);
  g_clear_object (&self->account);
  g_clear_object (&self->sync);
  g_clear_object (&self->notifications);
  g_clear_object (&self->clock);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (lineup_account_announcer_parent_class)->finalize (object);
}

static void
lineup_account_announcer_class_init (LineupAccountAnnouncerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_announcer_finalize;
}

static void
lineup_account_announcer_init (LineupAccountAnnouncer *self)
{
}

/* What is remembered. */

static const char *
matter_to_string (guint matter)
{
  static const char *const others[] = { "ending", "refused", "guide" };

  if (matter < LINEUP_N_LISTS)
    return lineup_list_to_string ((LineupList)matter);
  return others[matter - LINEUP_N_LISTS];
}

static void
load (LineupAccountAnnouncer *self)
{
  const char *id = lineup_account_get_id (self->account);
  g_autoptr (GKeyFile) contents = lineup_state_file_load_or_report (self->file, id);
  g_auto (GStrv) matters = g_key_file_get_string_list (contents, GROUP, KEY_MATTERS, NULL, NULL);

  for (guint i = 0; matters != NULL && i < N_MATTERS; i++)
    {
      if (g_strv_contains ((const char *const *)matters, matter_to_string (i)))
        self->told |= 1U << i;
    }
  self->told_expires = lineup_key_file_get_time (contents, GROUP, KEY_EXPIRES);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountAnnouncer) self = user_data;
  const LineupLogContext context = { .account = lineup_account_get_id (self->account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "what was told of it can't be saved");
}

static void
save (LineupAccountAnnouncer *self)
{
  g_autoptr (GKeyFile) contents = NULL;

  if (self->file == NULL)
    return;
  if (self->told != 0)
    {
      const char *matters[N_MATTERS];
      gsize n_matters = 0;

      for (guint i = 0; i < N_MATTERS; i++)
        {
          if ((self->told & (1U << i)) != 0)
            matters[n_matters++] = matter_to_string (i);
        }
      contents = g_key_file_new ();
      g_key_file_set_string_list (contents, GROUP, KEY_MATTERS, matters, n_matters);
      g_key_file_set_uint64 (contents, GROUP, KEY_EXPIRES, self->told_expires);
    }
  /* What a person was told is written down, or told again. */
  lineup_state_file_save_async (self->file, contents, NULL, on_saved, g_object_ref (self));
}

/* Telling. */

typedef struct
{
  LineupAccountAnnouncer *self; /* (owned) */
  guint matters;
} Telling;

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  g_autoptr (LineupAccountAnnouncer) self = telling->self;
  const LineupLogContext context = { .account = lineup_account_get_id (self->account) };
  const guint matters = telling->matters;
  g_autoptr (GError) error = NULL;

  g_free (telling);
  if (!lineup_notifications_send_finish (LINEUP_NOTIFICATIONS (source), result, &error))
    {
      /* Usual where there is no desktop. */
      lineup_log (G_LOG_LEVEL_DEBUG, &context, error, "nobody can be told of it");
      self->told &= ~matters;
    }
  else if (matters != 0)
    save (self);
}

static void
tell (LineupAccountAnnouncer *self, guint matters, LineupNotification *owned_notification)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->self = g_object_ref (self);
  telling->matters = matters;
  self->told |= matters;
  /* A notification is sent in one message. */
  lineup_notifications_send_async (self->notifications, owned_notification, NULL, on_sent, telling);
}

/* Once they are over, they are told again when they come back. */
static void
end_matters (LineupAccountAnnouncer *self, guint matters)
{
  if ((self->told & matters) == 0)
    return;
  self->told &= ~matters;
  save (self);
}

/* The account's end. */

static void check_end (LineupAccountAnnouncer *self);

static gboolean
on_alarm (gpointer user_data)
{
  check_end (user_data);
  return G_SOURCE_REMOVE;
}

static void
check_end (LineupAccountAnnouncer *self)
{
  const guint64 now = (guint64)lineup_clock_get_seconds (self->clock);
  guint64 expires = 0;

  g_object_get (self->sync, "expires", &expires, NULL);
  lineup_clock_clear_source (&self->alarm);
  if (expires == 0 || expires > now + WEEK)
    {
      end_matters (self, MATTER_ENDING);
      if (expires > 0)
        self->alarm = lineup_clock_add_alarm (
            self->clock, lineup_clock_from_seconds (expires - WEEK), on_alarm, self);
      return;
    }
  /* An account that has ended is told of by its next sync. */
  if (expires <= now)
    return;
  /* The end that was told has come, so this is the end of another term. */
  if (self->told_expires <= now)
    end_matters (self, MATTER_ENDING);
  if ((self->told & MATTER_ENDING) != 0)
    return;
  self->told_expires = expires;
  tell (self, MATTER_ENDING, lineup_notification_new_ending (self->account, expires));
}

/* The end of a sync. */

/* Returns the error with which the panel refused the account, or %NULL. */
static const GError *
find_refusal (GPtrArray *reports)
{
  const LineupStepReport *first = reports->len > 0 ? reports->pdata[0] : NULL;

  /* A refusal keeps all steps from being taken, so the first one has it, too. */
  return first != NULL && lineup_error_is_refusal (first->error) ? first->error : NULL;
}

static void
check_lists (LineupAccountAnnouncer *self, GPtrArray *reports)
{
  LineupListSet quarantined = 0;
  LineupListSet good = 0;

  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      if (report->outcome == LINEUP_OUTCOME_QUARANTINED)
        quarantined |= LINEUP_LIST_SET_OF (report->list);
      else if (report->outcome == LINEUP_OUTCOME_OK || report->outcome == LINEUP_OUTCOME_UNCHANGED)
        good |= LINEUP_LIST_SET_OF (report->list);
    }

  end_matters (self, good);
  if ((good | quarantined) != 0)
    end_matters (self, MATTER_REFUSED);
  quarantined &= ~self->told;
  if (quarantined != 0)
    tell (self, quarantined, lineup_notification_new_quarantined (self->account, quarantined));
}

static void
on_finished (LineupAccountAnnouncer *self, LineupSync *sync)
{
  GPtrArray *reports = lineup_sync_get_reports (sync);
  const GError *refusal = lineup_sync_has_source (sync) ? find_refusal (reports) : NULL;
  LineupAccountStatus status = LINEUP_ACCOUNT_STATUS_UNKNOWN;
  gboolean notify = FALSE;

  g_object_get (self->account, "notify", &notify, NULL);
  g_object_get (self->sync, "account-status", &status, NULL);
  if (refusal != NULL && (self->told & MATTER_REFUSED) == 0)
    tell (self, MATTER_REFUSED, lineup_notification_new_refused (self->account, refusal, status));
  check_lists (self, reports);
  if (notify && lineup_sync_get_status (sync) != LINEUP_SYNC_STATUS_FAILED
      && !lineup_sync_is_cancelled (sync))
    tell (self, 0, lineup_notification_new_synced (self->account, reports));
}

/* The guide: an account that was there before there were guides is told of once, with what it
 * costs. */

static void
on_guide_finished (LineupAccountAnnouncer *self, LineupGuideSync *sync)
{
  const LineupJobFacts facts = lineup_job_get_facts (LINEUP_JOB (sync));
  GPtrArray *reports = lineup_guide_sync_get_reports (sync);
  guint64 bytes = 0;

  for (guint i = 0; i < reports->len; i++)
    bytes += ((const LineupStepReport *)reports->pdata[i])->bytes;
  if (!self->is_upgraded || facts.status == LINEUP_SYNC_STATUS_FAILED || facts.is_cancelled)
    return;
  self->is_upgraded = FALSE;
  tell (self, MATTER_GUIDE, lineup_notification_new_guide (self->account, bytes));
}

void
lineup_account_announcer_follow_guide (LineupAccountAnnouncer *self, LineupAccountGuide *guide)
{
  guint64 last_attempt = 0;

  g_return_if_fail (LINEUP_IS_ACCOUNT_ANNOUNCER (self));

  g_object_get (self->sync, "last-attempt", &last_attempt, NULL);
  self->is_upgraded = last_attempt > 0 && lineup_account_get_guide (self->account)
                      && lineup_account_guide_get_state (guide)->record.job == 0
                      && (self->told & MATTER_GUIDE) == 0;
  g_signal_connect_object (
      guide, "finished", G_CALLBACK (on_guide_finished), self, G_CONNECT_SWAPPED);
}

/* Of an account that never synced, or has become another one, no sync has told anything. */
static void
on_last_attempt_changed (LineupAccountAnnouncer *self)
{
  guint64 last_attempt = 0;

  g_object_get (self->sync, "last-attempt", &last_attempt, NULL);
  if (last_attempt == 0)
    end_matters (self, ALL_MATTERS & ~MATTER_ENDING);
}

LineupAccountAnnouncer *
lineup_account_announcer_new (LineupAccount *account,
                              LineupAccountSync *sync,
                              LineupNotifications *notifications,
                              LineupStateFile *file,
                              LineupClock *clock)
{
  LineupAccountAnnouncer *self = g_object_new (LINEUP_TYPE_ACCOUNT_ANNOUNCER, NULL);

  self->account = g_object_ref (account);
  self->sync = g_object_ref (sync);
  self->notifications = g_object_ref (notifications);
  self->clock = g_object_ref (clock);
  self->file = g_object_ref (file);
  load (self);
  on_last_attempt_changed (self);
  check_end (self);
  g_signal_connect_object (sync, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      sync, "notify::last-attempt", G_CALLBACK (on_last_attempt_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      sync, "notify::expires", G_CALLBACK (check_end), self, G_CONNECT_SWAPPED);
  return self;
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* A file that could not be written was told of when it was tried. */
  lineup_state_file_flush_finish (LINEUP_STATE_FILE (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

void
lineup_account_announcer_flush_async (LineupAccountAnnouncer *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_ANNOUNCER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_announcer_flush_async);
  lineup_state_file_flush_async (self->file, g_task_get_cancellable (task), on_flushed, task);
}

void
lineup_account_announcer_flush_finish (LineupAccountAnnouncer *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
lineup_account_announcer_forget (LineupAccountAnnouncer *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_ANNOUNCER (self));

  g_signal_handlers_disconnect_by_data (self->sync, self);
  lineup_clock_clear_source (&self->alarm);
  g_clear_object (&self->file);
}
