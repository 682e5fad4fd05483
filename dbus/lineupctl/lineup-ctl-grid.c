/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-grid.h"

#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* Columns that a channel's name has at least and at most, and between it and what is on. */
#define MIN_NAME 8
#define MAX_NAME 22
#define GAP      1

/* Columns that half an hour has, unless it is said how many of them there are. */
#define HALF_HOUR_WIDTH 14

/* Seconds. */
#define HALF_HOUR 1800

/* Characters that begin a programme: one that begins there, and one that began before. */
typedef struct
{
  const char *begin;
  const char *before;
} Marks;

struct _LineupCtlGrid
{
  guint64 from;
  guint64 until;
  guint name_width;
  guint width; /* columns of what is on */
  Marks marks;

  GString *row; /* (owned) (nullable): that is being drawn */
  guint used;   /* columns of what is on that it has so far */
  gboolean is_open;
};

LineupCtlGrid *
lineup_ctl_grid_new (guint width, guint64 from, guint hours)
{
  const Marks unicode = { "│", "‹" }, ascii = { "|", "<" };
  LineupCtlGrid *self = g_new0 (LineupCtlGrid, 1);
  guint64 n_halves = 0;

  self->name_width = CLAMP (width / 5, MIN_NAME, MAX_NAME);
  self->width = MAX (width, self->name_width + GAP + 1) - self->name_width - GAP;
  self->marks = g_get_charset (NULL) ? unicode : ascii;
  n_halves = hours > 0 ? (guint64)hours * 2 : MAX (self->width / HALF_HOUR_WIDTH, 1);
  /* Zones differ by quarters of an hour at least, so that this is a half, or a quarter, in all. */
  self->from = MIN (from, G_MAXINT64 / 2) / HALF_HOUR * HALF_HOUR;
  self->until = self->from + n_halves * HALF_HOUR;
  return self;
}

void
lineup_ctl_grid_free (LineupCtlGrid *self)
{
  if (self->row != NULL)
    g_string_free (self->row, TRUE);
  g_free (self);
}

guint64
lineup_ctl_grid_get_from (LineupCtlGrid *self)
{
  return self->from;
}

guint64
lineup_ctl_grid_get_until (LineupCtlGrid *self)
{
  return self->until;
}

/* Columns of what is on, before a moment. */
static guint
get_column (LineupCtlGrid *self, guint64 time)
{
  const guint64 within = CLAMP (time, self->from, self->until) - self->from;

  return (guint)(within * self->width / (self->until - self->from));
}

/* Adds a text in so many columns, none more and none less. */
static void
append (GString *row, const char *text, guint width)
{
  g_autofree char *clean = lineup_ctl_text_clean (text);
  g_autofree char *fitting = lineup_ctl_text_fit (clean, width);
  const guint used = lineup_ctl_text_get_width (fitting);

  g_string_append_printf (row, "%s%*s", fitting, (int)(width - MIN (used, width)), "");
}

static char *
format (guint64 time, GTimeZone *zone, const char *form)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc ((gint64)time);
  g_autoptr (GDateTime) date = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return date != NULL ? g_date_time_format (date, form) : g_strdup ("");
}

char *
lineup_ctl_grid_draw_head (LineupCtlGrid *self, GTimeZone *zone)
{
  /* Translators: a day of the week and a day, as of strftime(). */
  g_autofree char *day = format (self->from, zone, _ ("%a %-d %b"));
  g_autoptr (GString) head = g_string_new (NULL);
  guint used = 0;

  append (head, day, self->name_width);
  append (head, "", GAP);
  for (guint64 time = self->from; time < self->until; time += HALF_HOUR)
    {
      g_autofree char *clock = format (time, zone, _ ("%H:%M"));
      const guint column = get_column (self, time);

      /* Where halves are narrow, some go without saying. */
      if (column < used || column + lineup_ctl_text_get_width (clock) > self->width)
        continue;
      g_string_append_printf (head, "%*s%s", (int)(column - used), "", clock);
      used = column + lineup_ctl_text_get_width (clock) + GAP;
      append (head, "", MIN (GAP, self->width - (used - GAP)));
    }
  return g_string_free (g_steal_pointer (&head), FALSE);
}

void
lineup_ctl_grid_begin_row (LineupCtlGrid *self, const char *name)
{
  if (self->row != NULL)
    g_string_free (self->row, TRUE);
  self->row = g_string_new (NULL);
  self->used = 0;
  self->is_open = FALSE;
  append (self->row, name, self->name_width);
  append (self->row, "", GAP);
}

/* Goes on to a column; what is on until there, if anything, ends in between. */
static void
leave_gap (LineupCtlGrid *self, guint column)
{
  if (column <= self->used)
    return;
  append (self->row, self->is_open ? self->marks.begin : "", column - self->used);
  self->used = column;
  self->is_open = FALSE;
}

void
lineup_ctl_grid_add (LineupCtlGrid *self, guint64 start, guint64 end, const char *title)
{
  const guint first = MAX (get_column (self, start), self->used);
  const guint last = get_column (self, end);

  g_return_if_fail (self->row != NULL);

  if (last <= first)
    return;
  leave_gap (self, first);
  append (self->row, start < self->from ? self->marks.before : self->marks.begin, 1);
  append (self->row, title, last - first - 1);
  self->used = last;
  self->is_open = TRUE;
}

char *
lineup_ctl_grid_end_row (LineupCtlGrid *self)
{
  g_return_val_if_fail (self->row != NULL, NULL);

  leave_gap (self, self->width);
  return g_strchomp (g_string_free (g_steal_pointer (&self->row), FALSE));
}
