/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-state-file.h"

#include "lineup-error.h"
#include "lineup-file.h"
#include "lineup-key-file.h"
#include "lineup-log.h"

/* What the file is to hold. */
typedef struct
{
  char *path;     /* (owned) */
  char *contents; /* (owned) (nullable): NULL to delete the file */
  gsize length;
} Write;

struct _LineupStateFile
{
  GObject parent_instance;

  char *path;          /* (owned) */
  char *ahead;         /* (owned) (nullable): what it held when it was read ahead */
  GError *ahead_error; /* (owned) (nullable): why it could not be read then */
  Write *waiting;      /* (owned) (nullable): newer than what is being written */
  GPtrArray *waiters;  /* (owned) (element-type GTask): for @waiting */
  GPtrArray *writing;  /* (owned) (nullable) (element-type GTask): for what is being written */
};

G_DEFINE_FINAL_TYPE (LineupStateFile, lineup_state_file, G_TYPE_OBJECT)

static void
write_free (Write *write)
{
  g_free (write->path);
  g_free (write->contents);
  g_free (write);
}

/* A file that was not read ahead may be in use by a thread that loads it, so nothing is written
 * then. */
static void
forget_ahead (LineupStateFile *self)
{
  if (self->ahead != NULL)
    g_clear_pointer (&self->ahead, g_free);
  g_clear_error (&self->ahead_error);
}

static void
lineup_state_file_finalize (GObject *object)
{
  LineupStateFile *self = LINEUP_STATE_FILE (object);

  forget_ahead (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->waiting, write_free);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_state_file_parent_class)->finalize (object);
}

static void
lineup_state_file_class_init (LineupStateFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_state_file_finalize;
}

static void
lineup_state_file_init (LineupStateFile *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

LineupStateFile *
lineup_state_file_new (const char *path)
{
  LineupStateFile *self = g_object_new (LINEUP_TYPE_STATE_FILE, NULL);

  self->path = g_strdup (path);
  return self;
}

const char *
lineup_state_file_get_path (LineupStateFile *self)
{
  g_return_val_if_fail (LINEUP_IS_STATE_FILE (self), NULL);

  return self->path;
}

static GKeyFile *
parse (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GKeyFile *contents = lineup_key_file_parse (text, &local_error);

  if (contents == NULL)
    lineup_file_set_unreadable (error, path, local_error->message);
  return contents;
}

void
lineup_state_file_read_ahead (LineupStateFile *self)
{
  g_return_if_fail (LINEUP_IS_STATE_FILE (self));

  forget_ahead (self);
  self->ahead = lineup_file_read (self->path, &self->ahead_error);
}

GKeyFile *
lineup_state_file_load (LineupStateFile *self, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (LINEUP_IS_STATE_FILE (self), NULL);

  if (self->ahead != NULL)
    text = g_strdup (self->ahead);
  else if (self->ahead_error != NULL)
    g_propagate_error (error, g_error_copy (self->ahead_error));
  else
    text = lineup_file_read (self->path, error);
  return text != NULL ? parse (self->path, text, error) : NULL;
}

GKeyFile *
lineup_state_file_load_or_report (LineupStateFile *self, const char *account)
{
  const LineupLogContext context = { .account = account };
  g_autoptr (GError) error = NULL;
  GKeyFile *contents = lineup_state_file_load (self, &error);

  if (contents != NULL)
    return contents;
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "what was remembered is lost");
  return g_key_file_new ();
}

static gboolean
write_contents (const Write *write, GError **error)
{
  if (write->contents == NULL)
    return lineup_file_delete (write->path, error);
  return lineup_file_write (write->path, write->contents, write->length, error);
}

static Write *
write_new (LineupStateFile *self, GKeyFile *contents)
{
  Write *write = g_new0 (Write, 1);

  write->path = g_strdup (self->path);
  if (contents != NULL)
    write->contents = g_key_file_to_data (contents, &write->length, NULL);
  return write;
}

gboolean
lineup_state_file_save (LineupStateFile *self, GKeyFile *contents, GError **error)
{
  Write *write = NULL;
  gboolean saved = FALSE;

  g_return_val_if_fail (LINEUP_IS_STATE_FILE (self), FALSE);
  g_return_val_if_fail (self->writing == NULL && self->waiting == NULL, FALSE);

  forget_ahead (self);
  write = write_new (self, contents);
  saved = write_contents (write, error);
  write_free (write);
  return saved;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_contents (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void write_next (LineupStateFile *self);

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupStateFile *self = LINEUP_STATE_FILE (source);
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->writing);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  write_next (self);

  for (guint i = 0; i < waiters->len; i++)
    {
      if (error == NULL)
        g_task_return_boolean (waiters->pdata[i], TRUE);
      else
        g_task_return_error (waiters->pdata[i], g_error_copy (error));
    }
}

static void
write_next (LineupStateFile *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->writing != NULL || self->waiting == NULL)
    return;

  task = g_task_new (self, NULL, on_written, NULL);
  g_task_set_source_tag (task, write_next);
  g_task_set_task_data (task, g_steal_pointer (&self->waiting), (GDestroyNotify)write_free);
  self->writing = g_steal_pointer (&self->waiters);
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_run_in_thread (task, write_in_thread);
}

void
lineup_state_file_save_async (LineupStateFile *self,
                              GKeyFile *contents,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_STATE_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_state_file_save_async);
  g_ptr_array_add (self->waiters, task);

  forget_ahead (self);
  g_clear_pointer (&self->waiting, write_free);
  self->waiting = write_new (self, contents);
  write_next (self);
}

gboolean
lineup_state_file_save_finish (LineupStateFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_state_file_forward (GObject *source, GAsyncResult *result, gpointer task)
{
  g_autoptr (GTask) owned_task = task;
  g_autoptr (GError) error = NULL;

  if (lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    g_task_return_boolean (owned_task, TRUE);
  else
    g_task_return_error (owned_task, g_steal_pointer (&error));
}

void
lineup_state_file_flush_async (LineupStateFile *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_STATE_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_state_file_flush_async);
  if (self->waiting != NULL)
    g_ptr_array_add (self->waiters, g_steal_pointer (&task));
  else if (self->writing != NULL)
    g_ptr_array_add (self->writing, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
lineup_state_file_flush_finish (LineupStateFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
