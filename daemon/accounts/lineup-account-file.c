/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-file.h"

#include "lineup-error.h"
#include "lineup-file-exchange.h"
#include "lineup-file.h"
#include "lineup-key-file.h"
#include "lineup-state-file.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Microseconds between two looks: what stays the same from one to the next is whole. */
#define PAUSE (100 * G_TIME_SPAN_MILLISECOND)

/* Looks in which a file has to be missing to be gone. */
#define N_LOOKS_GONE 20

struct _LineupAccountFile
{
  GObject parent_instance;

  char *id;               /* (owned) */
  LineupStateFile *file;  /* (owned) */
  LineupStateFile *draft; /* (owned): beside it, until it takes its place */
  char
      *known; /* (owned) (nullable): what it held when we read or wrote it last, NULL for no file */
};

/* A look at the file. */
typedef struct
{
  LineupClock *clock; /* (owned) */
  gboolean is_again;  /* what it held has been seen */
  char *seen;         /* (owned) (nullable): then, NULL for no file */
  guint n_same;       /* looks since that found the same */
} Look;

G_DEFINE_FINAL_TYPE (LineupAccountFile, lineup_account_file, G_TYPE_OBJECT)

static void
lineup_account_file_finalize (GObject *object)
{
  LineupAccountFile *self = LINEUP_ACCOUNT_FILE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->known, g_free);

  G_OBJECT_CLASS (lineup_account_file_parent_class)->finalize (object);
}

static void
lineup_account_file_class_init (LineupAccountFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_file_finalize;
}

static void
lineup_account_file_init (LineupAccountFile *self)
{
}

LineupAccountFile *
lineup_account_file_new (const char *path, const char *id)
{
  LineupAccountFile *self = g_object_new (LINEUP_TYPE_ACCOUNT_FILE, NULL);
  g_autofree char *draft = g_strconcat (path, ".new", NULL);

  self->id = g_strdup (id);
  self->file = lineup_state_file_new (path);
  self->draft = lineup_state_file_new (draft);
  return self;
}

static const char *
get_path (LineupAccountFile *self)
{
  return lineup_state_file_get_path (self->file);
}

const char *
lineup_account_file_get_id (LineupAccountFile *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_FILE (self), NULL);

  return self->id;
}

static void
test_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task, g_file_test (task_data, G_FILE_TEST_EXISTS));
}

void
lineup_account_file_exists_async (LineupAccountFile *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_file_exists_async);
  g_task_set_task_data (task, g_strdup (get_path (self)), g_free);
  g_task_run_in_thread (task, test_in_thread);
}

gboolean
lineup_account_file_exists_finish (LineupAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Reading. */

static void
take_note (LineupAccountFile *self, const char *contents)
{
  g_free (self->known);
  self->known = g_strdup (contents);
}

static LineupAccount *
read_account (LineupAccountFile *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GKeyFile) file = lineup_key_file_parse (self->known, &local_error);
  LineupAccount *account = file != NULL ? lineup_account_load (self->id, file, &local_error) : NULL;

  if (account == NULL)
    lineup_file_set_unreadable (error, get_path (self), local_error->message);
  return account;
}

LineupAccount *
lineup_account_file_load (LineupAccountFile *self, GError **error)
{
  g_autofree char *contents = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_FILE (self), NULL);

  contents = lineup_file_read (get_path (self), error);
  if (contents == NULL)
    return NULL;
  take_note (self, contents);
  return read_account (self, error);
}

/* Looking. */

static void
look_free (Look *look)
{
  g_object_unref (look->clock);
  g_free (look->seen);
  g_free (look);
}

