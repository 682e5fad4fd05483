/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-reader.h"

#include "lineup-error.h"
#include "lineup-guide-meta.h"
#include "lineup-schedule-writer.h"
#include "lineup-timetable.h"
#include "lineup-transaction.h"

/* Seconds after which what comes next is no longer looked for: guides are never that far ahead. */
#define MAX_AHEAD (28 * 24 * 60 * 60)

/* Texts of a programme that may be long, and with them all that is not text; and bytes that a text
 * is not made shorter than. */
#define TEXTS    16
#define MIN_TEXT 64

typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupTransaction transaction;
  LineupTimetable *timetable; /* (owned) */
  LineupSchedule *schedule;   /* (owned) (nullable) */
} Run;

static void
run_clear (Run *self)
{
  lineup_timetable_free (self->timetable);
  lineup_transaction_clear (&self->transaction);
  g_clear_pointer (&self->schedule, lineup_schedule_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
begin (Run *self, GError **error)
{
  return lineup_transaction_begin_read (&self->transaction, self->database, error)
         && lineup_meta_get (
             self->database, LINEUP_GUIDE_META_GENERATION, &self->schedule->generation, error);
}

static gboolean
is_full (const LineupGuideQuery *query, const LineupSchedule *schedule)
{
  return query->max_bytes > 0 && schedule->n_bytes > query->max_bytes;
}

/* Whether it is of no use to go on: all begins again with shorter texts. */
static gboolean
is_too_large (const LineupGuideQuery *query, const LineupSchedule *schedule)
{
  return is_full (query, schedule) && schedule->max_text > MIN_TEXT;
}

gboolean
lineup_guide_query_shorten (const LineupGuideQuery *self,
                            LineupSchedule **schedule,
                            guint64 n_programmes)
{
  g_autoptr (LineupSchedule) old = NULL;
  gsize max_text = 0;

  if (!is_too_large (self, *schedule))
    return FALSE;
  old = *schedule;
  max_text = self->max_bytes / TEXTS / MAX (n_programmes, 1);
  *schedule = lineup_schedule_new ();
  (*schedule)->generation = old->generation;
  (*schedule)->max_text = MAX (MIN (max_text, old->max_text / 2), MIN_TEXT);
  return TRUE;
}

/* Adds a channel, or as much of it as there is room for. */
static gboolean
add_channel (
    Run *self, const LineupGuideQuery *query, gint64 item, const GArray *slots, GError **error)
{
  const LineupScheduleChannel channel = { item, self->schedule->programmes->len, slots->len };
  const gint64 archive_days = lineup_timetable_get_archive_days (self->timetable);

  for (guint i = 0; i < slots->len && !is_too_large (query, self->schedule); i++)
    {
      if (!lineup_schedule_writer_add (self->schedule,
                                       self->database,
                                       item,
                                       &g_array_index (slots, LineupSlot, i),
                                       archive_days,
                                       query->now,
                                       query->whole,
                                       error))
        return FALSE;
    }
  g_array_append_val (self->schedule->channels, channel);
  return TRUE;
}

/* The next moment at which something ends or begins. */
static void
limit_validity (Run *self, const GArray *slots, gint64 from)
{
  gint64 moment = 0;

  if (slots->len == 0)
    return;
  moment = g_array_index (slots, LineupSlot, 0).start;
  if (moment <= from)
    moment = g_array_index (slots, LineupSlot, 0).stop;
  if (self->schedule->valid_until == 0 || moment < self->schedule->valid_until)
    self->schedule->valid_until = moment;
}

static gboolean
read_now (Run *self, const LineupGuideQuery *query, GError **error)
{
  for (gsize i = 0; i < query->n_items && !is_too_large (query, self->schedule); i++)
    {
      const GArray *slots = NULL;

      if (!lineup_database_check_cancelled (self->database, error))
        return FALSE;
      slots = lineup_timetable_read (self->timetable,
                                     query->items[i],
                                     query->from,
                                     query->from + MAX_AHEAD,
                                     query->following + 1,
                                     error);
      if (slots == NULL || !add_channel (self, query, query->items[i], slots, error))
        return FALSE;
      limit_validity (self, slots, query->from);
    }
  return TRUE;
}

LineupSchedule *
lineup_guide_read_now (LineupDatabase *database, const LineupGuideQuery *query, GError **error)
{
  g_auto (Run) self = {
    .database = database,
    .timetable = lineup_timetable_new (database),
    .schedule = lineup_schedule_new (),
  };
  const guint64 n_programmes = query->n_items * (query->following + 1);

  if (!begin (&self, error))
    return NULL;
  do
    {
      if (!read_now (&self, query, error))
        return NULL;
    }
  while (lineup_guide_query_shorten (query, &self.schedule, n_programmes));
  return g_steal_pointer (&self.schedule);
}

/* Adds a channel to a grid, as a whole or not at all. */
static gboolean
add_to_grid (Run *self,
             const LineupGuideQuery *query,
             gint64 item,
             const GArray *slots,
             gboolean *is_out,
             GError **error)
{
  LineupSchedule *schedule = self->schedule;
  const guint n_programmes = schedule->programmes->len;

  *is_out = schedule->channels->len > 0 && n_programmes + slots->len > LINEUP_GUIDE_MAX_PROGRAMMES;
  if (*is_out)
    return TRUE;
  if (!add_channel (self, query, item, slots, error))
    return FALSE;
  if (!is_full (query, schedule))
    return TRUE;
  /* One channel always has room: whoever asks for it alone gets as much as there may be. */
  if (schedule->channels->len == 1)
    return !lineup_guide_query_shorten (query, &self->schedule, slots->len)
           || add_to_grid (self, query, item, slots, is_out, error);
  *is_out = TRUE;
  lineup_schedule_drop_programmes (schedule, n_programmes);
  g_array_set_size (schedule->channels, schedule->channels->len - 1);
  return TRUE;
}

LineupSchedule *
lineup_guide_read_grid (LineupDatabase *database, const LineupGuideQuery *query, GError **error)
{
  g_auto (Run) self = {
    .database = database,
    .timetable = lineup_timetable_new (database),
    .schedule = lineup_schedule_new (),
  };
  gboolean is_out = FALSE;

  if (!begin (&self, error))
    return NULL;
  for (gsize i = 0; i < query->n_items; i++)
    {
      const GArray *slots = NULL;

      if (!lineup_database_check_cancelled (database, error))
        return NULL;
      is_out = is_out || i >= LINEUP_GUIDE_MAX_CHANNELS;
      if (!is_out)
        {
          slots = lineup_timetable_read (
              self.timetable, query->items[i], query->from, query->until, G_MAXUINT, error);
          if (slots == NULL || !add_to_grid (&self, query, query->items[i], slots, &is_out, error))
            return NULL;
        }
      if (is_out)
        g_array_append_val (self.schedule->missing, query->items[i]);
    }
  return g_steal_pointer (&self.schedule);
}

LineupSchedule *
lineup_guide_read_programme (
    LineupDatabase *database, gint64 item, gint64 id, gint64 now, GError **error)
{
  g_auto (Run) self = {
    .database = database,
    .timetable = lineup_timetable_new (database),
    .schedule = lineup_schedule_new (),
  };
  LineupGuideQuery query = { .whole = TRUE, .now = now };
  gint64 start = 0;
  GArray *slots = NULL;

  if (lineup_programme_parse_id (item, id, &start))
    {
      if (!begin (&self, error))
        return NULL;
      slots = lineup_timetable_read (self.timetable, item, start, start + 1, 1, error);
      if (slots == NULL)
        return NULL;
    }
  if (slots == NULL || slots->len == 0 || g_array_index (slots, LineupSlot, 0).start != start)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no such programme");
      return NULL;
    }
  return add_channel (&self, &query, item, slots, error) ? g_steal_pointer (&self.schedule) : NULL;
}
