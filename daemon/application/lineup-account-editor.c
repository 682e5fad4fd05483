/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-editor.h"

#include "lineup-account-commit.h"
#include "lineup-editor-phase.h"
#include "lineup-error.h"
#include "lineup-log.h"
#include "lineup-stale-secret.h"

/* Tries of a change when somebody else writes the file at the same moment. */
#define MAX_TRIES 3

/* What is known of the file. */
typedef enum
{
  FILE_KNOWN,
  FILE_TOUCHED, /* since the last look */
  FILE_DELETED, /* for good: the account goes with it */
} File;

/* What is known of the secret that a change which was not ended may have left. */
typedef enum
{
  STALE_SECRET_POSSIBLE,
  STALE_SECRET_UNKNOWN, /* can't be told before the next change or the keyring's opening */
  STALE_SECRET_NONE,
} StaleSecret;

struct _LineupAccountEditor
{
  GObject parent_instance;

  LineupSubscription *subscription; /* (owned) */
  LineupAccountFile *file;          /* (owned) */
  LineupHosts *hosts;               /* (owned) */
  GCancellable *closing;            /* (owned): ends what whoever closes this need not wait for */
  LineupEditorPhase phase;          /* set by advance() alone */
  File state;                       /* of @file */
  StaleSecret stale_secret;
  GQueue moves;       /* (element-type GTask): of credentials, wait for one another */
  GTask *move;        /* (unowned) (nullable): the one of them that has begun */
  GQueue changes;     /* (element-type GTask): whose turn is to come */
  GPtrArray *closers; /* (owned) (element-type GTask): wait for the last turn's end */
  guint n_tries;      /* of the first of the changes */
  gboolean is_tidied; /* what can be, ahead of the first of the changes */
};

enum
{
  SIGNAL_DELETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupAccountEditor, lineup_account_editor, G_TYPE_OBJECT)

static void
lineup_account_editor_finalize (GObject *object)
{
  LineupAccountEditor *self = LINEUP_ACCOUNT_EDITOR (object);

  /* What waits holds a reference. */
  g_assert (g_queue_is_empty (&self->moves) && g_queue_is_empty (&self->changes));
  g_clear_pointer (&self->closers, g_ptr_array_unref);
  g_clear_object (&self->subscription);
  g_clear_object (&self->file);
  g_clear_object (&self->hosts);
  g_clear_object (&self->closing);

  G_OBJECT_CLASS (lineup_account_editor_parent_class)->finalize (object);
}