static void look (GTask *owned_task);

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_clock_sleep_finish (LINEUP_CLOCK (source), result, &error))
    look (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes note of what this look has found, and says whether it is enough. */
static gboolean
is_settled (Look *look, const char *contents)
{
  if (!look->is_again || g_strcmp0 (contents, look->seen) != 0)
    {
      look->is_again = TRUE;
      g_free (look->seen);
      look->seen = g_strdup (contents);
      look->n_same = 0;
      return FALSE;
    }
  look->n_same++;
  return contents != NULL || look->n_same >= N_LOOKS_GONE;
}

/* @contents are %NULL if there is no file. */
static void
take_contents (GTask *owned_task, const char *contents)
{
  g_autoptr (GTask) task = owned_task;
  LineupAccountFile *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  LineupAccount *account = NULL;

  if (g_strcmp0 (contents, self->known) == 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  if (!is_settled (look, contents))
    {
      lineup_clock_sleep_async (
          look->clock, PAUSE, g_task_get_cancellable (task), on_pause_over, g_object_ref (task));
      return;
    }

  take_note (self, contents);
  if (contents != NULL)
    account = read_account (self, &error);
  else
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The file was deleted");
  if (account != NULL)
    g_task_return_pointer (task, account, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_contents (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = g_task_propagate_pointer (G_TASK (result), &error);

  if (contents != NULL)
    take_contents (g_steal_pointer (&task), contents);
  else if (error == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    take_contents (g_steal_pointer (&task), NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
has_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* Returns neither contents nor an error where the whole folder is missing, which says nothing of
 * the account. */
static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *contents = lineup_file_read (task_data, &error);

  if (contents != NULL || !has_folder (task_data))
    g_task_return_pointer (task, contents, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
look (GTask *owned_task)
{
  LineupAccountFile *self = g_task_get_source_object (owned_task);
  g_autoptr (GTask) read = g_task_new (self, NULL, on_contents, owned_task);

  g_task_set_source_tag (read, look);
  g_task_set_task_data (read, g_strdup (get_path (self)), g_free);
  g_task_run_in_thread (read, read_in_thread);
}

void
lineup_account_file_look_async (LineupAccountFile *self,
                                LineupClock *clock,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;
  Look *data = g_new0 (Look, 1);

  g_return_if_fail (LINEUP_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  data->clock = g_object_ref (clock);
  /* What was found is told, although nobody may care any more: it is told once. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_account_file_look_async);
  g_task_set_task_data (task, data, (GDestroyNotify)look_free);
  look (task);
}

LineupAccount *
lineup_account_file_look_finish (LineupAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Writing: a draft beside the file changes places with it. */

/* What is to be written. */
typedef struct
{
  GKeyFile *contents; /* (owned) */
  char *text;         /* (owned): the same */
} Save;

static void
save_free (Save *save)
{
  g_key_file_unref (save->contents);
  g_free (save->text);
  g_free (save);
}

static void
put_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lineup_file_exchange_run (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountFile *self = LINEUP_ACCOUNT_FILE (source);
  const LineupFileExchange *put = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_note (self, put->contents);
  g_task_return_boolean (task, TRUE);
}

static void
on_drafted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountFile *self = g_task_get_source_object (task);
  g_autoptr (GTask) put_task = NULL;
  g_autoptr (GError) error = NULL;
  const Save *save = g_task_get_task_data (task);
  LineupFileExchange *put = NULL;

  if (!lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  put = g_new0 (LineupFileExchange, 1);
  put->path = g_strdup (get_path (self));
  put->draft = g_strdup (lineup_state_file_get_path (self->draft));
  put->known = g_strdup (self->known);
  put->contents = g_strdup (save->text);
  put_task = g_task_new (self, NULL, on_put, g_steal_pointer (&task));
  g_task_set_source_tag (put_task, on_drafted);
  g_task_set_task_data (put_task, put, (GDestroyNotify)lineup_file_exchange_free);
  g_task_run_in_thread (put_task, put_in_thread);
}

static void
draft (GTask *owned_task)
{
  LineupAccountFile *self = g_task_get_source_object (owned_task);
  const Save *save = g_task_get_task_data (owned_task);

  lineup_state_file_save_async (
      self->draft, save->contents, g_task_get_cancellable (owned_task), on_drafted, owned_task);
}

static void
find_folder_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (has_folder (task_data))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  lineup_file_set_error (&error, task_data, LINEUP_ERROR_STORAGE, ENOENT, "written");
  g_task_return_error (task, error);
}

static void
on_folder_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    draft (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* What is in the file already, for a person's comments to stay. */
static GKeyFile *
parse_known (LineupAccountFile *self)
{
  GKeyFile *file = self->known != NULL ? lineup_key_file_parse (self->known, NULL) : NULL;

  return file != NULL ? file : g_key_file_new ();
}

void
lineup_account_file_save_async (LineupAccountFile *self,
                                LineupAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (GTask) find_task = NULL;
  Save *save = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_FILE (self));

  save = g_new0 (Save, 1);
  save->contents = parse_known (self);
  lineup_account_save (account, save->contents);
  save->text = g_key_file_to_data (save->contents, NULL, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_file_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify)save_free);
  if (self->known == NULL)
    {
      draft (task);
      return;
    }
  /* To make the folder anew would make all others in it look deleted. */
  find_task = g_task_new (self, cancellable, on_folder_found, task);
  g_task_set_source_tag (find_task, lineup_account_file_save_async);
  g_task_set_task_data (find_task, g_strdup (get_path (self)), g_free);
  g_task_run_in_thread (find_task, find_folder_in_thread);
}

gboolean
lineup_account_file_save_finish (LineupAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Removing. */

typedef struct
{
  char *path;     /* (owned) */
  char *draft;    /* (owned): path */
  char *checksum; /* (owned) (nullable) */
} Removal;

static void
removal_free (Removal *removal)
{
  g_free (removal->path);
  g_free (removal->draft);
  g_free (removal->checksum);
  g_free (removal);
}

static char *
make_checksum (const char *contents)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, contents, -1);
}

char *
lineup_account_file_get_checksum (LineupAccountFile *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_FILE (self), NULL);

  return self->known != NULL ? make_checksum (self->known) : NULL;
}

char *
lineup_account_file_make_checksum (LineupAccount *account)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *contents = NULL;

  lineup_account_save (account, file);
  contents = g_key_file_to_data (file, NULL, NULL);
  return make_checksum (contents);
}

/* What can't be read may be what is meant. */
static gboolean
is_meant (const Removal *removal, gboolean *meant, GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *checksum = NULL;
  GStatBuf status;

  *meant = removal->checksum == NULL;
  if (*meant)
    return TRUE;
  if (g_lstat (removal->path, &status) == 0 ? !S_ISREG (status.st_mode) : errno == ENOENT)
    return TRUE;
  contents = lineup_file_read (removal->path, error);
  if (contents == NULL)
    return FALSE;
  checksum = make_checksum (contents);
  *meant = g_str_equal (checksum, removal->checksum);
  return TRUE;
}

static gboolean
remove_files (const Removal *removal, GError **error)
{
  gboolean meant = FALSE;

  if (!is_meant (removal, &meant, error))
    return FALSE;
  if (meant && !lineup_file_delete (removal->path, error))
    return FALSE;
  return lineup_file_delete (removal->draft, error);
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Removal *removal = task_data;
  GError *error = NULL;

  if (remove_files (removal, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountFile *self = LINEUP_ACCOUNT_FILE (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&self->known, g_free);
  g_task_return_boolean (task, TRUE);
}

void
lineup_account_file_remove_async (LineupAccountFile *self,
                                  const char *checksum,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (GTask) remove_task = NULL;
  Removal *removal = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_file_remove_async);
  removal = g_new0 (Removal, 1);
  removal->path = g_strdup (get_path (self));
  removal->draft = g_strdup (lineup_state_file_get_path (self->draft));
  removal->checksum = g_strdup (checksum);
  remove_task = g_task_new (self, NULL, on_removed, task);
  g_task_set_source_tag (remove_task, lineup_account_file_remove_async);
  g_task_set_task_data (remove_task, removal, (GDestroyNotify)removal_free);
  g_task_run_in_thread (remove_task, remove_in_thread);
}

gboolean
lineup_account_file_remove_finish (LineupAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
