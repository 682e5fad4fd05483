/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-store.h"

#include "lineup-file.h"
#include "lineup-log.h"

#include <string.h>

#define SUFFIX ".conf"

struct _LineupAccountStore
{
  GObject parent_instance;

  char *directory;       /* (owned) */
  GHashTable *files;     /* (owned) (element-type utf8 LineupAccountFile): by id */
  GFileMonitor *monitor; /* (owned) (nullable): while it watches */
};

enum
{
  SIGNAL_TOUCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupAccountStore, lineup_account_store, G_TYPE_OBJECT)

static void
lineup_account_store_finalize (GObject *object)
{
  LineupAccountStore *self = LINEUP_ACCOUNT_STORE (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (lineup_account_store_parent_class)->finalize (object);
}

static void
lineup_account_store_class_init (LineupAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_store_finalize;

  signals[SIGNAL_TOUCHED] = g_signal_new ("touched",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
lineup_account_store_init (LineupAccountStore *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

LineupAccountStore *
lineup_account_store_new (const char *directory)
{
  LineupAccountStore *self = g_object_new (LINEUP_TYPE_ACCOUNT_STORE, NULL);

  self->directory = g_strdup (directory);
  return self;
}

LineupAccountFile *
lineup_account_store_get_file (LineupAccountStore *self, const char *id)
{
  LineupAccountFile *file = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), NULL);

  file = g_hash_table_lookup (self->files, id);
  if (file == NULL)
    {
      g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      file = lineup_account_file_new (path, id);
      g_hash_table_insert (self->files, g_strdup (id), file);
    }
  return file;
}

/* The id that a file's name is made of, NULL if it is no account's. */
static char *
get_id (const char *name)
{
  g_autofree char *id = NULL;

  if (g_str_has_suffix (name, SUFFIX))
    id = g_strndup (name, strlen (name) - strlen (SUFFIX));
  return id != NULL && lineup_account_is_valid_id (id) ? g_steal_pointer (&id) : NULL;
}

static LineupAccount *
load_account (LineupAccountStore *self, const char *id)
{
  const LineupLogContext context = { .account = id };
  g_autoptr (GError) error = NULL;
  LineupAccount *account = lineup_account_file_load (lineup_account_store_get_file (self, id),
                                                     &error);

  if (account == NULL)
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its file can't be read and is skipped");
  return account;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_names (LineupAccountStore *self)
{
  const LineupLogContext context = { 0 };
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, &error);
  const char *entry = NULL;

  if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the accounts' folder can't be read");
  while (directory != NULL && (entry = g_dir_read_name (directory)) != NULL)
    g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);
  return names;
}

GPtrArray *
lineup_account_store_load (LineupAccountStore *self)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), NULL);

  names = list_names (self);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *id = get_id (names->pdata[i]);
      g_autofree char *path = g_build_filename (self->directory, names->pdata[i], NULL);
      g_autofree char *description = lineup_file_describe (path);
      LineupAccount *account = NULL;

      if (id == NULL)
        {
          lineup_log (G_LOG_LEVEL_WARNING,
                      &context,
                      NULL,
                      "%s is no account's file and is skipped",
                      description);
          continue;
        }
      account = load_account (self, id);
      if (account != NULL)
        g_ptr_array_add (accounts, account);
    }
  return g_steal_pointer (&accounts);
}

/* Watching. */

static void
on_monitor_changed (GFileMonitor *monitor,
                    GFile *file,
                    GFile *other_file,
                    GFileMonitorEvent event,
                    gpointer user_data)
{
  LineupAccountStore *self = user_data;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  /* The hint is the end of every way to write a file: who writes it in place has closed it, what
   * was renamed over it is there. */
  if (event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT && event != G_FILE_MONITOR_EVENT_DELETED)
    return;
  name = g_file_get_basename (file);
  id = get_id (name);
  if (id != NULL)
    g_signal_emit (self, signals[SIGNAL_TOUCHED], 0, id);
}

gboolean
lineup_account_store_watch (LineupAccountStore *self, GError **error)
{
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (self->monitor == NULL, FALSE);

  /* What is not there could only be watched by looking again and again. */
  g_mkdir_with_parents (self->directory, 0700);
  folder = g_file_new_for_path (self->directory);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, error);
  if (self->monitor == NULL)
    return FALSE;
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_monitor_changed), self, 0);
  return TRUE;
}
