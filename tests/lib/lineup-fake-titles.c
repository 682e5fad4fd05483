/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-titles.h"

#include "lineup-fake-text.h"

/* Bytes of a name, but for a word that comes after. */
#define NAME 10

typedef struct
{
  GPtrArray *rows;       /* (owned) (element-type utf8), lines */
  GStrv columns;         /* (owned), their names */
  LineupFakeText *names; /* (owned) */
  LineupFakeText *plots; /* (owned) */
} Table;

struct _LineupFakeTitles
{
  GObject parent_instance;

  Table tables[LINEUP_N_KINDS]; /* (owned) */
  gboolean distinct;
};

G_DEFINE_FINAL_TYPE (LineupFakeTitles, lineup_fake_titles, G_TYPE_OBJECT)

static void
lineup_fake_titles_finalize (GObject *object)
{
  LineupFakeTitles *self = LINEUP_FAKE_TITLES (object);

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      g_clear_pointer (&self->tables[kind].rows, g_ptr_array_unref);
      g_clear_pointer (&self->tables[kind].columns, g_strfreev);
      g_clear_pointer (&self->tables[kind].names, lineup_fake_text_free);
      g_clear_pointer (&self->tables[kind].plots, lineup_fake_text_free);
    }
  G_OBJECT_CLASS (lineup_fake_titles_parent_class)->finalize (object);
}

static void
lineup_fake_titles_class_init (LineupFakeTitlesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_fake_titles_finalize;
}

static void
lineup_fake_titles_init (LineupFakeTitles *self)
{
}

static gboolean
load_table (Table *table, const char *folder, const char *kind, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.tsv.gz", kind);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GFileInputStream) raw = g_file_read (file, NULL, error);
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *header = NULL;
  char *line = NULL;

  if (raw == NULL)
    return FALSE;
  plain = g_converter_input_stream_new (G_INPUT_STREAM (raw), G_CONVERTER (gzip));
  lines = g_data_input_stream_new (plain);

  header = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &local);
  table->columns = g_strsplit (header != NULL ? header : "", "\t", -1);
  table->rows = g_ptr_array_new_with_free_func (g_free);
  while (local == NULL
         && (line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &local)) != NULL)
    g_ptr_array_add (table->rows, line);

  if (local == NULL && table->rows->len == 0)
    g_set_error (&local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "No titles in '%s'", name);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return *error == NULL;
}

static const char *
get_field (const Table *table, GStrv fields, const char *name)
{
  for (guint i = 0; table->columns[i] != NULL && fields[i] != NULL; i++)
    {
      if (g_str_equal (table->columns[i], name))
        return fields[i];
    }
  return "";
}

static void
learn_texts (Table *table)
{
  table->names = lineup_fake_text_new ();
  table->plots = lineup_fake_text_new ();
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_ptr_array_index (table->rows, i), "\t", -1);

      lineup_fake_text_learn (table->names, get_field (table, fields, "name"));
      lineup_fake_text_learn (table->plots, get_field (table, fields, "plot"));
    }
}

LineupFakeTitles *
lineup_fake_titles_load (const char *folder, GError **error)
{
  g_autoptr (LineupFakeTitles) self = g_object_new (LINEUP_TYPE_FAKE_TITLES, NULL);

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!load_table (
              &self->tables[kind], folder, lineup_kind_to_string ((LineupKind)kind), error))
        return NULL;
      learn_texts (&self->tables[kind]);
    }
  return g_steal_pointer (&self);
}

void
lineup_fake_titles_set_distinct (LineupFakeTitles *self, gboolean distinct)
{
  self->distinct = distinct;
}

static void
make_name (const Table *table, guint64 index, GString *name)
{
  LineupRandom random;

  lineup_random_init (&random, 0, 0, index);
  lineup_fake_text_add (table->names, &random, NAME, name);
  lineup_fake_text_add_new_word (table->names, index, name);
}

void
lineup_fake_titles_fill (LineupFakeTitles *self,
                         LineupKind kind,
                         guint64 index,
                         LineupFakeTitle *title)
{
  const Table *table = &self->tables[kind];
  const char *row = g_ptr_array_index (table->rows, (guint)(index % table->rows->len));
  guint64 edition = index / table->rows->len;
  g_auto (GStrv) fields = g_strsplit (row, "\t", -1);

  g_string_assign (title->name,
                   edition == 0 || !self->distinct ? get_field (table, fields, "name") : "");
  if (edition > 0 && self->distinct)
    make_name (table, index, title->name);
  else if (edition > 0)
    g_string_append_printf (title->name, " (%" G_GUINT64_FORMAT ")", edition + 1);
  g_string_assign (title->genre, get_field (table, fields, "genre"));
  /* Another edition tells another story. */
  g_string_assign (title->plot, edition == 0 ? get_field (table, fields, "plot") : "");
  g_string_assign (title->cast, get_field (table, fields, "cast"));
  g_string_assign (title->director, get_field (table, fields, "director"));
  g_string_assign (title->icon,
                   get_field (table, fields, kind == LINEUP_KIND_CHANNELS ? "logo" : "image"));
  g_string_assign (title->epg_id, get_field (table, fields, "xmltv_id"));
  title->year = (guint)g_ascii_strtoull (get_field (table, fields, "year"), NULL, 10);
  title->minutes = (guint)g_ascii_strtoull (get_field (table, fields, "duration_min"), NULL, 10);
}

void
lineup_fake_titles_add_plot (LineupFakeTitles *self,
                             LineupKind kind,
                             LineupRandom *random,
                             gsize length,
                             LineupFakeTitle *title)
{
  lineup_fake_text_add (self->tables[kind].plots, random, length, title->plot);
}