static void
lineup_account_editor_class_init (LineupAccountEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_editor_finalize;

  signals[SIGNAL_DELETED] = g_signal_new (
      "deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_account_editor_init (LineupAccountEditor *self)
{
  self->phase = LINEUP_EDITOR_PHASE_IDLE;
  g_queue_init (&self->moves);
  g_queue_init (&self->changes);
  self->closing = g_cancellable_new ();
  self->closers = g_ptr_array_new_with_free_func (g_object_unref);
}

static void on_locked_changed (LineupAccountEditor *self);

LineupAccountEditor *
lineup_account_editor_new (LineupSubscription *subscription,
                           LineupAccountFile *file,
                           LineupHosts *hosts)
{
  LineupAccountEditor *self = g_object_new (LINEUP_TYPE_ACCOUNT_EDITOR, NULL);

  self->subscription = g_object_ref (subscription);
  self->file = g_object_ref (file);
  self->hosts = g_object_ref (hosts);
  g_signal_connect_object (lineup_subscription_get_secrets (subscription),
                           "notify::locked",
                           G_CALLBACK (on_locked_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

LineupSubscription *
lineup_account_editor_get_subscription (LineupAccountEditor *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDITOR (self), NULL);

  return self->subscription;
}

static LineupAccount *
get_account (LineupAccountEditor *self)
{
  return lineup_subscription_get_account (self->subscription);
}

static const char *
get_id (LineupAccountEditor *self)
{
  return lineup_account_get_id (get_account (self));
}

/* Whoever closes this ends what can be ended. */
static gboolean
is_closed (LineupAccountEditor *self)
{
  return g_cancellable_is_cancelled (self->closing);
}

static void
prepare (LineupAccountEditor *self,
         LineupAccountEdit *edit,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  lineup_account_edit_prepare_async (edit,
                                     lineup_subscription_get_secrets (self->subscription),
                                     self->hosts,
                                     cancellable,
                                     callback,
                                     user_data);
}

static void begin_move (LineupAccountEditor *self);

static void
refuse (GError **error)
{
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "The account is being put to rest");
}

static void
end_change (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  LineupAccountEditor *self = g_task_get_source_object (task);

  if (task == self->move)
    {
      self->move = NULL;
      begin_move (self);
    }
  if (owned_error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, owned_error);
}

/* Turns. Each begins with a look at the file, so that what a person has written there is neither
 * missed nor written over. */

static void begin_turn (LineupAccountEditor *self);

/* The only way from phase to phase. After a turn there may be another one. */
static void
advance (LineupAccountEditor *self, LineupEditorEvent event)
{
  const LineupEditorPhase phase = lineup_editor_phase_after (self->phase, event);

  g_assert (phase != LINEUP_EDITOR_PHASE_NONE);
  self->phase = phase;
  if (phase == LINEUP_EDITOR_PHASE_IDLE)
    begin_turn (self);
}

static void
end_turn (LineupAccountEditor *self)
{
  advance (self, LINEUP_EDITOR_EVENT_END);
}

/* The next turn has a look. */
static void
touch (LineupAccountEditor *self)
{
  if (self->state != FILE_DELETED)
    self->state = FILE_TOUCHED;
}

/* A keyring was opened, or has come. */
static void
on_locked_changed (LineupAccountEditor *self)
{
  if (self->stale_secret == STALE_SECRET_NONE || is_closed (self)
      || lineup_secret_store_get_locked (lineup_subscription_get_secrets (self->subscription)))
    return;
  self->stale_secret = STALE_SECRET_POSSIBLE;
  touch (self);
  begin_turn (self);
}

/* What could not be told the last time may be told ahead of the next change. A keyring that is
 * locked says by itself when it no longer is. */
static gboolean
has_to_tidy (LineupAccountEditor *self)
{
  if (self->stale_secret == STALE_SECRET_POSSIBLE)
    return TRUE;
  return self->stale_secret == STALE_SECRET_UNKNOWN && !self->is_tidied
         && !g_queue_is_empty (&self->changes)
         && !lineup_secret_store_get_locked (lineup_subscription_get_secrets (self->subscription));
}

/* What a change has replaced may not have been deleted: the next turn has a look. */
static void
expect_stale_secret (LineupAccountEditor *self, LineupAccountEdit *edit)
{
  if (lineup_account_edit_get_credentials (edit) != NULL)
    self->stale_secret = STALE_SECRET_POSSIBLE;
}

/* Somebody else has written the file at the same moment: that comes first. */
static void
try_again (LineupAccountEditor *self, GTask *owned_task)
{
  if (++self->n_tries < MAX_TRIES)
    {
      g_queue_push_head (&self->changes, owned_task);
      return;
    }
  self->n_tries = 0;
  end_change (owned_task,
              g_error_new (LINEUP_ERROR,
                           LINEUP_ERROR_STORAGE,
                           "Somebody else keeps writing the account's file"));
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (LineupAccountEditor) self = g_object_ref (g_task_get_source_object (task));
  GError *error = NULL;

  lineup_account_commit_run_finish (LINEUP_ACCOUNT_EDIT (source), result, &error);
  expect_stale_secret (self, LINEUP_ACCOUNT_EDIT (source));
  if (is_closed (self) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      refuse (&error);
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      self->n_tries = 0;
      end_change (task, error);
    }
  else
    {
      g_clear_error (&error);
      try_again (self, task);
    }
  end_turn (self);
}

static void on_prepared (GObject *source, GAsyncResult *result, gpointer user_data);

/* The file is as we know it. */
static void
take_turn (LineupAccountEditor *self)
{
  g_autoptr (GTask) task = NULL;
  LineupAccountEdit *edit = NULL;

  /* A change that has come during the look is not yet tidied ahead of. */
  if (has_to_tidy (self))
    {
      end_turn (self);
      return;
    }
  self->is_tidied = FALSE;
  task = g_queue_pop_head (&self->changes);
  if (task == NULL)
    {
      end_turn (self);
      return;
    }
  if (self->state == FILE_DELETED)
    {
      GError *error = NULL;

      refuse (&error);
      end_change (g_steal_pointer (&task), error);
      end_turn (self);
      return;
    }

  edit = g_task_get_task_data (task);
  if (lineup_account_edit_is_stale (edit))
    {
      prepare (self, edit, self->closing, on_prepared, g_steal_pointer (&task));
      end_turn (self);
      return;
    }
  advance (self, LINEUP_EDITOR_EVENT_COMMIT);
  lineup_account_commit_run_async (edit,
                                   self->subscription,
                                   self->file,
                                   FALSE,
                                   self->closing,
                                   on_committed,
                                   g_steal_pointer (&task));
}

/* What somebody else has written: the same as if somebody had asked for it, but nobody is told. */

typedef struct
{
  LineupAccountEditor *editor; /* (owned) */
  gboolean is_complete;        /* what somebody else has written */
} Reload;

static void
reload_free (Reload *reload)
{
  g_object_unref (reload->editor);
  g_free (reload);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reload, reload_free)

static void
log_reload (LineupAccountEditor *self, const GError *error)
{
  const LineupLogContext context = { .account = get_id (self) };

  if (error == NULL)
    lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "its file was edited and is in force");
  else
    lineup_log (G_LOG_LEVEL_WARNING,
                &context,
                error,
                "its file was edited and can't be used, all stays as it was");
}

static void
on_reload_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_account_commit_run_finish (LINEUP_ACCOUNT_EDIT (source), result, &error);
  expect_stale_secret (self, LINEUP_ACCOUNT_EDIT (source));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      /* The person goes on writing: what there is then counts. */
      touch (self);
      end_turn (self);
      return;
    }
  log_reload (self, error);
  take_turn (self);
}

