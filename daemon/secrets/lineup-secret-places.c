/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-places.h"

#include "lineup-keyring-mark.h"

#include <string.h>

/* A mark that can't be read may be one of credentials that are there. */
static LineupSecretPlace
read_mark (const char *directory, const char *name)
{
  g_autoptr (LineupKeyringMark) mark = lineup_keyring_mark_new (directory, name);

  if (lineup_keyring_mark_load (mark, NULL) && lineup_keyring_mark_is_to_forget (mark))
    return LINEUP_SECRET_PLACE_FORGOTTEN;
  return LINEUP_SECRET_PLACE_KEYRING;
}

static void
note_file (GHashTable *places, const char *directory, const char *file)
{
  g_autofree char *name = g_strdup (file);

  if (g_str_has_suffix (file, LINEUP_SECRET_PLACES_FILE_SUFFIX))
    {
      name[strlen (file) - strlen (LINEUP_SECRET_PLACES_FILE_SUFFIX)] = '\0';
      lineup_secret_places_set (places, name, LINEUP_SECRET_PLACE_FILE);
    }
  else if (g_str_has_suffix (file, LINEUP_KEYRING_MARK_SUFFIX))
    {
      name[strlen (file) - strlen (LINEUP_KEYRING_MARK_SUFFIX)] = '\0';
      if (lineup_secret_places_get (places, name) != LINEUP_SECRET_PLACE_FILE)
        lineup_secret_places_set (places, name, read_mark (directory, name));
    }
}

static void
list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) folder = g_dir_open (task_data, 0, NULL);
  const char *file = NULL;

  while (folder != NULL && (file = g_dir_read_name (folder)) != NULL)
    note_file (places, task_data, file);
  g_task_return_pointer (task, places, (GDestroyNotify)g_hash_table_unref);
}

void
lineup_secret_places_list_async (const char *directory,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_secret_places_list_async);
  g_task_set_task_data (task, g_strdup (directory), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

GHashTable *
lineup_secret_places_list_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

LineupSecretPlace
lineup_secret_places_get (GHashTable *places, const char *name)
{
  return (LineupSecretPlace)GPOINTER_TO_INT (g_hash_table_lookup (places, name));
}

void
lineup_secret_places_set (GHashTable *places, const char *name, LineupSecretPlace place)
{
  g_hash_table_replace (places, g_strdup (name), GINT_TO_POINTER (place));
}

gboolean
lineup_secret_places_has_keyring (GHashTable *places)
{
  GHashTableIter iter;
  gpointer place = NULL;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    {
      if (GPOINTER_TO_INT (place) == LINEUP_SECRET_PLACE_KEYRING)
        return TRUE;
    }
  return FALSE;
}
