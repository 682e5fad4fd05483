/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One thing that is done with a guide, in a process of its own, and what it costs; bench-guide.py
 * has it done.
 *
 *   guide-process split FILE    takes a guide apart, and leaves it at that
 *   guide-process discard URL   libsoup reads it in 64 KiB
 *   guide-process inflate URL   the same, and zlib inflates it
 *   guide-process import URL FOLDER CHANNELS NOW SMALL_URL
 *                               what the daemon does with it
 *
 * CHANNELS is a file with a line for each channel that somebody has: its id in guides. NOW are Unix
 * seconds. A small guide is imported before, so that code is in memory as it is in a daemon that
 * has done something. Prints a JSON object: seconds and bytes, see LineupCost, `idle` bytes of
 * memory before, and what an import says of itself. */

#include "lineup-body.h"
#include "lineup-byte-queue.h"
#include "lineup-guide.h"
#include "lineup-meter.h"
#include "lineup-system-clock.h"
#include "lineup-xmltv-source.h"
#include "lineup-xmltv-splitter.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

/* Bytes of the longest id of a channel. */
#define MAX_LINE 4096

/* Bytes that are read at once where there is more, and that wait, as of a list of a panel's. */
#define FULL_READ (256 * 1024)
#define QUEUE     (512 * 1024)

/* Microseconds after which a thread that reads has nothing to do. */
#define IDLE_TIME (5 * G_TIME_SPAN_SECOND)

#define CHECK(error)                                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if ((error) != NULL)                                                                           \
      g_error ("%s", (error)->message);                                                            \
  }                                                                                                \
  G_STMT_END

static void
print_cost (const LineupCost *cost, const char *more)
{
  g_print ("{\"wall\": %f, \"cpu\": %f, \"peak\": %.0f, \"written\": %.0f%s}\n",
           cost->wall,
           cost->cpu,
           cost->peak,
           cost->written,
           more);
}

static void
end_meter (const LineupMeter *meter, const char *more)
{
  LineupCost cost = { 0 };

  cost.wall = lineup_meter_get_wall (meter);
  lineup_meter_read (meter, &cost);
  print_cost (&cost, more);
}

/* Floors */

static void
split_chunk (LineupXmltvSplitter *splitter, const char *data, gsize length, guint64 *n_elements)
{
  LineupXmltvElement element;

  lineup_xmltv_splitter_push (splitter, data, length);
  while (lineup_xmltv_splitter_next (splitter, &element, NULL) == LINEUP_XMLTV_ELEMENT)
    (*n_elements)++;
}

static void
split (const char *path)
{
  g_autoptr (LineupXmltvSplitter) splitter = lineup_xmltv_splitter_new ();
  g_autofree char *buffer = g_malloc (CHUNK);
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  LineupMeter meter;
  guint64 n_elements = 0;
  gssize n = 0;

  if (fd < 0)
    g_error ("%s can't be opened", path);
  lineup_meter_begin (&meter, getpid ());
  while ((n = read (fd, buffer, CHUNK)) > 0)
    split_chunk (splitter, buffer, (gsize)n, &n_elements);
  g_assert_true (lineup_xmltv_splitter_is_closed (splitter));
  g_assert_cmpuint (n_elements, >, 0);
  end_meter (&meter, "");
  g_close (fd, NULL);
}

static void
discard (const char *url, gboolean inflates)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (GConverter) inflater = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *buffer = g_malloc (CHUNK);
  g_autoptr (GError) error = NULL;
  LineupMeter meter;

  lineup_meter_begin (&meter, getpid ());
  stream = soup_session_send (session, message, NULL, &error);
  CHECK (error);
  if (inflates)
    {
      g_autoptr (GInputStream) packed = g_steal_pointer (&stream);

      inflater = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      stream = g_converter_input_stream_new (packed, inflater);
    }
  while (g_input_stream_read (stream, buffer, CHUNK, NULL, &error) > 0)
    ;
  CHECK (error);
  end_meter (&meter, "");
}

