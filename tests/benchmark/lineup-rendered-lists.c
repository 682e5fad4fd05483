/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-rendered-lists.h"

#include <glib/gstdio.h>

#define SEED 1

#define ACTION_MOVIES     "get_vod_streams"
#define ACTION_CATEGORIES "get_vod_categories"

/* As panels have it who compress at all. */
#define GZIP_LEVEL 6

struct _LineupRenderedLists
{
  guint64 n_movies;
  GBytes *categories;                     /* (owned) */
  GBytes *lists[LINEUP_N_RENDERED_LISTS]; /* (owned) */
  char *paths[LINEUP_N_RENDERED_LISTS];   /* (owned) */
};

static const struct
{
  const char *name;
  guint revision;
  guint64 added;
  gboolean compressed;
} descriptions[] = {
  [LINEUP_RENDERED_FIRST] = { "first.json", 0, 0, FALSE },
  [LINEUP_RENDERED_CHANGED] = { "changed.json", 1, 0, FALSE },
  [LINEUP_RENDERED_ADDED] = { "added.json", 1, 1, FALSE },
  [LINEUP_RENDERED_GZIP] = { "added.json.gz", 1, 1, TRUE },
};

static void
write_list (LineupFakeCatalogue *catalogue, const char *action, GOutputStream *stream)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_fake_catalogue_write_list (catalogue, action, stream, &error)
      || !g_output_stream_close (stream, NULL, &error))
    g_error ("No list: %s", error->message);
}

static GOutputStream *
create_file (const char *path, gboolean compressed)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_autoptr (GZlibCompressor) gzip = NULL;

  if (stream == NULL)
    g_error ("No list: %s", error->message);
  if (!compressed)
    return G_OUTPUT_STREAM (g_steal_pointer (&stream));
  gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, GZIP_LEVEL);
  return g_converter_output_stream_new (G_OUTPUT_STREAM (stream), G_CONVERTER (gzip));
}

static GBytes *
map_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);

  if (file == NULL)
    g_error ("No list: %s", error->message);
  return g_mapped_file_get_bytes (file);
}

static LineupFakeCatalogue *
make_catalogue (guint64 n_movies, LineupRenderedList list, LineupFakeTitles *titles)
{
  LineupFakeCatalogue *catalogue = lineup_fake_catalogue_new (SEED, 0, n_movies, 0);

  lineup_fake_catalogue_set_titles (catalogue, titles);
  lineup_fake_catalogue_set_revision (catalogue, descriptions[list].revision);
  lineup_fake_catalogue_set_added (catalogue, descriptions[list].added);
  return catalogue;
}

static GBytes *
render_categories (void)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (SEED, 0, 0, 0);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  write_list (catalogue, ACTION_CATEGORIES, stream);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

LineupRenderedLists *
lineup_rendered_lists_new (const char *directory, guint64 n_movies, LineupFakeTitles *titles)
{
  LineupRenderedLists *self = g_new0 (LineupRenderedLists, 1);

  self->n_movies = n_movies;
  self->categories = render_categories ();
  for (guint list = 0; list < LINEUP_N_RENDERED_LISTS; list++)
    {
      char *path = g_build_filename (directory, descriptions[list].name, NULL);
      g_autoptr (LineupFakeCatalogue) catalogue = make_catalogue (
          n_movies, (LineupRenderedList)list, titles);
      g_autoptr (GOutputStream) stream = create_file (path, descriptions[list].compressed);

      write_list (catalogue, ACTION_MOVIES, stream);
      self->paths[list] = path;
      self->lists[list] = map_file (path);
    }
  return self;
}

void
lineup_rendered_lists_free (LineupRenderedLists *self)
{
  for (guint list = 0; list < LINEUP_N_RENDERED_LISTS; list++)
    {
      g_bytes_unref (self->lists[list]);
      g_unlink (self->paths[list]);
      g_free (self->paths[list]);
    }
  g_bytes_unref (self->categories);
  g_free (self);
}

void
lineup_rendered_lists_give (LineupRenderedLists *self,
                            LineupFakePanel *panel,
                            LineupRenderedList list)
{
  lineup_fake_panel_set_body (panel, ACTION_CATEGORIES, self->categories);
  lineup_fake_panel_set_body (panel, ACTION_MOVIES, self->lists[list]);
  lineup_fake_panel_clear_faults (panel);
  /* The body is compressed already, it only has to be called so. */
  if (descriptions[list].compressed)
    lineup_fake_panel_add_fault (panel, ACTION_MOVIES "=header:Content-Encoding:gzip");
}

guint64
lineup_rendered_lists_get_n_movies (LineupRenderedLists *self)
{
  return self->n_movies;
}

gsize
lineup_rendered_lists_get_length (LineupRenderedLists *self, LineupRenderedList list)
{
  return g_bytes_get_size (self->lists[list]);
}
