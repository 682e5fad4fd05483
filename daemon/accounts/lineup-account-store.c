/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "accounts/lineup-account-store.h"

#include "lineup-log.h"
#include "lineup-state-file.h"

#include <string.h>

#define SUFFIX ".conf"

/* How often an account was written. */
typedef struct
{
  guint64 n_begun;
  guint64 n_ended;
} Saves;

struct _LineupAccountStore
{
  GObject parent_instance;

  char *directory;   /* (owned) */
  GHashTable *files; /* (owned) (element-type utf8 LineupStateFile): by id */
  GHashTable *saves; /* (owned) (element-type utf8 Saves): by id */
};

G_DEFINE_FINAL_TYPE (LineupAccountStore, lineup_account_store, G_TYPE_OBJECT)

static void
lineup_account_store_finalize (GObject *object)
{
  LineupAccountStore *self = LINEUP_ACCOUNT_STORE (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->saves, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_account_store_parent_class)->finalize (object);
}

static void
lineup_account_store_class_init (LineupAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_store_finalize;
}

static void
lineup_account_store_init (LineupAccountStore *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->saves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LineupAccountStore *
lineup_account_store_new (const char *directory)
{
  LineupAccountStore *self = g_object_new (LINEUP_TYPE_ACCOUNT_STORE, NULL);

  self->directory = g_strdup (directory);
  return self;
}

/* One object a file, so that its writes stay in order. */
static LineupStateFile *
get_file (LineupAccountStore *self, const char *id)
{
  LineupStateFile *file = g_hash_table_lookup (self->files, id);

  if (file == NULL)
    {
      g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      file = lineup_state_file_new (path);
      g_hash_table_insert (self->files, g_strdup (id), file);
    }
  return file;
}

static LineupAccount *
load_account (LineupAccountStore *self, const char *id)
{
  const LineupLogContext context = { .account = id };
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) contents = lineup_state_file_load (get_file (self, id), &error);
  LineupAccount *account = NULL;

  if (contents != NULL)
    account = lineup_account_load (id, contents, &error);
  if (account == NULL)
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its file can't be read and is skipped");
  return account;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
lineup_account_store_load (LineupAccountStore *self)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = NULL;
  const char *entry = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), NULL);

  directory = g_dir_open (self->directory, 0, NULL);
  while (directory != NULL && (entry = g_dir_read_name (directory)) != NULL)
    g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *id = NULL;
      LineupAccount *account = NULL;

      if (g_str_has_suffix (name, SUFFIX))
        id = g_strndup (name, strlen (name) - strlen (SUFFIX));
      if (id == NULL || !lineup_account_is_valid_id (id))
        {
          lineup_log (G_LOG_LEVEL_WARNING,
                      &context,
                      NULL,
                      "a file among the accounts is no account and is skipped");
          continue;
        }
      account = load_account (self, id);
      if (account != NULL)
        g_ptr_array_add (accounts, account);
    }
  return g_steal_pointer (&accounts);
}

gboolean
lineup_account_store_has (LineupAccountStore *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), FALSE);

  return g_file_test (lineup_state_file_get_path (get_file (self, id)), G_FILE_TEST_EXISTS);
}

static Saves *
get_saves (LineupAccountStore *self, const char *id)
{
  Saves *saves = g_hash_table_lookup (self->saves, id);

  if (saves == NULL)
    {
      saves = g_new0 (Saves, 1);
      g_hash_table_insert (self->saves, g_strdup (id), saves);
    }
  return saves;
}

gboolean
lineup_account_store_is_saving (LineupAccountStore *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), FALSE);

  return get_saves (self, id)->n_begun != get_saves (self, id)->n_ended;
}

guint64
lineup_account_store_count_saves (LineupAccountStore *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), 0);

  return get_saves (self, id)->n_begun;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountStore *self = g_task_get_source_object (task);

  get_saves (self, g_task_get_task_data (task))->n_ended++;
  lineup_state_file_forward (source, result, task);
}

void
lineup_account_store_save_async (LineupAccountStore *self,
                                 LineupAccount *account,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GKeyFile) contents = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_STORE (self));

  contents = lineup_account_save (account);
  g_task_set_source_tag (task, lineup_account_store_save_async);
  g_task_set_task_data (task, g_strdup (lineup_account_get_id (account)), g_free);
  get_saves (self, lineup_account_get_id (account))->n_begun++;
  lineup_state_file_save_async (
      get_file (self, lineup_account_get_id (account)), contents, on_saved, task);
}

void
lineup_account_store_remove_async (LineupAccountStore *self,
                                   const char *id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (LINEUP_IS_ACCOUNT_STORE (self));

  g_task_set_source_tag (task, lineup_account_store_remove_async);
  lineup_state_file_save_async (get_file (self, id), NULL, lineup_state_file_forward, task);
}

gboolean
lineup_account_store_write_finish (LineupAccountStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
