/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-fixture.h"

LineupClient *
lineup_library_connect (LineupPlayground *playground)
{
  g_autoptr (GDBusConnection) connection = lineup_playground_connect (playground);
  LineupClient *client = lineup_client_new_for_connection (connection);
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GError) error = NULL;

  /* There is no cancellable: the test waits for it. */
  lineup_client_prepare_async (client, NULL, lineup_await_callback, &await);
  g_assert_true (lineup_client_prepare_finish (client, lineup_await (&await), &error));
  g_assert_no_error (error);
  return client;
}

static gboolean
has_home (gpointer client)
{
  return lineup_client_find_account (client, "home") != NULL;
}

LineupAccount *
lineup_library_add (LineupPlayground *playground, LineupClient *client, const char *movies)
{
  if (movies != NULL)
    lineup_playground_set_text (playground, "get_vod_streams", movies);
  lineup_playground_add (playground, "home");
  lineup_await_until (has_home, client);
  return lineup_client_find_account (client, "home");
}

void
lineup_library_load (LineupItemList *list)
{
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GError) error = NULL;

  lineup_item_list_load_async (list, NULL, lineup_await_callback, &await);
  lineup_item_list_load_finish (list, lineup_await (&await), &error);
  g_assert_no_error (error);
}

char *
lineup_library_print (LineupItemList *list)
{
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  lineup_item_list_read_async (list, 0, 1000, NULL, lineup_await_callback, &await);
  items = lineup_item_list_read_finish (list, lineup_await (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < items->len; i++)
    {
      g_assert_true (lineup_item_is_loaded (items->pdata[i]));
      g_string_append_printf (
          text, "%s%s", i == 0 ? "" : " ", lineup_item_get_name (items->pdata[i]));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
