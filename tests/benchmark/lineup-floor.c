/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-floor.h"

#include "lineup-floor-document.h"
#include "lineup-floor-load.h"
#include "lineup-item-decoder.h"
#include "lineup-list-reader.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

/* Wall, tidied, CPU, peak, resident, written and size. */
#define COST_TYPE "(ddddddd)"

/* Downloading */

static GInputStream *
open_list (SoupSession *session, const char *url)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (GError) error = NULL;
  GInputStream *stream = soup_session_send (session, message, NULL, &error);

  if (stream == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("No list: %s", error != NULL ? error->message : "an answer of another kind");
  return stream;
}

static void
discard (const char *url)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GInputStream) stream = open_list (session, url);
  g_autofree char *buffer = g_malloc (CHUNK);
  g_autoptr (GError) error = NULL;

  while (g_input_stream_read (stream, buffer, CHUNK, NULL, &error) > 0)
    ;
  if (error != NULL)
    g_error ("No list: %s", error->message);
}

static GBytes *
read_whole (const char *url)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (GError) error = NULL;
  GBytes *body = soup_session_send_and_read (session, message, NULL, &error);

  if (body == NULL)
    g_error ("No list: %s", error->message);
  return body;
}

/* Rows in memory */

typedef struct
{
  LineupItem item;
  LineupItemKeys keys;
} Row;

typedef struct
{
  GArray *rows;       /* (owned) (element-type Row) */
  GStringChunk *text; /* (owned) */
} Rows;

static const char *
keep_text (Rows *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->text, text) : NULL;
}

static void
add_row (Rows *self, LineupFloorLoad *load, const LineupItem *item)
{
  Row row = { .item = *item };

  lineup_item_keys_init (&row.keys);
  lineup_floor_load_prepare (load, item, &row.keys);
  row.item.name = keep_text (self, item->name);
  row.item.icon = keep_text (self, item->icon);
  row.item.genre = keep_text (self, item->genre);
  row.item.plot = keep_text (self, item->plot);
  row.item.cast = keep_text (self, item->cast);
  row.item.director = keep_text (self, item->director);
  row.item.release_date = keep_text (self, item->release_date);
  row.item.extension = keep_text (self, item->extension);
  row.item.epg_id = keep_text (self, item->epg_id);
  row.item.trailer = keep_text (self, item->trailer);
  row.item.tmdb_id = keep_text (self, item->tmdb_id);
  g_array_append_val (self->rows, row);
}

/* Read by the daemon's own reader, so that the rows are those that it stores. */
static void
read_rows (Rows *self, LineupFloorLoad *load, const char *url)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GInputStream) stream = open_list (session, url);
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (LINEUP_LIST_MOVIES);
  g_autofree char *buffer = g_malloc (CHUNK);
  gssize n_read = 0;

  while ((n_read = g_input_stream_read (stream, buffer, CHUNK, NULL, NULL)) > 0)
    {
      const char *element = NULL;
      gsize length = 0;
      LineupItem item;

      lineup_list_reader_push (reader, buffer, (gsize)n_read);
      while (lineup_list_reader_next (reader, &element, &length, NULL)
             == LINEUP_LIST_READER_ELEMENT)
        {
          if (lineup_item_decoder_decode_item (decoder, element, length, &item))
            add_row (self, load, &item);
        }
    }
  if (!lineup_list_reader_finish (reader, NULL))
    g_error ("The list is not whole");
}

static void
rows_clear (Rows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    lineup_item_keys_clear (&g_array_index (self->rows, Row, i).keys);
  g_array_unref (self->rows);
  g_string_chunk_free (self->text);
}

static void
add_rows (Rows *self, LineupFloorLoad *load)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      lineup_floor_load_add (load, &row->item, &row->keys);
    }
}

/* The child */

static double
get_size (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    g_error ("%s is not there", path);
  return (double)status.st_size;
}

