/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long a player waits for an answer, while the daemon is idle and while it imports a long list:
 * median, 99th percentile and maximum of calls one after another. The panel runs in this very
 * process, so the two cores of a small machine are both busy. */

#include "lineup-daemon-client.h"

#define N_MOVIES     50000
#define N_BEFORE     1000
#define N_IDLE_CALLS 1000
#define N_IMPORTS    5

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

typedef struct
{
  const char *name;
  GArray *times; /* (owned) (element-type gint64), microseconds */
} Series;

static void
add_time (Series *series, gint64 begin)
{
  gint64 time = g_get_monotonic_time () - begin;

  g_array_append_val (series->times, time);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

static double
get_milliseconds (Series *series, guint percent)
{
  guint index = MIN (series->times->len * percent / 100, series->times->len - 1);

  return (double)g_array_index (series->times, gint64, index) / 1000;
}

static void
print_series (Series *series, const char *when)
{
  g_array_sort (series->times, compare_times);
  g_print ("| %-12s | %-6s | %5u | %6.2f | %6.2f | %6.2f |\n",
           series->name,
           when,
           series->times->len,
           get_milliseconds (series, 50),
           get_milliseconds (series, 99),
           get_milliseconds (series, 100));
  g_array_set_size (series->times, 0);
}

static gboolean
is_syncing (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_get_text (fixture, "home", "Status");

  return g_str_equal (status, "syncing");
}

static void
list_page (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      g_variant_new ("(sa{sv}su)", "movies", NULL, "", 50));
}

/* Both calls by turns, until the sync is over, or often enough. */
static void
measure (LineupDaemonFixture *fixture, Series *get, Series *list, guint n_calls)
{
  gboolean go_on = TRUE;

  for (guint i = 0; go_on && i < n_calls; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      gboolean syncing = is_syncing (fixture);

      add_time (get, begin);
      begin = g_get_monotonic_time ();
      list_page (fixture);
      add_time (list, begin);
      go_on = n_calls != G_MAXUINT || syncing;
    }
}

int
main (int argc, char *argv[])
{
  LineupDaemonFixture fixture = { 0 };
  Series get = { "Get", g_array_new (FALSE, FALSE, sizeof (gint64)) };
  Series list = { "ListItems 50", g_array_new (FALSE, FALSE, sizeof (gint64)) };

  lineup_daemon_fixture_set_up (&fixture, NULL);
  lineup_client_add_account (&fixture, "home");
  lineup_client_give_catalogue (&fixture, 0, N_BEFORE, 0, 0, 0);
  g_free (lineup_client_sync (&fixture, "home", NULL));
  lineup_client_wait_search_complete (&fixture, "home");

  g_print ("| call         | daemon | calls | median |    p99 |    max | ms\n");
  g_print ("|--------------|--------|-------|--------|--------|--------|\n");
  measure (&fixture, &get, &list, N_IDLE_CALLS);
  print_series (&get, "idle");
  print_series (&list, "idle");

  lineup_client_give_catalogue (&fixture, 0, N_MOVIES, 0, 0, 0);
  for (guint i = 0; i < N_IMPORTS; i++)
    {
      /* The other lists would only wait for their turn at the panel. */
      lineup_client_start (&fixture, "home", "{'force': <true>, 'steps': <['movies']>}");
      measure (&fixture, &get, &list, G_MAXUINT);
    }
  print_series (&get, "import");
  print_series (&list, "import");

  lineup_daemon_fixture_tear_down (&fixture, NULL);
  g_array_unref (get.times);
  g_array_unref (list.times);
  return 0;
}