/* Importing */

typedef struct
{
  LineupWriterPool *writers;  /* (owned) */
  LineupReadThreads *threads; /* (owned) */
  LineupGuide *guide;         /* (owned) */
  LineupClock *clock;         /* (owned) */
  LineupMatchPlan *plan;      /* (owned) */
  LineupByteQueue *queue;     /* (owned) */
  LineupBody *body;           /* (owned) */
  gsize read_size;
  gint64 now;
  LineupGuideImportReport report;
  GMainLoop *loop; /* (owned) */
} Import;

static void read_chunk (Import *self);

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  lineup_byte_queue_push_finish (LINEUP_BYTE_QUEUE (source), result, &error);
  CHECK (error);
  read_chunk (user_data);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = lineup_body_read_finish (LINEUP_BODY (source), result, &error);

  CHECK (error);
  if (g_bytes_get_size (chunk) == 0)
    {
      lineup_byte_queue_close (self->queue, NULL);
      return;
    }
  self->read_size = g_bytes_get_size (chunk) >= self->read_size ? FULL_READ : CHUNK;
  /* Nobody ends it but the guide's end. */
  lineup_byte_queue_push_async (self->queue, chunk, NULL, on_pushed, self);
}

static void
read_chunk (Import *self)
{
  /* Nobody ends it but the guide's end. */
  lineup_body_read_async (self->body, self->read_size, NULL, on_read, self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *self = user_data;
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (
      SOUP_SESSION (source), result, &error);

  CHECK (error);
  self->body = lineup_body_new (stream, NULL, clock, SOUP_STATUS_OK, -1);
  self->read_size = CHUNK;
  read_chunk (self);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error);
  CHECK (error);
  g_main_loop_quit (self->loop);
}

static void
on_expired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error);
  CHECK (error);
  /* Nobody ends it. */
  lineup_guide_close_async (LINEUP_GUIDE (source), NULL, on_closed, user_data);
}

/* What was written is tidied up by then. */
static void
expire (Import *self)
{
  /* Nobody ends it. */
  lineup_guide_expire_async (self->guide, self->now, NULL, on_expired, self);
}

static void
on_matched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error);
  CHECK (error);
  expire (user_data);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *self = user_data;
  LineupGuide *guide = LINEUP_GUIDE (source);
  g_autoptr (GError) error = NULL;

  lineup_guide_import_finish (guide, result, &self->report, &error);
  CHECK (error);
  /* Nobody ends it. */
  if (self->report.names > 0)
    lineup_guide_match_async (guide, self->plan, NULL, on_matched, self);
  else
    expire (self);
}

static void
add_channel (LineupMatchPlan *plan, const char *epg_id, gint64 id)
{
  const LineupMatchChannel channel
      = { .id = id, .epg_id = epg_id, .name = epg_id, .archive_days = 3 };

  lineup_match_plan_add_channel (plan, &channel);
}

/* Line by line: what is made and freed here would be memory of the import's. */
static LineupMatchPlan *
make_plan (const char *path)
{
  LineupMatchPlan *plan = lineup_match_plan_new ();
  FILE *file = fopen (path, "re");
  char line[MAX_LINE];

  if (file == NULL)
    g_error ("%s can't be opened", path);
  lineup_match_plan_add_source (plan, "panel", 0);
  for (gint64 id = 1; fgets (line, sizeof line, file) != NULL; id++)
    add_channel (plan, g_strchomp (line), id);
  fclose (file);
  return plan;
}

static void
begin_import (Import *self, SoupSession *session, const char *url)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (LineupXmltvSource) source = NULL;
  LineupGuideImportPlan plan = { .name = "panel", .now = self->now };

  self->queue = lineup_byte_queue_new (QUEUE);
  source = lineup_xmltv_source_new (self->queue, NULL);
  plan.source = LINEUP_GUIDE_SOURCE (source);
  /* Nobody ends either. */
  lineup_guide_import_async (self->guide, &plan, self->plan, NULL, on_imported, self);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, on_opened, self);
}

