/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A player's part of lineupd: player ACCOUNT WORDS. Calls come from the installed XML, by
 * gdbus-codegen --interface-prefix io.github.lineupd.Lineup1. --c-namespace LineupDBus
 * --c-generate-autocleanup all */
#include "lineup-skeletons.h"

typedef struct
{
  GMainLoop *loop; /* signals wait until it runs: by then the job's number is there */
  guint64 job;
} Sync;

static void
on_progress (GObject *account, guint64 job, guint percent, char *step, GVariant *more, Sync *sync)
{
  if (job == sync->job)
    g_print ("%3u %% %s\n", percent, step);
}

static void
on_finished (GObject *account, guint64 job, const char *status, GVariant *summary, Sync *sync)
{
  if (job == sync->job)
    g_main_loop_quit (sync->loop);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = g_strconcat ("/io/github/lineupd/Lineup1/accounts/", argv[1], NULL);
  g_autofree char *next = NULL;
  g_autoptr (GVariant) none = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
  g_autoptr (GVariant) movies = NULL, hits = NULL, hit = NULL, stream = NULL;
  g_autoptr (LineupDBusAccount) account = lineup_dbus_account_proxy_new_for_bus_sync (
      G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_NONE, "io.github.lineupd.Lineup1", path, NULL, NULL);
  g_autoptr (LineupDBusCatalog) catalog = lineup_dbus_catalog_proxy_new_for_bus_sync (
      G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_NONE, "io.github.lineupd.Lineup1", path, NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Sync sync = { loop, 0 };
  const char *kind = "", *url = NULL;
  gint64 id = 0;

  g_signal_connect (account, "progress", G_CALLBACK (on_progress), &sync);
  g_signal_connect (account, "finished", G_CALLBACK (on_finished), &sync);
  if (lineup_dbus_account_call_start_sync_sync (account, none, &sync.job, NULL, NULL))
    g_main_loop_run (loop);
  if (!lineup_dbus_catalog_call_list_items_sync (
          catalog, "movies", none, "", 5, &movies, &next, NULL, NULL)
      || !lineup_dbus_catalog_call_search_sync (catalog, argv[2], none, &hits, NULL, NULL)
      || g_variant_n_children (hits) == 0)
    return 1;
  g_print ("%zu movies, then those after %s\n", g_variant_n_children (movies), next);
  hit = g_variant_get_child_value (hits, 0);
  if (g_variant_lookup (hit, "kind", "&s", &kind) && g_variant_lookup (hit, "id", "x", &id)
      && lineup_dbus_catalog_call_get_stream_sync (catalog, kind, id, none, &stream, NULL, NULL)
      && g_variant_lookup (stream, "url", "&s", &url))
    g_print ("play %s\n", strrchr (url, '/')); /* the rest has a password in it */
  return url == NULL;
}
