/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-timetable.h"

#include "lineup-compare.h"

/* Seconds: of a programme whose end nobody says, at most, and of the last one. */
#define MAX_GUESSED  (6 * 60 * 60)
#define LAST_GUESSED (30 * 60)

/* Seconds before a time, and after it, in which guides are looked at, too, where there are several:
 * what one has decides about the others. */
#define MARGIN (12 * 60 * 60)

/* A guide that has the channel. */
typedef struct
{
  gint64 channel;
  gint64 shift;
} Guide;

struct _LineupTimetable
{
  LineupDatabase *database; /* (unowned) */
  GArray *guides;           /* (owned) (element-type Guide): in their order */
  gint64 archive;           /* days */
  GArray *slots;            /* (owned) (element-type LineupSlot) */
  GArray *line;             /* (owned) (element-type LineupSlot): of one guide */
};

/* What is looked at. */
typedef struct
{
  gint64 from;
  gint64 until;
  gint64 wide_from;  /* no later than @from */
  gint64 wide_until; /* no earlier than what counts of @until */
  guint limit;       /* of those that are on between @from and @until */
} Window;

LineupTimetable *
lineup_timetable_new (LineupDatabase *database)
{
  LineupTimetable *self = g_new0 (LineupTimetable, 1);

  self->database = database;
  self->guides = g_array_new (FALSE, FALSE, sizeof (Guide));
  self->slots = g_array_new (FALSE, FALSE, sizeof (LineupSlot));
  self->line = g_array_new (FALSE, FALSE, sizeof (LineupSlot));
  return self;
}

void
lineup_timetable_free (LineupTimetable *self)
{
  g_array_unref (self->guides);
  g_array_unref (self->slots);
  g_array_unref (self->line);
  g_free (self);
}