static char *
describe_import (const Import *self, double idle)
{
  const LineupGuideImportReport *report = &self->report;

  return g_strdup_printf (", \"idle\": %.0f, \"seen\": %" G_GUINT64_FORMAT
                          ", \"added\": %" G_GUINT64_FORMAT ", \"changed\": %" G_GUINT64_FORMAT
                          ", \"removed\": %" G_GUINT64_FORMAT ", \"rejected\": %" G_GUINT64_FORMAT
                          ", \"unchanged\": %s, \"size\": %" G_GUINT64_FORMAT,
                          idle,
                          report->seen,
                          report->added,
                          report->changed,
                          report->removed,
                          report->rejected,
                          report->unchanged ? "true" : "false",
                          lineup_guide_get_totals (self->guide)->size);
}

static void
import_init (Import *self, const char *folder, gint64 now)
{
  self->now = now;
  self->loop = g_main_loop_new (NULL, FALSE);
  self->writers = lineup_writer_pool_new ();
  self->threads = lineup_read_threads_new (IDLE_TIME);
  self->clock = lineup_system_clock_new ();
  self->guide = lineup_guide_new (folder, "home", self->clock, self->writers, self->threads);
}

static void
import_clear (Import *self)
{
  g_object_unref (self->guide);
  g_object_unref (self->clock);
  g_object_unref (self->body);
  g_object_unref (self->queue);
  lineup_match_plan_unref (self->plan);
  lineup_read_threads_unref (self->threads);
  lineup_writer_pool_unref (self->writers);
  g_main_loop_unref (self->loop);
}

static void
import_run (Import *self, SoupSession *session, const char *url, const char *channels)
{
  self->plan = make_plan (channels);
  begin_import (self, session, url);
  g_main_loop_run (self->loop);
}

static void
import_small (
    SoupSession *session, const char *url, const char *folder, const char *channels, gint64 now)
{
  g_autofree char *small = g_build_filename (folder, "small", NULL);
  Import self = { 0 };

  import_init (&self, small, now);
  import_run (&self, session, url, channels);
  import_clear (&self);
}

/* Bytes of memory. */
static double
measure_idle (void)
{
  LineupMeter meter;
  LineupCost idle = { 0 };

  malloc_trim (0);
  lineup_meter_begin (&meter, getpid ());
  lineup_meter_read (&meter, &idle);
  return idle.resident;
}

static void
import (char *arguments[])
{
  const char *url = arguments[0];
  const char *folder = arguments[1];
  const char *channels = arguments[2];
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *more = NULL;
  const gint64 now = g_ascii_strtoll (arguments[3], NULL, 10);
  Import self = { 0 };
  LineupMeter meter;
  double idle = 0;

  import_small (session, arguments[4], folder, channels, now);
  import_init (&self, folder, now);
  idle = measure_idle ();
  lineup_meter_begin (&meter, getpid ());
  import_run (&self, session, url, channels);
  more = describe_import (&self, idle);
  end_meter (&meter, more);
  import_clear (&self);
}

int
main (int argc, char *argv[])
{
  const char *what = argc > 1 ? argv[1] : "";

  if (argc == 3 && g_str_equal (what, "split"))
    split (argv[2]);
  else if (argc == 3 && g_str_equal (what, "discard"))
    discard (argv[2], FALSE);
  else if (argc == 3 && g_str_equal (what, "inflate"))
    discard (argv[2], TRUE);
  else if (argc == 7 && g_str_equal (what, "import"))
    import (argv + 2);
  else
    {
      g_printerr ("usage: guide-process split FILE | discard URL | inflate URL | "
                  "import URL FOLDER CHANNELS NOW SMALL_URL\n");
      return 1;
    }
  return 0;
}
