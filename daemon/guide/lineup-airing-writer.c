/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-airing-writer.h"

#include "lineup-text-writer.h"

/* Programmes that are new, at least, and one of so many that there are: beyond which the index that
 * tells when a text is on is made anew in the end. One by one, each would be written to another
 * page. */
#define MANY       8192
#define MANY_SHARE 8

/* Programmes that are held back: 1.3 MiB. A guide that is in the order of time goes from channel to
 * channel, each of which is on another page. */
#define MAX_HELD 32768

/* Programmes that are written between two looks at whether somebody else is waiting. */
#define PROGRAMMES_PER_LOOK 64

/* Seconds: that a programme takes whose end is not known, as far as changes are told of. */
#define GUESSED_LENGTH (30 * 60)

struct _LineupAiringWriter
{
  LineupDatabase *database; /* (unowned) */
  LineupTextWriter *texts;  /* (owned) */
  GArray *held;             /* (owned) (element-type Held) */
  gboolean is_in_order;     /* whether those are held as they are to be written */
  GArray *found;            /* (owned) (element-type Airing): that are about to go */
  LineupAiringCounts counts;
  guint64 n_inserted;
  guint64 many; /* new programmes beyond which there is no index until the end */

  LineupStatement *get; /* (unowned) */
  LineupStatement *add; /* (unowned) */
};

/* What is stored. */
typedef struct
{
  guint32 start;
  gint64 stop; /* 0 if unknown */
  gint64 text;
} Airing;

/* What is to be stored. */
typedef struct
{
  LineupMappedChannel *channel; /* (unowned) */
  Airing airing;
  guint32 length; /* bytes of its element */
  guint32 number; /* of those that are held */
  LineupSeen seen;
} Held;

