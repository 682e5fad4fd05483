/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* A player that shows all films, for bench-liblineup: liblineup-player empty|list|naive. Prints
 * figures in one line, and another one after the first change of the catalogue that it hears of. */

/* Number of rows on a screen, and of places that are scrolled to. */
#define SCREEN_ROWS 40
#define N_PLACES    100

typedef struct
{
  LineupAccount *account; /* (unowned) */
  GPtrArray *items;       /* (owned) (nullable): of the naive player */
  gint64 begun;
} Player;

static gint64
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

static double
get_rss (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmRSS:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024.0 : 0;
}

static gboolean
has_home (gpointer client)
{
  return lineup_client_find_account (client, "home") != NULL;
}

/* Reads a screen of rows. Returns: milliseconds */
static double
read_screen (LineupItemList *list, guint position)
{
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 begun = g_get_monotonic_time ();

  lineup_item_list_read_async (list, position, SCREEN_ROWS, NULL, lineup_await_callback, &await);
  items = lineup_item_list_read_finish (list, lineup_await (&await), NULL);
  g_assert (items != NULL && items->len > 0);
  return (g_get_monotonic_time () - begun) / 1000.0;
}

static gboolean
has_screen (gpointer model)
{
  guint n = MIN (g_list_model_get_n_items (model), SCREEN_ROWS);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LineupItem) item = g_list_model_get_item (model, i);

      if (!lineup_item_is_loaded (item))
        return FALSE;
    }
  return n > 0;
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  const double *first = one, *second = other;

  return (*first > *second) - (*first < *second);
}

static void
on_changed (LineupAccount *account, guint64 generation, GVariant *counts, gboolean *changed)
{
  *changed = TRUE;
}

static gboolean
is_true (gpointer value)
{
  return *(gboolean *)value;
}

static void
show_list (Player *self)
{
  g_autoptr (LineupItemList) list = lineup_item_list_new (self->account, LINEUP_KIND_MOVIES);
  g_autoptr (GAsyncResult) await = NULL;
  double places[N_PLACES];
  double first = 0, whole = 0;
  gboolean changed = FALSE;
  gint64 begun = 0, cpu = 0;

  lineup_await_until (has_screen, list);
  first = (g_get_monotonic_time () - self->begun) / 1000.0;
  lineup_item_list_load_async (list, NULL, lineup_await_callback, &await);
  g_assert (lineup_item_list_load_finish (list, lineup_await (&await), NULL));
  whole = (g_get_monotonic_time () - self->begun) / 1000.0;
  for (guint i = 0; i < N_PLACES; i++)
    places[i] = read_screen (
        list, g_random_int_range (0, g_list_model_get_n_items (G_LIST_MODEL (list))));
  qsort (places, N_PLACES, sizeof *places, compare_doubles);
  printf ("%.1f %.1f %.1f %.1f %.1f\n",
          get_rss (),
          first,
          whole,
          places[N_PLACES / 2],
          places[N_PLACES * 99 / 100]);
  fflush (stdout);

  g_signal_connect (self->account, "catalogue-changed", G_CALLBACK (on_changed), &changed);
  lineup_await_until (is_true, &changed);
  begun = g_get_monotonic_time ();
  cpu = get_cpu ();
  g_clear_object (&await);
  lineup_item_list_load_async (list, NULL, lineup_await_callback, &await);
  g_assert (lineup_item_list_load_finish (list, lineup_await (&await), NULL));
  read_screen (list, 0);
  printf ("%.1f %.1f\n", (get_cpu () - cpu) / 1000.0, (g_get_monotonic_time () - begun) / 1000.0);
}

/* An item as players without a library have it, with little of it. */
typedef struct
{
  GObject parent_instance;
  gint64 id;
  char *name;
  char *icon;
  char *genre;
  char *plot;
  double rating;
} NaiveItem;

typedef GObjectClass NaiveItemClass;

GType naive_item_get_type (void);
G_DEFINE_TYPE (NaiveItem, naive_item, G_TYPE_OBJECT)

static void
naive_item_init (NaiveItem *self)
{
}

static void
naive_item_finalize (GObject *object)
{
  NaiveItem *self = (NaiveItem *)object;

  g_free (self->name);
  g_free (self->icon);
  g_free (self->genre);
  g_free (self->plot);
  G_OBJECT_CLASS (naive_item_parent_class)->finalize (object);
}

static void
naive_item_class_init (NaiveItemClass *klass)
{
  klass->finalize = naive_item_finalize;
}

/* Loads all, as if nothing were known. */
static void
load_all (Player *self)
{
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GInputStream) file = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  char *line = NULL;

  lineup_account_call_async (self->account,
                             "Catalog",
                             "OpenSnapshot",
                             g_variant_new ("(s)", "movies"),
                             NULL,
                             lineup_await_callback,
                             &await);
  reply = lineup_account_call_finish (self->account, lineup_await (&await), &fds, NULL);
  g_assert (reply != NULL);
  file = g_unix_input_stream_new (g_unix_fd_list_get (fds, 0, NULL), TRUE);
  lines = g_data_input_stream_new (file);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), 65536);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *owned = line;
      NaiveItem *item = g_object_new (naive_item_get_type (), NULL);
      JsonObject *object = NULL;

      g_assert (json_parser_load_from_data (parser, owned, -1, NULL));
      object = json_node_get_object (json_parser_get_root (parser));
      item->id = json_object_get_int_member (object, "id");
      item->name = g_strdup (json_object_get_string_member_with_default (object, "name", NULL));
      item->icon = g_strdup (json_object_get_string_member_with_default (object, "icon", NULL));
      item->genre = g_strdup (json_object_get_string_member_with_default (object, "genre", NULL));
      item->plot = g_strdup (json_object_get_string_member_with_default (object, "plot", NULL));
      item->rating = json_object_get_double_member_with_default (object, "rating", 0);
      g_ptr_array_add (self->items, item);
    }
}

static void
show_all (Player *self)
{
  gboolean changed = FALSE;
  gint64 begun = 0, cpu = 0;
  double first = 0;

  load_all (self);
  first = (g_get_monotonic_time () - self->begun) / 1000.0;
  printf ("%.1f %.1f %.1f 0 0\n", get_rss (), first, first);
  fflush (stdout);
  g_signal_connect (self->account, "catalogue-changed", G_CALLBACK (on_changed), &changed);
  lineup_await_until (is_true, &changed);
  begun = g_get_monotonic_time ();
  cpu = get_cpu ();
  load_all (self);
  printf ("%.1f %.1f\n", (get_cpu () - cpu) / 1000.0, (g_get_monotonic_time () - begun) / 1000.0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (LineupClient) client = lineup_client_new ();
  g_autoptr (GAsyncResult) await = NULL;
  Player player = { 0 };

  lineup_client_prepare_async (client, NULL, lineup_await_callback, &await);
  if (argc != 2 || !lineup_client_prepare_finish (client, lineup_await (&await), NULL))
    return 2;
  lineup_await_until (has_home, client);
  player.account = lineup_client_find_account (client, "home");
  player.begun = g_get_monotonic_time ();
  if (g_str_equal (argv[1], "list"))
    show_list (&player);
  else if (g_str_equal (argv[1], "naive"))
    show_all (&player);
  else
    printf ("%.1f 0 0 0 0\n", get_rss ());
  g_clear_pointer (&player.items, g_ptr_array_unref);
  return 0;
}
