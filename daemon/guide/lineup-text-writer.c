/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-text-writer.h"

#include "lineup-body-map.h"
#include "lineup-guide-schema.h"
#include "lineup-index-merger.h"
#include "lineup-index-segments.h"
#include "lineup-index-writer.h"

struct _LineupTextWriter
{
  LineupDatabase *database;     /* (unowned) */
  const char *const *languages; /* (unowned) (nullable) */
  LineupBodyMap *bodies;        /* (owned) */
  LineupIndexWriter *index;     /* (owned) (nullable): once there is a new text */
  GArray *released;             /* (owned) (element-type guint32) */
  GArray *gone;                 /* (owned) (element-type guint32) */
  GString *categories;          /* (owned): of the programme at hand, a line each */
  gint64 last_row;              /* of all texts */
  gint64 last_free;             /* the highest row that was taken anew */
  gboolean has_free;            /* whether there may be more of them */

  LineupStatement *add;  /* (unowned) */
  LineupStatement *next; /* (unowned) */
};

static LineupStatement *
get_statement (LineupTextWriter *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
load_last_row (LineupTextWriter *self, GError **error)
{
  LineupStatement *last = get_statement (self, "text-last", error);
  g_auto (LineupRows) rows = lineup_statement_query (last);
  gboolean has_row = FALSE;

  if (last == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  self->last_row = lineup_rows_get_int (&rows, "text");
  return TRUE;
}

LineupTextWriter *
lineup_text_writer_new (LineupDatabase *database, const char *const *languages, GError **error)
{
  g_autoptr (LineupTextWriter) self = g_new0 (LineupTextWriter, 1);

  self->database = database;
  self->languages = languages;
  self->released = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->categories = g_string_new (NULL);
  self->has_free = TRUE;
  self->add = get_statement (self, "text-add", error);
  if (self->add == NULL)
    return NULL;
  self->next = get_statement (self, "free-text-next", error);
  if (self->next == NULL || !load_last_row (self, error))
    return NULL;
  self->bodies = lineup_body_map_new (database, self->last_row == 0, error);
  return self->bodies != NULL ? g_steal_pointer (&self) : NULL;
}

void
lineup_text_writer_free (LineupTextWriter *self)
{
  g_clear_pointer (&self->bodies, lineup_body_map_free);
  g_clear_pointer (&self->index, lineup_index_writer_free);
  g_array_unref (self->released);
  g_array_unref (self->gone);
  g_string_free (self->categories, TRUE);
  g_free (self);
}

gboolean
lineup_text_writer_find (LineupTextWriter *self, guint64 body, gint64 *text, GError **error)
{
  return lineup_body_map_find (self->bodies, body, text, error);
}

/* Rows that are free are taken first, from the lowest one on, as an index takes rows in order. */
static gboolean
take_row (LineupTextWriter *self, gint64 *row, gboolean *is_new, GError **error)
{
  *is_new = FALSE;
  if (self->has_free)
    {
      g_auto (LineupRows) rows = lineup_statement_query (self->next);

      lineup_statement_bind_int (self->next, "after", self->last_free);
      if (!lineup_rows_next (&rows, &self->has_free, error))
        return FALSE;
      if (self->has_free)
        {
          *row = self->last_free = lineup_rows_get_int (&rows, "text");
          return TRUE;
        }
    }
  *row = self->last_row = MAX (self->last_row, self->last_free) + 1;
  *is_new = TRUE;
  return TRUE;
}

static const char *
join_categories (LineupTextWriter *self, const LineupProgramme *programme)
{
  g_string_truncate (self->categories, 0);
  for (gsize i = 0; i < programme->n_categories; i++)
    {
      if (i > 0)
        g_string_append_c (self->categories, '\n');
      g_string_append (self->categories, programme->categories[i]);
    }
  return programme->n_categories > 0 ? self->categories->str : NULL;
}

static const char *
get_text (const LineupProgrammeText *text)
{
  return text != NULL ? text->text : NULL;
}

/* The other texts are in the title's language, if there are any. */
typedef struct
{
  const LineupProgrammeText *title;
  const LineupProgrammeText *subtitle;
  const LineupProgrammeText *description;
} Chosen;

static void
choose (LineupTextWriter *self, const LineupProgramme *programme, Chosen *chosen)
{
  const char *const *languages = self->languages;
  const char *of_title[] = { NULL, NULL };

  chosen->title = lineup_programme_choose_text (programme->titles, programme->n_titles, languages);
  if (chosen->title->language != NULL)
    {
      of_title[0] = chosen->title->language;
      languages = of_title;
    }
  chosen->subtitle = lineup_programme_choose_text (
      programme->subtitles, programme->n_subtitles, languages);
  chosen->description = lineup_programme_choose_text (
      programme->descriptions, programme->n_descriptions, languages);
}

static void
bind_figures (LineupStatement *add, const LineupProgramme *programme)
{
  lineup_statement_bind_int (add, "length", programme->length);
  lineup_statement_bind_int_or_null (add, "season", programme->season, -1);
  lineup_statement_bind_int_or_null (add, "episode", programme->episode, -1);
  lineup_statement_bind_int_or_null (add, "year", programme->year, 0);
  if (programme->rating > 0)
    lineup_statement_bind_double (add, "rating", programme->rating);
  else
    lineup_statement_bind_null (add, "rating");
  lineup_statement_bind_int (add, "flags", programme->flags);
}

static void
bind_texts (LineupTextWriter *self, const LineupProgramme *programme, const Chosen *chosen)
{
  lineup_statement_bind_text (self->add, "title", chosen->title->text);
  lineup_statement_bind_text (self->add, "lang", chosen->title->language);
  lineup_statement_bind_text (self->add, "subtitle", get_text (chosen->subtitle));
  lineup_statement_bind_text (self->add, "description", get_text (chosen->description));
  lineup_statement_bind_text (self->add, "categories", join_categories (self, programme));
  lineup_statement_bind_text (self->add, "episode_text", programme->episode_text);
  lineup_statement_bind_text (self->add, "icon", programme->icon);
  lineup_statement_bind_text (self->add, "age_rating", programme->age_rating);
  lineup_statement_bind_text (self->add, "cast", programme->cast);
  lineup_statement_bind_text (self->add, "director", programme->director);
}

static gboolean
add_to_index (
    LineupTextWriter *self, gint64 row, gboolean is_new, const Chosen *chosen, GError **error)
{
  const char *const texts[] = { get_text (chosen->subtitle) };
  const LineupIndexRow index_row = {
    .row = (guint32)row,
    .id = row,
    .name = chosen->title->text,
    .texts = texts,
    .n_texts = G_N_ELEMENTS (texts),
    .is_new = is_new,
  };

  if (self->index == NULL)
    {
      g_autofree char *folder = g_path_get_dirname (lineup_database_get_path (self->database));

      self->index = lineup_index_writer_begin (self->database, LINEUP_GUIDE_TEXTS, folder, error);
    }
  return self->index != NULL && lineup_index_writer_add (self->index, &index_row, error);
}

gboolean
lineup_text_writer_add (LineupTextWriter *self,
                        guint64 body,
                        gsize size,
                        const LineupProgramme *programme,
                        gint64 *text,
                        GError **error)
{
  Chosen chosen = { NULL };
  gboolean is_new = FALSE;

  g_return_val_if_fail (programme->n_titles > 0, FALSE);

  if (!take_row (self, text, &is_new, error))
    return FALSE;
  choose (self, programme, &chosen);
  lineup_statement_bind_int (self->add, "text", *text);
  lineup_statement_bind_int (self->add, "body", (gint64)body);
  lineup_statement_bind_int (self->add, "size", (gint64)size);
  bind_texts (self, programme, &chosen);
  bind_figures (self->add, programme);
  return lineup_statement_execute (self->add, error)
         && lineup_body_map_add (self->bodies, body, *text, error)
         && add_to_index (self, *text, is_new, &chosen, error);
}

void
lineup_text_writer_release (LineupTextWriter *self, gint64 text)
{
  const guint32 row = (guint32)text;

  g_array_append_val (self->released, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint32 row = *(const guint32 *)a;
  const guint32 other = *(const guint32 *)b;

  return row < other ? -1 : row > other;
}

static gboolean
drop (LineupTextWriter *self, guint32 row, GError **error)
{
  LineupStatement *delete = get_statement (self, "text-drop", error);
  LineupStatement *set_free = NULL;
  g_auto (LineupRows) rows = lineup_statement_query (delete);
  gboolean is_gone = FALSE;
  guint64 body = 0;

  if (delete == NULL)
    return FALSE;
  lineup_statement_bind_int (delete, "text", row);
  if (!lineup_rows_next (&rows, &is_gone, error))
    return FALSE;
  if (!is_gone)
    return TRUE;
  body = (guint64)lineup_rows_get_int (&rows, "body");
  lineup_rows_clear (&rows);
  set_free = get_statement (self, "free-text-add", error);
  if (set_free == NULL)
    return FALSE;
  g_array_append_val (self->gone, row);
  lineup_statement_bind_int (set_free, "text", row);
  return lineup_statement_execute (set_free, error)
         && lineup_body_map_remove (self->bodies, body, error);
}

static gboolean
forget_taken (LineupTextWriter *self, GError **error)
{
  LineupStatement *taken = get_statement (self, "free-texts-taken", error);

  if (taken == NULL)
    return FALSE;
  lineup_statement_bind_int (taken, "last", self->last_free);
  return lineup_statement_execute (taken, error);
}

static gboolean
drop_released (LineupTextWriter *self, GError **error)
{
  gint64 last = -1;

  g_array_sort (self->released, compare_rows);
  for (guint i = 0; i < self->released->len; i++)
    {
      const guint32 row = g_array_index (self->released, guint32, i);

      if (!lineup_database_give_way (self->database, error)
          || (row != last && !drop (self, row, error)))
        return FALSE;
      last = row;
    }
  return TRUE;
}

static gboolean
end_index (LineupTextWriter *self, GError **error)
{
  if (self->index == NULL)
    return lineup_index_segments_add_stale (self->database,
                                            LINEUP_GUIDE_TEXTS,
                                            LINEUP_INDEX_NO_SEGMENT,
                                            (const guint32 *)(gpointer)self->gone->data,
                                            self->gone->len,
                                            error);
  for (guint i = 0; i < self->gone->len; i++)
    lineup_index_writer_remove (self->index, g_array_index (self->gone, guint32, i));
  return lineup_index_writer_finish (self->index, error);
}

gboolean
lineup_text_writer_store (LineupTextWriter *self, GError **error)
{
  return lineup_body_map_store (self->bodies, error);
}

gboolean
lineup_text_writer_end (LineupTextWriter *self, GError **error)
{
  if (self->index == NULL && self->released->len == 0)
    return TRUE;
  return (self->last_free == 0 || forget_taken (self, error)) && drop_released (self, error)
         && end_index (self, error)
         && lineup_index_merger_run (self->database, LINEUP_GUIDE_TEXTS, error);
}