static LineupStatement *
get_statement (LineupAiringWriter *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
load_many (LineupAiringWriter *self, GError **error)
{
  LineupStatement *totals = get_statement (self, "totals", error);
  g_auto (LineupRows) rows = lineup_statement_query (totals);
  gboolean has_row = FALSE;

  if (totals == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  self->many = MAX (MANY, (guint64)lineup_rows_get_int (&rows, "programmes") / MANY_SHARE);
  return TRUE;
}

LineupAiringWriter *
lineup_airing_writer_new (LineupDatabase *database, const char *const *languages, GError **error)
{
  g_autoptr (LineupAiringWriter) self = g_new0 (LineupAiringWriter, 1);

  self->database = database;
  self->held = g_array_new (FALSE, FALSE, sizeof (Held));
  self->is_in_order = TRUE;
  self->found = g_array_new (FALSE, FALSE, sizeof (Airing));
  self->texts = lineup_text_writer_new (database, languages, error);
  if (self->texts == NULL)
    return NULL;
  self->get = get_statement (self, "airing-get", error);
  if (self->get == NULL)
    return NULL;
  self->add = get_statement (self, "airing-add", error);
  return self->add != NULL && load_many (self, error) ? g_steal_pointer (&self) : NULL;
}

void
lineup_airing_writer_free (LineupAiringWriter *self)
{
  g_clear_pointer (&self->texts, lineup_text_writer_free);
  g_array_unref (self->held);
  g_array_unref (self->found);
  g_free (self);
}

gboolean
lineup_airing_writer_has_any (LineupAiringWriter *self,
                              LineupMappedChannel *channel,
                              GError **error)
{
  LineupStatement *any = get_statement (self, "airing-any", error);
  g_auto (LineupRows) rows = lineup_statement_query (any);

  if (any == NULL)
    return FALSE;
  lineup_statement_bind_int (any, "channel", channel->row);
  return lineup_rows_next (&rows, &channel->has_airings, error);
}

static void
note (LineupMappedChannel *channel, gint64 start, gint64 stop)
{
  lineup_channel_map_note_change (channel, start, MAX (stop, start + GUESSED_LENGTH));
}

static gboolean
find_airing (LineupAiringWriter *self,
             guint32 channel,
             gint64 start,
             Airing *airing,
             gboolean *found,
             GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (self->get);

  lineup_statement_bind_int (self->get, "channel", channel);
  lineup_statement_bind_int (self->get, "start", start);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    {
      airing->start = (guint32)start;
      airing->stop = lineup_rows_get_int (&rows, "stop");
      airing->text = lineup_rows_get_int (&rows, "text");
    }
  return TRUE;
}

/* Finds what a programme says, or stores it; 0 for what is no programme. */
static gboolean
find_text (LineupAiringWriter *self,
           LineupGuideSource *source,
           const LineupGuideElement *element,
           gint64 *text,
           GError **error)
{
  LineupProgramme programme = LINEUP_PROGRAMME_INIT;

  if (!lineup_text_writer_find (self->texts, element->body, text, error))
    return FALSE;
  if (*text != 0)
    return TRUE;
  if (!lineup_guide_source_decode_programme (source, element, &programme)
      || programme.n_titles == 0)
    return TRUE;
  return lineup_text_writer_add (
      self->texts, element->body, element->length, &programme, text, error);
}

static gboolean
run (LineupAiringWriter *self, const char *name, GError **error)
{
  return lineup_database_run (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
insert (LineupAiringWriter *self,
        LineupMappedChannel *channel,
        const Airing *airing,
        GError **error)
{
  lineup_statement_bind_int (self->add, "channel", channel->row);
  lineup_statement_bind_int (self->add, "start", airing->start);
  lineup_statement_bind_int_or_null (self->add, "stop", airing->stop, 0);
  lineup_statement_bind_int (self->add, "text", airing->text);
  if (!lineup_statement_execute (self->add, error))
    return FALSE;
  note (channel, airing->start, airing->stop);
  self->counts.added++;
  self->n_inserted++;
  return self->n_inserted != self->many || run (self, "by-text-drop", error);
}

static gboolean
update (LineupAiringWriter *self,
        LineupMappedChannel *channel,
        const Airing *old,
        const Airing *airing,
        GError **error)
{
  LineupStatement *set = get_statement (self, "airing-set", error);

  if (set == NULL)
    return FALSE;
  lineup_statement_bind_int (set, "channel", channel->row);
  lineup_statement_bind_int (set, "start", airing->start);
  lineup_statement_bind_int_or_null (set, "stop", airing->stop, 0);
  lineup_statement_bind_int (set, "text", airing->text);
  if (!lineup_statement_execute (set, error))
    return FALSE;
  if (old->text != airing->text)
    lineup_text_writer_release (self->texts, old->text);
  note (channel, airing->start, MAX (old->stop, airing->stop));
  self->counts.changed++;
  return TRUE;
}

static gboolean
is_longer (LineupAiringWriter *self, guint32 length, gint64 text, gboolean *longer, GError **error)
{
  LineupStatement *size = get_statement (self, "text-size", error);
  g_auto (LineupRows) rows = lineup_statement_query (size);
  gboolean has_row = FALSE;

  if (size == NULL)
    return FALSE;
  lineup_statement_bind_int (size, "text", text);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *longer = !has_row || length > lineup_rows_get_int (&rows, "size");
  return TRUE;
}

/* Whether what is stored already may be the same. */
static gboolean
compare (LineupAiringWriter *self, const Held *held, GError **error)
{
  const Airing *airing = &held->airing;
  const gboolean is_again = held->seen != LINEUP_SEEN_NOT;
  Airing old = { 0, 0, 0 };
  gboolean found = FALSE;
  gboolean longer = TRUE;

  if (!find_airing (self, held->channel->row, airing->start, &old, &found, error))
    return FALSE;
  if (!found)
    return insert (self, held->channel, airing, error);
  if (old.text == airing->text && (is_again || old.stop == airing->stop))
    return TRUE;
  if (is_again && !is_longer (self, held->length, old.text, &longer, error))
    return FALSE;
  if (longer)
    return update (self, held->channel, &old, airing, error);
  /* Its text may have been stored for this one. */
  lineup_text_writer_release (self->texts, airing->text);
  return TRUE;
}

static int
compare_held (gconstpointer a, gconstpointer b)
{
  const Held *held = a;
  const Held *other = b;

  if (held->channel->row != other->channel->row)
    return held->channel->row < other->channel->row ? -1 : 1;
  if (held->airing.start != other->airing.start)
    return held->airing.start < other->airing.start ? -1 : 1;
  return held->number < other->number ? -1 : held->number > other->number;
}

static gboolean
write_held (LineupAiringWriter *self, const Held *held, GError **error)
{
  if (held->seen == LINEUP_SEEN_NOT && !held->channel->has_airings)
    return insert (self, held->channel, &held->airing, error);
  return compare (self, held, error);
}

gboolean
lineup_airing_writer_store (LineupAiringWriter *self, GError **error)
{
  if (!self->is_in_order)
    g_array_sort (self->held, compare_held);
  for (guint i = 0; i < self->held->len; i++)
    {
      if (i % PROGRAMMES_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
        return FALSE;
      if (!write_held (self, &g_array_index (self->held, Held, i), error))
        return FALSE;
    }
  g_array_set_size (self->held, 0);
  self->is_in_order = TRUE;
  return TRUE;
}

static gboolean
hold (LineupAiringWriter *self, Held *held, GError **error)
{
  held->number = self->held->len;
  self->is_in_order
      = self->is_in_order
        && (held->number == 0
            || compare_held (&g_array_index (self->held, Held, held->number - 1), held) < 0);
  g_array_append_val (self->held, *held);
  return self->held->len < MAX_HELD || lineup_airing_writer_store (self, error);
}

gboolean
lineup_airing_writer_take (LineupAiringWriter *self,
                           LineupMappedChannel *channel,
                           LineupSeen seen,
                           LineupGuideSource *source,
                           const LineupGuideElement *element,
                           GError **error)
{
  Held held = {
    .channel = channel,
    .airing.start = (guint32)element->start,
    .length = (guint32)element->length,
    .seen = seen,
  };

  if (element->stop > element->start)
    held.airing.stop = element->stop;
  if (!find_text (self, source, element, &held.airing.text, error))
    return FALSE;
  if (held.airing.text == 0)
    {
      self->counts.rejected++;
      return TRUE;
    }
  channel->last = MAX (channel->last, MAX (held.airing.stop, element->start + 1));
  return hold (self, &held, error);
}

/* Taking away */

/* Reads what is found into @found; it has to be bound already. */
static gboolean
list (LineupAiringWriter *self, LineupStatement *statement, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  gboolean has_row = TRUE;

  g_array_set_size (self->found, 0);
  while (TRUE)
    {
      Airing airing = { 0, 0, 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      airing.start = (guint32)lineup_rows_get_int (&rows, "start");
      airing.text = lineup_rows_get_int (&rows, "text");
      g_array_append_val (self->found, airing);
    }
}

static gboolean delete (LineupAiringWriter *self,
                        guint32 channel,
                        const Airing *airing,
                        GError **error)
{
  LineupStatement *statement = get_statement (self, "airing-delete", error);

  if (statement == NULL || !lineup_database_check_cancelled (self->database, error))
    return FALSE;
  lineup_statement_bind_int (statement, "channel", channel);
  lineup_statement_bind_int (statement, "start", airing->start);
  if (!lineup_statement_execute (statement, error))
    return FALSE;
  lineup_text_writer_release (self->texts, airing->text);
  self->counts.removed++;
  return TRUE;
}

static gboolean
list_window (LineupAiringWriter *self, guint32 channel, gint64 first, gint64 last, GError **error)
{
  LineupStatement *window = get_statement (self, "airings-window", error);

  if (window == NULL)
    return FALSE;
  lineup_statement_bind_int (window, "channel", channel);
  lineup_statement_bind_int (window, "first", first);
  lineup_statement_bind_int (window, "last", last);
  return list (self, window, error);
}

gboolean
lineup_airing_writer_replace (LineupAiringWriter *self,
                              LineupMappedChannel *channel,
                              gint64 now,
                              GError **error)
{
  gint64 first = 0;

  if (channel->starts == NULL)
    return TRUE;
  first = MAX (now, channel->first);
  if (!list_window (self, channel->row, first, channel->last, error))
    return FALSE;
  for (guint i = 0; i < self->found->len; i++)
    {
      const Airing *airing = &g_array_index (self->found, Airing, i);

      if (lineup_channel_map_has_seen (channel, airing->start))
        continue;
      if (!delete (self, channel->row, airing, error))
        return FALSE;
      note (channel, airing->start, 0);
    }
  return TRUE;
}

gboolean
lineup_airing_writer_clear (LineupAiringWriter *self, LineupMappedChannel *channel, GError **error)
{
  if (!list_window (self, channel->row, G_MININT64, G_MAXINT64, error))
    return FALSE;
  for (guint i = 0; i < self->found->len; i++)
    {
      const Airing *airing = &g_array_index (self->found, Airing, i);

      if (!delete (self, channel->row, airing, error))
        return FALSE;
      note (channel, airing->start, 0);
    }
  if (channel->has_airings)
    return TRUE;
  /* Nobody has ever known of them. */
  self->counts.removed -= self->found->len;
  self->counts.added -= self->found->len;
  channel->changed_last = 0;
  return TRUE;
}

gboolean
lineup_airing_writer_expire (LineupAiringWriter *self,
                             guint32 channel,
                             gint64 before,
                             guint limit,
                             guint *n_expired,
                             GError **error)
{
  LineupStatement *old = get_statement (self, "airings-old", error);

  *n_expired = 0;
  if (old == NULL)
    return FALSE;
  lineup_statement_bind_int (old, "channel", channel);
  lineup_statement_bind_int (old, "before", before);
  lineup_statement_bind_int (old, "count", limit);
  if (!list (self, old, error))
    return FALSE;
  for (guint i = 0; i < self->found->len; i++)
    {
      if (!delete (self, channel, &g_array_index (self->found, Airing, i), error))
        return FALSE;
    }
  *n_expired = self->found->len;
  return TRUE;
}

gboolean
lineup_airing_writer_end (LineupAiringWriter *self, GError **error)
{
  return lineup_text_writer_store (self->texts, error)
         && (self->n_inserted < self->many || run (self, "by-text-make", error))
         && lineup_text_writer_end (self->texts, error);
}

void
lineup_airing_writer_get_counts (const LineupAiringWriter *self, LineupAiringCounts *counts)
{
  *counts = self->counts;
}