static LineupStatement *
get_statement (LineupTimetable *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
list_guides (LineupTimetable *self, gint64 item, GError **error)
{
  LineupStatement *list = get_statement (self, "matches-of-item", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  g_array_set_size (self->guides, 0);
  self->archive = 0;
  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "item", item);
  while (TRUE)
    {
      Guide guide = { 0, 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      guide.channel = lineup_rows_get_int (&rows, "channel");
      guide.shift = lineup_rows_get_int (&rows, "shift");
      self->archive = lineup_rows_get_int (&rows, "archive");
      g_array_append_val (self->guides, guide);
    }
}

static gboolean
read_length (LineupTimetable *self, gint64 text, gint64 *length, GError **error)
{
  LineupStatement *get = get_statement (self, "text-length", error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "text", text);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *length = has_row ? lineup_rows_get_int (&rows, "length") : 0;
  return TRUE;
}

/* Finds when something ends whose end is 0 if the guide does not say. */
static void
end_before (LineupSlot *slot, gint64 next)
{
  slot->is_guessed = slot->stop == 0;
  if (slot->is_guessed)
    slot->stop = slot->start + MAX_GUESSED;
  slot->stop = MIN (slot->stop, next);
}

static gboolean
end_last (LineupTimetable *self, LineupSlot *slot, GError **error)
{
  gint64 length = 0;

  slot->is_guessed = slot->stop == 0;
  if (!slot->is_guessed)
    return TRUE;
  if (!read_length (self, slot->text, &length, error))
    return FALSE;
  slot->stop = slot->start + MIN (length > 0 ? length : LAST_GUESSED, MAX_GUESSED);
  return TRUE;
}

static gboolean
is_in (const Window *window, const LineupSlot *slot)
{
  return slot->stop > window->from && slot->start < window->until;
}

/* Keeps it if it is in the window. Returns whether more is needed. */
static gboolean
keep (LineupTimetable *self, const Window *window, const LineupSlot *slot, guint *n_kept)
{
  if (slot->start >= window->wide_until)
    return FALSE;
  if (slot->stop <= window->wide_from)
    return TRUE;
  g_array_append_vals (self->line, slot, 1);
  *n_kept += is_in (window, slot);
  return *n_kept < window->limit;
}

static void
read_slot (const LineupRows *rows, const Guide *guide, LineupSlot *slot)
{
  slot->start = lineup_rows_get_int (rows, "start") + guide->shift;
  slot->stop = lineup_rows_get_int (rows, "stop");
  if (slot->stop != 0)
    slot->stop += guide->shift;
  slot->text = lineup_rows_get_int (rows, "text");
  slot->is_guessed = FALSE;
}

/* Reads what one guide has. */
static gboolean
read_line (LineupTimetable *self, const Guide *guide, const Window *window, GError **error)
{
  LineupStatement *line = get_statement (self, "line", error);
  g_auto (LineupRows) rows = lineup_statement_query (line);
  LineupSlot last = { 0 };
  gboolean has_last = FALSE;
  guint n_kept = 0;

  g_array_set_size (self->line, 0);
  if (line == NULL)
    return FALSE;
  lineup_statement_bind_int (line, "channel", guide->channel);
  lineup_statement_bind_int (line, "from", window->wide_from - guide->shift);
  while (TRUE)
    {
      LineupSlot slot = { 0 };
      gboolean has_row = FALSE;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      read_slot (&rows, guide, &slot);
      if (has_last)
        {
          end_before (&last, slot.start);
          if (!keep (self, window, &last, &n_kept))
            return TRUE;
        }
      last = slot;
      has_last = TRUE;
    }
  if (!has_last)
    return TRUE;
  if (!end_last (self, &last, error))
    return FALSE;
  keep (self, window, &last, &n_kept);
  return TRUE;
}

/* Several guides */

/* Returns the place of the first slot that begins after a moment. */
static guint
find_after (const GArray *slots, guint n_slots, gint64 moment)
{
  guint low = 0;
  guint high = n_slots;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (slots, LineupSlot, middle).start <= moment)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Cuts a slot to what earlier guides leave of it. Returns whether that is most of it. */
static gboolean
fit (const GArray *slots, guint n_slots, LineupSlot *slot)
{
  const guint after = find_after (slots, n_slots, slot->start);
  gint64 stop = slot->stop;

  if (after > 0 && g_array_index (slots, LineupSlot, after - 1).stop > slot->start)
    return FALSE;
  if (after < n_slots)
    stop = MIN (stop, g_array_index (slots, LineupSlot, after).start);
  if ((stop - slot->start) * 2 < slot->stop - slot->start)
    return FALSE;
  slot->stop = stop;
  return TRUE;
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const LineupSlot *slot = a;
  const LineupSlot *other = b;

  return lineup_compare_numbers (slot->start, other->start);
}

static void
fill_gaps (LineupTimetable *self)
{
  const guint n_slots = self->slots->len;

  for (guint i = 0; i < self->line->len; i++)
    {
      LineupSlot slot = g_array_index (self->line, LineupSlot, i);

      if (fit (self->slots, n_slots, &slot))
        g_array_append_val (self->slots, slot);
    }
  g_array_sort (self->slots, compare_slots);
}

static guint
count_in (const LineupTimetable *self, const Window *window)
{
  guint n_in = 0;

  for (guint i = 0; i < self->slots->len; i++)
    n_in += is_in (window, &g_array_index (self->slots, LineupSlot, i));
  return n_in;
}

/* What is looked at of a guide, when those before it are known. */
static Window
narrow (const LineupTimetable *self, const Window *window)
{
  Window narrowed = *window;

  if (self->slots->len == 0)
    return narrowed;
  narrowed.limit = G_MAXUINT;
  if (count_in (self, window) >= window->limit)
    narrowed.wide_until = g_array_index (self->slots, LineupSlot, self->slots->len - 1).stop;
  return narrowed;
}

/* Leaves what was asked for. */
static void
cut (LineupTimetable *self, const Window *window)
{
  guint n_left = 0;

  for (guint i = 0; i < self->slots->len && n_left < window->limit; i++)
    {
      const LineupSlot slot = g_array_index (self->slots, LineupSlot, i);

      if (is_in (window, &slot) && slot.start > 0)
        g_array_index (self->slots, LineupSlot, n_left++) = slot;
    }
  g_array_set_size (self->slots, n_left);
}

GArray *
lineup_timetable_read (
    LineupTimetable *self, gint64 item, gint64 from, gint64 until, guint limit, GError **error)
{
  Window window = { from, until, from, until, limit };

  g_array_set_size (self->slots, 0);
  if (!list_guides (self, item, error))
    return NULL;
  if (self->guides->len > 1)
    {
      window.wide_from -= MARGIN;
      window.wide_until += MARGIN;
    }
  for (guint i = 0; i < self->guides->len; i++)
    {
      const Window narrowed = narrow (self, &window);

      if (!read_line (self, &g_array_index (self->guides, Guide, i), &narrowed, error))
        return NULL;
      fill_gaps (self);
    }
  cut (self, &window);
  return self->slots;
}

gint64
lineup_timetable_get_archive_days (const LineupTimetable *self)
{
  return self->archive;
}
