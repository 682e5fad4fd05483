/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-fixture.h"

#include "lineup-await.h"
#include "lineup-test-files.h"
#include "lineup-writer-pool.h"

#include <string.h>

static void
on_changed (LineupLibrary *library, const LineupLibraryEntry *entry, gpointer user_data)
{
  LineupLibraryFixture *self = user_data;

  if (self->told->len > 0)
    g_string_append_c (self->told, ' ');
  if (entry == NULL)
    g_string_append (self->told, "all");
  else
    g_string_append_printf (
        self->told, "%s/%" G_GINT64_FORMAT, lineup_marked_kind_to_string (entry->kind), entry->id);
}

static void
begin (LineupLibraryFixture *self)
{
  LineupClock *clock = LINEUP_CLOCK (self->items->clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  self->library = lineup_library_new (self->folder, "home", clock, self->writers);
  self->librarian = lineup_librarian_new (self->library, self->items->catalogue, clock);
  g_signal_connect (self->library, "changed", G_CALLBACK (on_changed), self);
  lineup_library_open_async (self->library, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_library_change_finish (self->library, result, &error);
  g_assert_no_error (error);
}

static void
end (LineupLibraryFixture *self)
{
  LineupAwait *await = NULL;

  lineup_librarian_close_async (self->librarian, NULL, lineup_await_callback, &await);
  {
    g_autoptr (GAsyncResult) result = lineup_await (&await);

    lineup_librarian_finish (self->librarian, result, NULL);
  }
  lineup_await_finalize (g_steal_pointer (&self->librarian));
  lineup_await_finalize (g_steal_pointer (&self->library));
}

LineupLibraryFixture *
lineup_library_fixture_new (void)
{
  LineupLibraryFixture *self = g_new0 (LineupLibraryFixture, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("lineup-library-XXXXXX", &error);
  g_assert_no_error (error);
  self->items = lineup_catalogue_fixture_new ();
  lineup_catalogue_fixture_open (self->items, &error);
  g_assert_no_error (error);
  self->writers = lineup_writer_pool_new ();
  self->told = g_string_new (NULL);
  begin (self);
  return self;
}

void
lineup_library_fixture_free (LineupLibraryFixture *self)
{
  end (self);
  lineup_catalogue_fixture_free (self->items);
  lineup_writer_pool_unref (self->writers);
  lineup_test_files_remove (self->folder);
  g_string_free (self->told, TRUE);
  g_free (self->folder);
  g_free (self);
}

void
lineup_library_fixture_reopen (LineupLibraryFixture *self)
{
  end (self);
  begin (self);
}

char *
lineup_library_fixture_get_path (LineupLibraryFixture *self, const char *suffix)
{
  g_autofree char *name = g_strconcat ("home.library.db", suffix, NULL);

  return g_build_filename (self->folder, name, NULL);
}

gboolean
lineup_library_fixture_try (LineupLibraryFixture *self,
                            const LineupLibraryRequest *request,
                            GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_librarian_say_async (self->librarian, request, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_librarian_finish (self->librarian, result, error);
}

static void
say (LineupLibraryFixture *self, const LineupLibraryRequest *request)
{
  g_autoptr (GError) error = NULL;

  lineup_library_fixture_try (self, request, &error);
  g_assert_no_error (error);
}

void
lineup_library_fixture_say (
    LineupLibraryFixture *self, LineupLibraryVerb verb, guint kind, gint64 id, gboolean on)
{
  say (self, &(LineupLibraryRequest){ .verb = verb, .kind = kind, .id = id, .on = on });
}

/* Another second, so that it is written at once. */
void
lineup_library_fixture_play (
    LineupLibraryFixture *self, guint kind, gint64 id, gint64 resume, gint64 length)
{
  const LineupLibraryRequest request = {
    .verb = LINEUP_LIBRARY_RESUME,
    .kind = kind,
    .id = id,
    .resume = resume,
    .length = length,
  };

  lineup_test_clock_advance (self->items->clock, 2 * LINEUP_LIBRARIAN_PACE);
  say (self, &request);
}

void
lineup_library_fixture_hide_category (LineupLibraryFixture *self,
                                      LineupKind kind,
                                      const char *id,
                                      gboolean hidden)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_librarian_hide_category_async (
      self->librarian, kind, id, hidden, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_librarian_finish (self->librarian, result, &error);
  g_assert_no_error (error);
}

char *
lineup_library_fixture_show (LineupLibraryFixture *self, guint kind)
{
  guint n_marks = 0;
  const LineupMark *marks = lineup_marks_list (
      lineup_library_get_marks (self->library), kind, &n_marks);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_marks; i++)
    {
      const LineupMark *mark = &marks[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":", i > 0 ? " " : "", mark->id);
      g_string_append (text, (mark->flags & LINEUP_MARK_FAVOURITE) != 0 ? "f" : "");
      g_string_append (text, (mark->flags & LINEUP_MARK_WATCHED) != 0 ? "w" : "");
      g_string_append (text, (mark->flags & LINEUP_MARK_HIDDEN) != 0 ? "h" : "");
      if (mark->resume != 0)
        g_string_append_printf (text, "@%" G_GINT64_FORMAT, mark->resume);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
lineup_library_fixture_import (LineupLibraryFixture *self, LineupList list, const char *lines)
{
  g_auto (GStrv) each = g_strsplit (lines, "\n", -1);
  const guint n_lines = *lines != '\0' ? g_strv_length (each) : 0;
  g_autofree LineupItem *items = g_new0 (LineupItem, n_lines + 1);
  g_autofree LineupDummyItem *elements = g_new0 (LineupDummyItem, n_lines + 1);
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < n_lines; i++)
    {
      char *name = NULL;
      char **words = NULL;

      items[i] = (LineupItem)LINEUP_ITEM_INIT;
      items[i].id = g_ascii_strtoll (each[i], &name, 10);
      words = g_strsplit (g_strstrip (name), ";", -1);
      g_ptr_array_add (parts, words);
      items[i].name = words[0];
      if (words[1] != NULL)
        items[i].year = (guint)g_ascii_strtoull (words[1], NULL, 10);
      if (words[1] != NULL && words[2] != NULL && *words[2] != '\0')
        items[i].tmdb_id = words[2];
      elements[i] = (LineupDummyItem){
        .id = items[i].id,
        .name = items[i].name,
        .order = items[i].year,
        .wording = items[i].tmdb_id != NULL ? g_str_hash (items[i].tmdb_id) : 0,
      };
    }
  /* Elements that are alike are taken for the same. */
  source = lineup_dummy_item_source_new (elements, n_lines);
  lineup_dummy_item_source_set_items (source, items);
  lineup_catalogue_fixture_run (
      self->items, list, source, LINEUP_IMPORT_ACCEPT_SHRINK, NULL, &error);
  g_assert_no_error (error);
}

void
lineup_library_fixture_put_episodes (LineupLibraryFixture *self, gint64 series, const char *text)
{
  g_autoptr (LineupDetails) details = lineup_details_new ();
  g_auto (GStrv) each = g_strsplit (text, ",", -1);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  details->fetched = 1;
  details->item.name = lineup_details_keep (details, "Series");
  for (guint i = 0; each[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (each[i]), " ", -1);
      const LineupEpisode episode = {
        .id = g_ascii_strtoll (words[0], NULL, 10),
        .season = (guint)g_ascii_strtoull (words[1], NULL, 10),
        .number = g_ascii_strtoll (words[2], NULL, 10),
        .title = "Episode",
      };

      g_array_append_val (details->episodes, episode);
    }
  lineup_details_complete (details);
  lineup_catalogue_put_details_async (self->items->catalogue,
                                      LINEUP_KIND_SERIES,
                                      series,
                                      details,
                                      NULL,
                                      lineup_await_callback,
                                      &await);
  result = lineup_await (&await);
  lineup_catalogue_put_details_finish (self->items->catalogue, result, &error);
  g_assert_no_error (error);
}
