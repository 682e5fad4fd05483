/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-fixture.h"

#include "lineup-await.h"
#include "lineup-catalogue-file.h"
#include "lineup-listing.h"
#include "lineup-reader.h"
#include "lineup-test-limits.h"
#include "lineup-writer-pool.h"

#include <glib/gstdio.h>
#include <string.h>

/* Some day, in microseconds. */
#define START (1000000000 * G_TIME_SPAN_SECOND)

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
on_changed (LineupCatalogue *catalogue,
            guint list,
            const LineupImportReport *report,
            gpointer user_data)
{
  LineupCatalogueFixture *self = user_data;

  g_assert_cmpuint (report->generation, ==, lineup_catalogue_get_generation (catalogue));
  self->n_changed++;
  self->changed_list = (LineupList)list;
  g_clear_pointer (&self->changed_categories, g_free);
  if (report->categories == NULL)
    return;
  g_qsort_with_data (report->categories,
                     (gint)g_strv_length (report->categories),
                     sizeof (char *),
                     compare_ids,
                     NULL);
  self->changed_categories = g_strjoinv (",", report->categories);
}

static void
set_ended (gpointer data)
{
  g_atomic_int_set ((gint *)data, TRUE);
}

static void
begin (LineupCatalogueFixture *self, guint64 generation)
{
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();

  self->ended = FALSE;
  self->catalogue = lineup_catalogue_new (
      self->directory, "home", generation, LINEUP_CLOCK (self->clock), writers);
  g_object_set_data_full (G_OBJECT (self->catalogue), "ended", &self->ended, set_ended);
  g_signal_connect (self->catalogue, "changed", G_CALLBACK (on_changed), self);
}

static void
end (LineupCatalogueFixture *self)
{
  const gint64 watchdog = lineup_test_watchdog ();

  /* A job may hold the catalogue a moment longer than its callback, and its thread then ends it.
   * The data is freed when the database has been closed. */
  g_clear_object (&self->catalogue);
  while (!g_atomic_int_get (&self->ended))
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
    }
}

