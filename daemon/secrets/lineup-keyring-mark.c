/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-keyring-mark.h"

#include "lineup-state-file.h"

#define GROUP      "Keyring"
#define KEY_FORGET "Forget"
#define KEY_MARK   "Mark"

struct _LineupKeyringMark
{
  GObject parent_instance;

  LineupStateFile *file; /* (owned) */
  char *text;            /* (owned) (nullable) */
  gboolean is_set;
  gboolean is_to_forget;
};

G_DEFINE_FINAL_TYPE (LineupKeyringMark, lineup_keyring_mark, G_TYPE_OBJECT)

static void
lineup_keyring_mark_finalize (GObject *object)
{
  LineupKeyringMark *self = LINEUP_KEYRING_MARK (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (lineup_keyring_mark_parent_class)->finalize (object);
}

static void
lineup_keyring_mark_class_init (LineupKeyringMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_keyring_mark_finalize;
}

static void
lineup_keyring_mark_init (LineupKeyringMark *self)
{
}

LineupKeyringMark *
lineup_keyring_mark_new (const char *directory, const char *name)
{
  LineupKeyringMark *self = g_object_new (LINEUP_TYPE_KEYRING_MARK, NULL);
  g_autofree char *file = g_strconcat (name, LINEUP_KEYRING_MARK_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (directory, file, NULL);

  self->file = lineup_state_file_new (path);
  return self;
}

gboolean
lineup_keyring_mark_is_set (LineupKeyringMark *self)
{
  g_return_val_if_fail (LINEUP_IS_KEYRING_MARK (self), FALSE);

  return self->is_set;
}

gboolean
lineup_keyring_mark_is_to_forget (LineupKeyringMark *self)
{
  g_return_val_if_fail (LINEUP_IS_KEYRING_MARK (self), FALSE);

  return self->is_to_forget;
}

const char *
lineup_keyring_mark_get_text (LineupKeyringMark *self)
{
  g_return_val_if_fail (LINEUP_IS_KEYRING_MARK (self), NULL);

  return self->text;
}

void
lineup_keyring_mark_renew (LineupKeyringMark *self)
{
  g_return_if_fail (LINEUP_IS_KEYRING_MARK (self));

  if (self->text == NULL)
    self->text = g_uuid_string_random ();
}

gboolean
lineup_keyring_mark_load (LineupKeyringMark *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GKeyFile) contents = NULL;

  g_return_val_if_fail (LINEUP_IS_KEYRING_MARK (self), FALSE);

  contents = lineup_state_file_load (self->file, &local_error);
  self->is_set = contents != NULL;
  if (contents == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->is_to_forget = g_key_file_get_boolean (contents, GROUP, KEY_FORGET, NULL);
  g_free (self->text);
  self->text = g_key_file_get_string (contents, GROUP, KEY_MARK, NULL);
  return TRUE;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lineup_keyring_mark_load (source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lineup_keyring_mark_load_async (LineupKeyringMark *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_KEYRING_MARK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_keyring_mark_load_async);
  g_task_run_in_thread (task, load_in_thread);
}

void
lineup_keyring_mark_set_async (LineupKeyringMark *self,
                               gboolean is_to_forget,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (GKeyFile) contents = g_key_file_new ();

  g_return_if_fail (LINEUP_IS_KEYRING_MARK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_keyring_mark_set_async);
  g_key_file_set_boolean (contents, GROUP, KEY_FORGET, is_to_forget);
  if (self->text != NULL)
    g_key_file_set_string (contents, GROUP, KEY_MARK, self->text);
  self->is_set = TRUE;
  self->is_to_forget = is_to_forget;
  lineup_state_file_save_async (
      self->file, contents, g_task_get_cancellable (task), lineup_state_file_forward, task);
}

void
lineup_keyring_mark_delete_async (LineupKeyringMark *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_KEYRING_MARK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_keyring_mark_delete_async);
  self->is_set = FALSE;
  lineup_state_file_save_async (self->file, NULL, cancellable, lineup_state_file_forward, task);
}

gboolean
lineup_keyring_mark_finish (LineupKeyringMark *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
