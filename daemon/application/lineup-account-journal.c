/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-journal.h"

#include "lineup-account.h"
#include "lineup-log.h"
#include "lineup-state-file.h"

#define GROUP        "Unfinished"
#define KEY_SETTINGS "Settings"
#define NO_SETTINGS  ""

struct _LineupAccountJournal
{
  GObject parent_instance;

  char *directory;   /* (owned) */
  GHashTable *notes; /* (owned) (element-type utf8 Note): by account id */
};

typedef struct
{
  LineupStateFile *file; /* (owned) */
  char *settings;        /* (owned) (nullable): their checksum */
} Note;

G_DEFINE_FINAL_TYPE (LineupAccountJournal, lineup_account_journal, G_TYPE_OBJECT)

static void
note_free (Note *note)
{
  g_object_unref (note->file);
  g_free (note->settings);
  g_free (note);
}

static void
lineup_account_journal_finalize (GObject *object)
{
  LineupAccountJournal *self = LINEUP_ACCOUNT_JOURNAL (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->notes, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_account_journal_parent_class)->finalize (object);
}

static void
lineup_account_journal_class_init (LineupAccountJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_journal_finalize;
}

static void
lineup_account_journal_init (LineupAccountJournal *self)
{
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)note_free);
}

/* The note of an account, made when there is none. */
static Note *
ensure_note (LineupAccountJournal *self, const char *id)
{
  Note *note = g_hash_table_lookup (self->notes, id);

  if (note == NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, id, NULL);

      note = g_new0 (Note, 1);
      note->file = lineup_state_file_new (path);
      g_hash_table_insert (self->notes, g_strdup (id), note);
    }
  return note;
}

/* What can't be read proves nothing. */
static void
load_note (LineupAccountJournal *self, const char *id)
{
  const LineupLogContext context = { .account = id };
  Note *note = ensure_note (self, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) contents = lineup_state_file_load (note->file, &error);

  if (contents == NULL || !g_key_file_has_group (contents, GROUP))
    {
      lineup_log (
          G_LOG_LEVEL_WARNING, &context, error, "the note that it is unfinished can't be read");
      g_hash_table_remove (self->notes, id);
      return;
    }
  note->settings = g_key_file_get_string (contents, GROUP, KEY_SETTINGS, NULL);
  if (g_strcmp0 (note->settings, NO_SETTINGS) == 0)
    g_clear_pointer (&note->settings, g_free);
}

LineupAccountJournal *
lineup_account_journal_new (const char *directory)
{
  LineupAccountJournal *self = g_object_new (LINEUP_TYPE_ACCOUNT_JOURNAL, NULL);
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  const char *name = NULL;

  self->directory = g_strdup (directory);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      if (lineup_account_is_valid_id (name))
        load_note (self, name);
    }
  return self;
}

GPtrArray *
lineup_account_journal_list (LineupAccountJournal *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_JOURNAL (self), NULL);

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  return ids;
}

gboolean
lineup_account_journal_has (LineupAccountJournal *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_JOURNAL (self), FALSE);

  return g_hash_table_contains (self->notes, id);
}

const char *
lineup_account_journal_get_settings (LineupAccountJournal *self, const char *id)
{
  const Note *note = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_JOURNAL (self), NULL);

  note = g_hash_table_lookup (self->notes, id);
  return note != NULL ? note->settings : NULL;
}

void
lineup_account_journal_note_async (LineupAccountJournal *self,
                                   const char *id,
                                   const char *settings,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (GKeyFile) contents = g_key_file_new ();
  Note *note = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_journal_note_async);
  note = ensure_note (self, id);
  g_free (note->settings);
  note->settings = g_strdup (settings);
  g_key_file_set_string (contents, GROUP, KEY_SETTINGS, settings != NULL ? settings : NO_SETTINGS);
  lineup_state_file_save_async (
      note->file, contents, g_task_get_cancellable (task), lineup_state_file_forward, task);
}

gboolean
lineup_account_journal_note_finish (LineupAccountJournal *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountJournal *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_hash_table_remove (self->notes, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

void
lineup_account_journal_drop_async (LineupAccountJournal *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;
  const Note *note = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_JOURNAL (self));
  note = g_hash_table_lookup (self->notes, id);
  g_return_if_fail (note != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_journal_drop_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  lineup_state_file_save_async (note->file, NULL, cancellable, on_dropped, task);
}

gboolean
lineup_account_journal_drop_finish (LineupAccountJournal *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
