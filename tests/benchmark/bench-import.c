/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue.h"

#include "lineup-hash.h"
#include "lineup-system-clock.h"
#include "lineup-writer-pool.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

/* What importing a large list of movies costs: time, memory and bytes written. The list is made up
 * while it is read, so the source's own share is measured too, and printed first.
 *
 * Usage: bench-import [ITEMS] */

#define DEFAULT_ITEMS 200000
#define N_CATEGORIES  400
#define N_FIELDS      12
#define MAX_ELEMENT   2048

#define BENCH_TYPE_SOURCE (bench_source_get_type ())
G_DECLARE_FINAL_TYPE (BenchSource, bench_source, BENCH, SOURCE, GObject)

struct _BenchSource
{
  GObject parent_instance;

  guint n_items;
  guint n_given;
  guint first;       /* id of the first item */
  guint changed_mod; /* one of so many items is changed, 0 for none */
  char *words;       /* (owned): text for plots */
  char element[MAX_ELEMENT];
  char decoded[MAX_ELEMENT];
  const char *categories[1];
};

#define N_WORD_BYTES (64 * 1024)

static guint64
scramble (guint64 number)
{
  return lineup_hash (&number, sizeof number, 0);
}

static LineupItemSourceState
next (LineupItemSource *source, LineupElement *element, GError **error)
{
  BenchSource *self = BENCH_SOURCE (source);
  const guint place = self->n_given++;
  const guint id = self->first + place;
  const guint64 noise = scramble (id);
  const gboolean changed = self->changed_mod > 0 && id % self->changed_mod == 0;
  char *end = self->element;

  if (place == self->n_items)
    return LINEUP_ITEM_SOURCE_END;

  /* Fields end with a NUL, the running number is not part of the fingerprint. */
  end += g_snprintf (end,
                     MAX_ELEMENT / 2,
                     "%u%cMovie %" G_GINT64_MODIFIER "x (%u)%c%u%c%u%c%u.%u%cDrama / Comedy%c"
                     "http://pictures.example.org/t/p/w600_and_h900_bestv2/%016" G_GINT64_MODIFIER
                     "x.jpg%cmkv%c%u%cA Director",
                     id,
                     0,
                     noise & 0xffffff,
                     1950 + (guint)(noise >> 32) % 75,
                     0,
                     (guint)(noise >> 20) % N_CATEGORIES + 1,
                     0,
                     1700000000 - id * 60,
                     0,
                     (guint)(noise >> 8) % 10,
                     changed ? 1 : 0,
                     0,
                     0,
                     noise,
                     0,
                     0,
                     (guint)(noise >> 16) % 1000000,
                     0);
  end++;
  /* The cast, then the plot. */
  memcpy (end, self->words + (noise >> 40) % (N_WORD_BYTES - 1024), 100);
  end += 100;
  *end++ = '\0';
  memcpy (end, self->words + (noise >> 24) % (N_WORD_BYTES - 1024), 600);
  end += 600;
  *end++ = '\0';

  element->data = self->element;
  element->length = (gsize)(end - self->element);
  element->fingerprint = lineup_hash (element->data, element->length, 0) | 1;
  return LINEUP_ITEM_SOURCE_ELEMENT;
}

static gboolean
decode_item (LineupItemSource *source, const LineupElement *element, LineupItem *item)
{
  BenchSource *self = BENCH_SOURCE (source);
  const char *fields[N_FIELDS];
  const char *field = self->decoded;

  memcpy (self->decoded, element->data, element->length);
  for (guint i = 0; i < N_FIELDS && field < self->decoded + element->length; i++)
    {
      fields[i] = field;
      field += strlen (field) + 1;
    }
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = (gint64)g_ascii_strtoull (fields[0], NULL, 10);
  item->name = fields[1];
  self->categories[0] = fields[2];
  item->categories = self->categories;
  item->n_categories = 1;
  item->added = (gint64)g_ascii_strtoull (fields[3], NULL, 10);
  item->rating = g_ascii_strtod (fields[4], NULL);
  item->genre = fields[5];
  item->icon = fields[6];
  item->extension = fields[7];
  item->tmdb_id = fields[8];
  item->director = fields[9];
  item->cast = fields[10];
  item->plot = fields[11];
  item->year = 1999;
  return TRUE;
}

static gboolean
decode_category (LineupItemSource *source, const LineupElement *element, LineupCategory *category)
{
  return FALSE;
}

static guint64
get_rejected (LineupItemSource *source)
{
  return 0;
}

static void
item_source_iface_init (LineupItemSourceInterface *iface)
{
  iface->next = next;
  iface->decode_item = decode_item;
  iface->decode_category = decode_category;
  iface->get_rejected = get_rejected;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchSource,
                               bench_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_ITEM_SOURCE,
                                                      item_source_iface_init))

static void
bench_source_finalize (GObject *object)
{
  g_free (BENCH_SOURCE (object)->words);

  G_OBJECT_CLASS (bench_source_parent_class)->finalize (object);
}

static void
bench_source_class_init (BenchSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_source_finalize;
}