static void
on_reload_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reload) reload = user_data;
  LineupAccountEditor *self = reload->editor;
  LineupAccountEdit *edit = LINEUP_ACCOUNT_EDIT (source);
  g_autoptr (GError) error = NULL;

  if (lineup_account_edit_prepare_finish (edit, result, &error))
    {
      advance (self, LINEUP_EDITOR_EVENT_ADOPT);
      lineup_account_commit_run_async (edit,
                                       self->subscription,
                                       self->file,
                                       reload->is_complete,
                                       self->closing,
                                       on_reload_committed,
                                       g_object_ref (self));
      return;
    }
  log_reload (self, error);
  take_turn (self);
}

/* Whether what is not for persons to write is what we have written, and no old copy of it. */
static gboolean
is_complete (LineupAccount *account, LineupAccount *edited)
{
  return g_str_equal (lineup_account_get_secret (account), lineup_account_get_secret (edited))
         && g_strcmp0 (lineup_account_get_catalogue_url (account),
                       lineup_account_get_catalogue_url (edited))
                == 0;
}

/* Whether it was made of a file that was there before the account became another one, as by an
 * editor that was open all the while. */
static gboolean
is_old_copy (LineupAccount *account, LineupAccount *edited)
{
  const char *url = lineup_account_get_catalogue_url (edited);

  return url != NULL && g_strcmp0 (url, lineup_account_get_catalogue_url (account)) != 0;
}

static void
adopt (LineupAccountEditor *self, LineupAccount *edited)
{
  LineupAccount *account = get_account (self);
  LineupAccountChange *change = lineup_account_get_change (account, edited);
  g_autoptr (LineupAccountEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  Reload *reload = NULL;

  advance (self, LINEUP_EDITOR_EVENT_RELOAD);
  /* A person who has saved a file does not wait for an answer. */
  change->validate = FALSE;
  /* The credentials that there are now are not for the server that was left. */
  if (is_old_copy (account, edited))
    g_clear_pointer (&change->url, g_free);
  edit = lineup_account_edit_new (get_id (self), change, account, &error);
  if (edit == NULL)
    {
      log_reload (self, error);
      take_turn (self);
      return;
    }
  reload = g_new0 (Reload, 1);
  reload->editor = g_object_ref (self);
  reload->is_complete = is_complete (account, edited);
  prepare (self, edit, NULL, on_reload_prepared, reload);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccount) edited = lineup_account_file_look_finish (
      LINEUP_ACCOUNT_FILE (source), result, &error);

  if (edited != NULL)
    {
      adopt (self, edited);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      self->state = FILE_DELETED;
      g_signal_emit (self, signals[SIGNAL_DELETED], 0);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    log_reload (self, error);
  take_turn (self);
}

static void
end_close (LineupAccountEditor *self)
{
  g_autoptr (GPtrArray) closers = g_steal_pointer (&self->closers);

  self->closers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < closers->len; i++)
    g_task_return_boolean (closers->pdata[i], TRUE);
}

