/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A player's part of lineupd: player ACCOUNT WORDS. It is built with pkg-config's lineup-1. What is
 * played has a password in it, but for the end. */
#include <lineup.h>

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;
  g_set_object (&wait->result, result);
  g_main_loop_quit (wait->loop);
}

static GAsyncResult *
end (Wait *wait)
{
  g_main_loop_run (wait->loop);
  return wait->result;
}

static void
on_progress (LineupJobTracker *job)
{
  g_print ("%3.0f %%\n", lineup_job_tracker_get_fraction (job) * 100);
}

int
main (int argc, char *argv[])
{
  g_autoptr (LineupClient) client = lineup_client_new ();
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };
  lineup_client_prepare_async (client, NULL, on_done, &wait);
  lineup_client_prepare_finish (client, end (&wait), NULL);
  LineupAccount *account = lineup_client_find_account (client, argv[1]);
  LineupJobTracker *job = lineup_account_get_catalogue_job (account);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (on_progress), NULL);
  lineup_job_tracker_run_async (job, NULL, NULL, on_done, &wait);
  g_free (lineup_job_tracker_run_finish (job, end (&wait), NULL));
  g_autoptr (LineupItemList) films = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  lineup_item_list_load_async (films, NULL, on_done, &wait);
  if (lineup_item_list_load_finish (films, end (&wait), NULL))
    g_print ("%u movies\n", g_list_model_get_n_items (G_LIST_MODEL (films)));
  lineup_item_list_set_search (films, argv[2]);
  lineup_item_list_read_async (films, 0, 1, NULL, on_done, &wait);
  g_autoptr (GPtrArray) hits = lineup_item_list_read_finish (films, end (&wait), NULL);
  if (hits == NULL || hits->len == 0)
    return 1;
  lineup_playback_open_async (hits->pdata[0], "player", NULL, NULL, on_done, &wait);
  g_autoptr (LineupPlayback) playback = lineup_playback_open_finish (end (&wait), NULL);
  if (playback != NULL)
    g_print ("play %s\n", strrchr (lineup_playback_get_uri (playback), '/'));
  return playback == NULL;
}