static void
bench_source_init (BenchSource *self)
{
  self->words = g_malloc (N_WORD_BYTES);
  for (gsize i = 0; i < N_WORD_BYTES; i++)
    self->words[i] = scramble (i) % 6 == 0 ? ' ' : (char)('a' + scramble (i) % 26);
}

static LineupItemSource *
new_source (guint n_items, guint first, guint changed_mod)
{
  BenchSource *self = g_object_new (BENCH_TYPE_SOURCE, NULL);

  self->n_items = n_items;
  self->first = first;
  self->changed_mod = changed_mod;
  return LINEUP_ITEM_SOURCE (self);
}

/* Measuring */

static guint64
read_proc (const char *file, const char *key)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL) || (line = strstr (text, key)) == NULL)
    return 0;
  return g_ascii_strtoull (line + strlen (key), NULL, 10);
}

static double
get_cpu_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static void
reset_peak (void)
{
  g_autofree char *path = g_strdup ("/proc/self/clear_refs");
  FILE *file = g_fopen (path, "w");

  /* 5: forget the peak of the resident set. */
  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

typedef struct
{
  gint64 begin;
  double cpu_time;
  guint64 written;
} Measure;

static Measure
measure_begin (void)
{
  reset_peak ();
  return (
      Measure){ g_get_monotonic_time (), get_cpu_time (), read_proc ("/proc/self/io", "wchar:") };
}

static void
measure_end (const Measure *self, const char *name, gint64 committed, double committed_cpu_time)
{
  g_print ("%-12s committed %6.2f s, CPU %6.2f s  all %6.2f s, CPU %6.2f s  peak %5.1f MB  "
           "written %8.2f MB\n",
           name,
           (double)(committed - self->begin) / G_USEC_PER_SEC,
           committed_cpu_time - self->cpu_time,
           (double)(g_get_monotonic_time () - self->begin) / G_USEC_PER_SEC,
           get_cpu_time () - self->cpu_time,
           (double)read_proc ("/proc/self/status", "VmHWM:") / 1024,
           (double)(read_proc ("/proc/self/io", "wchar:") - self->written) / 1e6);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
run (LineupCatalogue *catalogue, const char *name, LineupItemSource *source)
{
  g_autoptr (LineupItemSource) owned = source;
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GAsyncResult) settled = NULL;
  g_autoptr (GError) error = NULL;
  LineupImportReport report;
  const Measure measure = measure_begin ();
  gint64 committed = 0;
  double committed_cpu_time = 0;

  lineup_catalogue_import_async (
      catalogue, LINEUP_LIST_MOVIES, owned, LINEUP_IMPORT_NONE, NULL, on_done, &imported);
  wait_for (&imported);
  committed = g_get_monotonic_time ();
  committed_cpu_time = get_cpu_time ();
  while (!lineup_catalogue_is_search_complete (catalogue))
    g_main_context_iteration (NULL, TRUE);
  /* Jobs are done in order: the checkpoint comes before this. */
  lineup_catalogue_open_async (catalogue, NULL, on_done, &settled);
  wait_for (&settled);
  measure_end (&measure, name, committed, committed_cpu_time);

  if (!lineup_catalogue_import_finish (catalogue, imported, &report, &error))
    g_error ("%s", error->message);
  g_print ("             seen %" G_GUINT64_FORMAT ", added %" G_GUINT64_FORMAT
           ", changed %" G_GUINT64_FORMAT ", removed %" G_GUINT64_FORMAT "\n",
           report.seen,
           report.added,
           report.changed,
           report.removed);
}

static void
run_source (LineupItemSource *source)
{
  g_autoptr (LineupItemSource) owned = source;
  const Measure measure = measure_begin ();
  LineupElement element;

  while (lineup_item_source_next (owned, &element, NULL) == LINEUP_ITEM_SOURCE_ELEMENT)
    ;
  measure_end (&measure, "source alone", g_get_monotonic_time (), get_cpu_time ());
}

int
main (int argc, char *argv[])
{
  const guint n_items = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : DEFAULT_ITEMS;
  g_autofree char *directory = g_dir_make_tmp ("lineup-bench-XXXXXX", NULL);
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();
  g_autoptr (LineupCatalogue) catalogue = lineup_catalogue_new (
      directory, "bench", 0, clock, writers);
  g_autoptr (GAsyncResult) deleted = NULL;

  g_setenv ("SQLITE_TMPDIR", directory, TRUE);
  run_source (new_source (n_items, 1, 0));
  run (catalogue, "first", new_source (n_items, 1, 0));
  run (catalogue, "unchanged", new_source (n_items, 1, 0));
  run (catalogue, "one added", new_source (n_items + 1, 0, 0));
  run (catalogue, "1 % changed", new_source (n_items + 1, 0, 100));
  run (catalogue, "half gone", new_source (n_items / 2 + 2, 0, 100));
  g_print ("size %.1f MB\n", (double)lineup_catalogue_get_size (catalogue) / 1e6);

  lineup_catalogue_delete_async (catalogue, NULL, on_done, &deleted);
  wait_for (&deleted);
  g_rmdir (directory);
  return 0;
}
