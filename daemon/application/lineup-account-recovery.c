/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-recovery.h"

#include "lineup-countdown.h"
#include "lineup-file.h"
#include "lineup-log.h"

/* Where we write, and what the files are called. What persons keep beside the accounts' settings is
 * theirs, but a draft is ours. */
static const struct
{
  const char *folder;
  const char *suffix;
} folders[] = {
  { ".", "jobs" }, { "accounts", ".conf.new" }, { "secrets", ".secret" }, { "secrets", ".keyring" },
  { "state", "" }, { "unfinished", "" },
};

/* An account of which something is left. */
typedef struct
{
  GTask *task; /* (owned): of all */
  char *id;    /* (owned) */
} Rest;

static void
remove_temporary_files (const char *config_directory)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (config_directory, folders[i].folder, NULL);

      lineup_file_remove_drafts (path, folders[i].suffix);
    }
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Rest *rest = user_data;
  const LineupLogContext context = { .account = rest->id };

  /* Why not is in the log already. */
  if (lineup_account_eraser_erase_finish (LINEUP_ACCOUNT_ERASER (source), result, NULL))
    lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "what was left of it is removed");
  lineup_countdown_end (rest->task);
  g_free (rest->id);
  g_free (rest);
}

void
lineup_account_recovery_run_async (const char *config_directory,
                                   LineupAccountEraser *eraser,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (eraser, cancellable, callback, user_data);
  g_autoptr (GPtrArray) ids = lineup_account_journal_list (
      lineup_account_eraser_get_journal (eraser));

  remove_temporary_files (config_directory);
  g_task_set_source_tag (task, lineup_account_recovery_run_async);
  lineup_countdown_begin (task);
  for (guint i = 0; i < ids->len; i++)
    {
      Rest *rest = g_new0 (Rest, 1);

      rest->task = lineup_countdown_add (task);
      rest->id = g_strdup (ids->pdata[i]);
      /* Deleting is carried through, or begun again at the next start. */
      lineup_account_eraser_finish_async (
          eraser, rest->id, NULL, LINEUP_ERASER_NOTED_SETTINGS, NULL, on_finished, rest);
    }
  lineup_countdown_end (task);
}

void
lineup_account_recovery_run_finish (LineupAccountEraser *eraser, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, eraser));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