static void
on_tidied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountEditor) self = user_data;

  self->stale_secret = lineup_stale_secret_drop_finish (result) ? STALE_SECRET_NONE
                                                                : STALE_SECRET_UNKNOWN;
  end_turn (self);
}

static void
begin_turn (LineupAccountEditor *self)
{
  if (self->phase != LINEUP_EDITOR_PHASE_IDLE)
    return;
  if (self->state != FILE_TOUCHED && g_queue_is_empty (&self->changes))
    {
      end_close (self);
      return;
    }
  if (has_to_tidy (self))
    {
      self->is_tidied = !g_queue_is_empty (&self->changes);
      advance (self, LINEUP_EDITOR_EVENT_TIDY);
      lineup_stale_secret_drop_async (get_account (self),
                                      lineup_subscription_get_secrets (self->subscription),
                                      self->closing,
                                      on_tidied,
                                      g_object_ref (self));
      return;
    }
  advance (self, LINEUP_EDITOR_EVENT_LOOK);
  if (self->state == FILE_TOUCHED)
    self->state = FILE_KNOWN;
  lineup_account_file_look_async (self->file,
                                  lineup_hosts_get_clock (self->hosts),
                                  self->closing,
                                  on_looked,
                                  g_object_ref (self));
}

/* What others ask for. */

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountEditor *self = g_task_get_source_object (task);
  GError *error = NULL;

  lineup_account_edit_prepare_finish (LINEUP_ACCOUNT_EDIT (source), result, &error);
  if (is_closed (self))
    {
      g_clear_error (&error);
      refuse (&error);
    }
  if (error != NULL)
    {
      end_change (task, error);
      return;
    }
  g_queue_push_tail (&self->changes, task);
  begin_turn (self);
}

/* Moves are made one after another, to their end: what the first one changes, the next one is to be
 * tried out with. */
static void
begin_move (LineupAccountEditor *self)
{
  if (self->move != NULL || g_queue_is_empty (&self->moves))
    return;
  self->move = g_queue_pop_head (&self->moves);
  prepare (self, g_task_get_task_data (self->move), self->closing, on_prepared, self->move);
}

void
lineup_account_editor_change_async (LineupAccountEditor *self,
                                    LineupAccountChange *change,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LineupAccountEdit *edit = NULL;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_EDITOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_editor_change_async);
  edit = lineup_account_edit_new (get_id (self), change, get_account (self), &error);
  if (edit != NULL && is_closed (self))
    refuse (&error);
  if (error != NULL)
    {
      g_clear_object (&edit);
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, edit, g_object_unref);
  if (!lineup_account_edit_needs_credentials (edit))
    {
      prepare (self, edit, self->closing, on_prepared, g_steal_pointer (&task));
      return;
    }
  g_queue_push_tail (&self->moves, g_steal_pointer (&task));
  begin_move (self);
}

gboolean
lineup_account_editor_change_finish (LineupAccountEditor *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_account_editor_reload (LineupAccountEditor *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_EDITOR (self));

  if (!is_closed (self))
    touch (self);
  begin_turn (self);
}

/* Moves that have not begun. */
static void
refuse_moves (LineupAccountEditor *self)
{
  while (!g_queue_is_empty (&self->moves))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->moves);
      g_autoptr (GError) error = NULL;

      refuse (&error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

void
lineup_account_editor_close_async (LineupAccountEditor *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_EDITOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_editor_close_async);
  g_cancellable_cancel (self->closing);
  refuse_moves (self);
  g_ptr_array_add (self->closers, task);
  begin_turn (self);
}

void
lineup_account_editor_close_finish (LineupAccountEditor *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