static void
end_load (LineupFloorLoad *load, const char *path, const LineupMeter *meter, LineupCost *cost)
{
  lineup_floor_load_commit (load);
  cost->wall = lineup_meter_get_wall (meter);
  lineup_floor_load_tidy_up (load);
  cost->tidied = lineup_meter_get_wall (meter);
  lineup_meter_read (meter, cost);
  cost->size = get_size (path);
}

static void
measure_download (const char *url, LineupCost *cost)
{
  LineupMeter meter;

  lineup_meter_begin (&meter, getpid ());
  discard (url);
  cost->wall = cost->tidied = lineup_meter_get_wall (&meter);
  lineup_meter_read (&meter, cost);
}

static void
measure_sqlite (const char *url, const char *path, LineupCost *cost)
{
  g_autoptr (LineupFloorLoad) load = lineup_floor_load_new (path);
  Rows rows = { g_array_new (FALSE, FALSE, sizeof (Row)), g_string_chunk_new (1 << 20) };
  LineupMeter meter;

  read_rows (&rows, load, url);
  lineup_meter_begin (&meter, getpid ());
  add_rows (&rows, load);
  end_load (load, path, &meter, cost);
  rows_clear (&rows);
}

static void
measure_document (const char *url, const char *path, LineupCost *cost)
{
  g_autoptr (LineupFloorLoad) load = lineup_floor_load_new (path);
  g_autoptr (GBytes) body = NULL;
  LineupMeter meter;

  lineup_meter_begin (&meter, getpid ());
  body = read_whole (url);
  lineup_floor_document_load (body, load);
  end_load (load, path, &meter, cost);
}

void
lineup_floor_main (LineupFloor floor, const char *url)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-floor-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "floor.db", NULL);
  g_autoptr (GVariant) variant = NULL;
  g_autofree char *text = NULL;
  LineupCost cost = { 0 };

  g_setenv ("SQLITE_TMPDIR", directory, TRUE);
  switch (floor)
    {
    case LINEUP_FLOOR_SQLITE:
      measure_sqlite (url, path, &cost);
      break;
    case LINEUP_FLOOR_DOCUMENT:
      measure_document (url, path, &cost);
      break;
    case LINEUP_FLOOR_DOWNLOAD:
    default:
      measure_download (url, &cost);
      break;
    }
  lineup_test_files_remove (directory);

  variant = g_variant_new (COST_TYPE,
                           cost.wall,
                           cost.tidied,
                           cost.cpu,
                           cost.peak,
                           cost.resident,
                           cost.written,
                           cost.size);
  text = g_variant_print (variant, FALSE);
  g_print ("%s\n", text);
}

/* The parent */

static char *
run_child (LineupFloor floor, const char *url)
{
  g_autofree char *option = g_strdup_printf ("--floor=%u", floor);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", option, url, NULL);
  char *output = NULL;

  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error)
      || !g_subprocess_wait_check (child, NULL, &error))
    g_error ("No floor: %s", error->message);
  return output;
}

void
lineup_floor_measure (LineupFloor floor,
                      LineupRenderedLists *lists,
                      LineupRenderedList list,
                      LineupCost *cost)
{
  g_autoptr (LineupFakePanel) panel = lineup_fake_panel_new ();
  g_autofree char *server = NULL;
  g_autofree char *url = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError) error = NULL;

  if (!lineup_fake_panel_listen (panel, 0, &error))
    g_error ("No panel: %s", error->message);
  lineup_rendered_lists_give (lists, panel, list);
  server = lineup_fake_panel_get_url (panel);
  url = g_strconcat (
      server, "/player_api.php?username=user&password=secret&action=get_vod_streams", NULL);

  output = run_child (floor, url);
  variant = g_variant_parse (G_VARIANT_TYPE (COST_TYPE), output, NULL, NULL, &error);
  if (variant == NULL)
    g_error ("No floor: %s", error->message);
  g_variant_get (variant,
                 COST_TYPE,
                 &cost->wall,
                 &cost->tidied,
                 &cost->cpu,
                 &cost->peak,
                 &cost->resident,
                 &cost->written,
                 &cost->size);
}