LineupCatalogueFixture *
lineup_catalogue_fixture_new (void)
{
  LineupCatalogueFixture *self = g_new0 (LineupCatalogueFixture, 1);

  self->directory = g_dir_make_tmp ("lineup-catalogue-XXXXXX", NULL);
  g_assert_nonnull (self->directory);
  self->clock = lineup_test_clock_new (START);
  begin (self, 0);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *file = NULL;

  while ((file = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file_path = g_build_filename (path, file, NULL);

      g_unlink (file_path);
    }
  g_rmdir (path);
}

void
lineup_catalogue_fixture_free (LineupCatalogueFixture *self)
{
  end (self);
  g_object_unref (self->clock);
  remove_folder (self->directory);
  g_free (self->changed_categories);
  g_free (self->directory);
  g_free (self);
}

void
lineup_catalogue_fixture_reopen (LineupCatalogueFixture *self, guint64 generation)
{
  end (self);
  begin (self, generation);
}

gboolean
lineup_catalogue_fixture_run (LineupCatalogueFixture *self,
                              LineupList list,
                              LineupDummyItemSource *source,
                              LineupImportFlags flags,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_import_async (self->catalogue,
                                 list,
                                 LINEUP_ITEM_SOURCE (source),
                                 flags,
                                 cancellable,
                                 lineup_await_callback,
                                 &result);
  lineup_await (&result);
  return lineup_catalogue_import_finish (self->catalogue, result, &self->report, error);
}

gboolean
lineup_catalogue_fixture_open (LineupCatalogueFixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_open_async (self->catalogue, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  return lineup_catalogue_open_finish (self->catalogue, result, error);
}

gboolean
lineup_catalogue_fixture_clear (LineupCatalogueFixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_clear_async (self->catalogue, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  return lineup_catalogue_clear_finish (self->catalogue, result, error);
}

gboolean
lineup_catalogue_fixture_delete (LineupCatalogueFixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_delete_async (self->catalogue, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  return lineup_catalogue_delete_finish (self->catalogue, result, error);
}

void
lineup_catalogue_fixture_settle (LineupCatalogueFixture *self)
{
  g_autoptr (LineupDetails) details = lineup_details_new ();
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  /* Jobs are done in order: when these are, all others are. There is no such item. */
  g_assert_true (lineup_catalogue_fixture_open (self, NULL));
  lineup_catalogue_put_details_async (self->catalogue,
                                      LINEUP_KIND_SERIES,
                                      G_MININT64,
                                      details,
                                      NULL,
                                      lineup_await_callback,
                                      &await);
  result = lineup_await (&await);
  g_assert_true (lineup_catalogue_put_details_finish (self->catalogue, result, NULL));
}

static gboolean
is_search_complete (gpointer catalogue)
{
  return lineup_catalogue_is_search_complete (catalogue);
}

void
lineup_catalogue_fixture_await_index (LineupCatalogueFixture *self)
{
  g_assert_true (lineup_catalogue_fixture_open (self, NULL));
  lineup_await_until (is_search_complete, self->catalogue);
}

void
lineup_catalogue_fixture_import (LineupCatalogueFixture *self,
                                 LineupList list,
                                 const LineupDummyItem *items,
                                 gsize n_items)
{
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (items, n_items);
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_run (self, list, source, LINEUP_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
}

void
lineup_catalogue_fixture_import_categories (LineupCatalogueFixture *self,
                                            LineupList list,
                                            const LineupDummyCategory *categories,
                                            gsize n_categories)
{
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new_categories (categories,
                                                                                      n_categories);
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_run (self, list, source, LINEUP_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
}

void
lineup_catalogue_fixture_import_items (LineupCatalogueFixture *self,
                                       LineupList list,
                                       const LineupItem *items,
                                       gsize n_items)
{
  g_autofree LineupDummyItem *elements = g_new0 (LineupDummyItem, n_items);
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (elements, n_items);
  g_autoptr (GError) error = NULL;

  lineup_dummy_item_source_set_items (source, items);
  lineup_catalogue_fixture_run (self, list, source, LINEUP_IMPORT_ACCEPT_SHRINK, NULL, &error);
  g_assert_no_error (error);
}

/* Reading */

typedef struct
{
  const LineupQuery *query; /* (unowned) */
  LineupKind kind;
  GString *text; /* (owned) */
  char *next;    /* (owned) (nullable) */
} Reading;

static gboolean
append_item (const LineupItem *item, gpointer user_data)
{
  Reading *reading = user_data;
  const gint64 order = reading->kind == LINEUP_KIND_CHANNELS ? item->position : item->added;

  g_string_append_printf (reading->text, "%" G_GINT64_FORMAT " %s [", item->id, item->name);
  for (gsize i = 0; i < item->n_categories; i++)
    g_string_append_printf (reading->text, "%s%s", i > 0 ? "," : "", item->categories[i]);
  g_string_append_printf (reading->text, "] %" G_GINT64_FORMAT "\n", order);
  return TRUE;
}

static gpointer
read_page (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  return lineup_listing_read (reader, reading->query, append_item, reading, &reading->next, error)
             ? reading
             : NULL;
}

static void
append_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Reading *reading = user_data;

  g_string_append_printf (reading->text,
                          "%s %s %s %u\n",
                          category->id,
                          category->name,
                          category->parent != NULL ? category->parent : "-",
                          n_items);
}

static gpointer
read_categories (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  return lineup_reader_list_categories (reader, reading->kind, append_category, reading, error)
             ? reading
             : NULL;
}

static gboolean
read_with (LineupCatalogueFixture *self, LineupReadFunc func, Reading *reading, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_read_async (
      self->catalogue, func, reading, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  return lineup_catalogue_read_finish (self->catalogue, result, error) != NULL;
}

char *
lineup_catalogue_fixture_page (LineupCatalogueFixture *self,
                               const LineupQuery *query,
                               char **next,
                               GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { query, query->kind, text, NULL };

  if (!read_with (self, read_page, &reading, error))
    return NULL;
  *next = reading.next;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lineup_catalogue_fixture_list (LineupCatalogueFixture *self,
                               LineupKind kind,
                               const char *category,
                               guint page)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *cursor = g_strdup ("");

  do
    {
      LineupQuery query;
      g_autoptr (GError) error = NULL;
      g_autofree char *items = NULL;
      char *next = NULL;

      lineup_query_init (&query, kind, page);
      query.filter.category = category;
      query.cursor = cursor;
      items = lineup_catalogue_fixture_page (self, &query, &next, &error);
      g_assert_no_error (error);
      g_string_append (text, items);
      g_free (cursor);
      cursor = next;
    }
  while (*cursor != '\0');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lineup_catalogue_fixture_list_categories (LineupCatalogueFixture *self, LineupKind kind)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Reading reading = { NULL, kind, text, NULL };

  read_with (self, read_categories, &reading, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The file */

char *
lineup_catalogue_fixture_get_path (LineupCatalogueFixture *self, const char *suffix)
{
  g_autofree char *file = g_strconcat ("home.db", suffix, NULL);

  return g_build_filename (self->directory, file, NULL);
}

char *
lineup_catalogue_fixture_checksum (LineupCatalogueFixture *self)
{
  const char *const suffixes[] = { "", "-wal" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  lineup_catalogue_fixture_settle (self);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = lineup_catalogue_fixture_get_path (self, suffixes[i]);
      g_autofree char *bytes = NULL;
      gsize n_bytes = 0;

      if (g_file_get_contents (path, &bytes, &n_bytes, NULL))
        g_checksum_update (checksum, (const guchar *)bytes, (gssize)n_bytes);
      g_checksum_update (checksum, (const guchar *)&n_bytes, sizeof n_bytes);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

void
lineup_catalogue_fixture_check (LineupCatalogueFixture *self)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (self, "");

  lineup_catalogue_fixture_settle (self);
  lineup_catalogue_file_check (path);
}

void
lineup_catalogue_fixture_assert_report (
    LineupCatalogueFixture *self, guint64 seen, guint64 added, guint64 changed, guint64 removed)
{
  g_assert_cmpuint (self->report.seen, ==, seen);
  g_assert_cmpuint (self->report.added, ==, added);
  g_assert_cmpuint (self->report.changed, ==, changed);
  g_assert_cmpuint (self->report.removed, ==, removed);
  g_assert_cmpuint (self->report.generation, ==, lineup_catalogue_get_generation (self->catalogue));
}
