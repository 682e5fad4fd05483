/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-progress.h"

#include "lineup-ctl-terminal.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Columns of the bar, and of the gap between two parts of the line. */
#define BAR_WIDTH 20
#define GAP       2

/* What is shown however little room there is; what follows tells how fast it goes. */
enum
{
  PART_PERCENTAGE,
  PART_STEP,
  PART_COUNT,
  N_KEPT_PARTS,
};

/* Seconds whose rate is shown, about. */
#define RATE_SECONDS 3.0

struct _LineupCtlProgress
{
  GPtrArray *parts; /* (owned) (element-type utf8): of the line, the most important ones first */
  char *bar;        /* (owned) (nullable): after the first part, where there is room */

  char *step;        /* (owned) (nullable) */
  gint64 time;       /* when the figures below were told, monotonic */
  guint64 items;     /* of this step */
  guint64 bytes;     /* of this step */
  double items_rate; /* a second */
  double bytes_rate; /* a second */
};

LineupCtlProgress *
lineup_ctl_progress_new (void)
{
  LineupCtlProgress *self = g_new0 (LineupCtlProgress, 1);

  self->parts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lineup_ctl_progress_free (LineupCtlProgress *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self->bar);
  g_free (self->step);
  g_free (self);
}

/* The newest rate counts for the more the longer it took. */
static double
smooth (double before, double now, double seconds)
{
  double weight = before > 0 ? 1 - exp (-seconds / RATE_SECONDS) : 1;

  return before + (now - before) * weight;
}

static void
measure (LineupCtlProgress *self, const char *step, guint64 items, guint64 bytes)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double)(now - self->time) / G_USEC_PER_SEC;

  if (g_strcmp0 (self->step, step) != 0)
    {
      g_free (self->step);
      self->step = g_strdup (step);
      self->items_rate = 0;
      self->bytes_rate = 0;
    }
  else if (items >= self->items && bytes >= self->bytes && seconds > 0)
    {
      self->items_rate = smooth (
          self->items_rate, (double)(items - self->items) / seconds, seconds);
      self->bytes_rate = smooth (
          self->bytes_rate, (double)(bytes - self->bytes) / seconds, seconds);
    }
  self->time = now;
  self->items = items;
  self->bytes = bytes;
}

static void
add_rates (LineupCtlProgress *self, guint64 expected)
{
  if (self->items_rate >= 1)
    {
      g_autofree char *rate = lineup_ctl_text_format_number ((guint64)self->items_rate);

      g_ptr_array_add (self->parts, g_strdup_printf (_ ("%s/s"), rate));
    }
  if (self->items_rate >= 1 && expected > self->items)
    {
      g_autofree char *left = lineup_ctl_text_format_duration ((double)(expected - self->items)
                                                               / self->items_rate);

      g_ptr_array_add (self->parts, g_strdup_printf (_ ("%s left"), left));
    }
  if (self->bytes_rate >= 1)
    {
      g_autofree char *rate = lineup_ctl_text_format_size ((guint64)self->bytes_rate);

      g_ptr_array_add (self->parts, g_strdup_printf (_ ("%s/s"), rate));
    }
}

void
lineup_ctl_progress_update (LineupCtlProgress *self,
                            guint percentage,
                            const char *step,
                            GVariant *details)
{
  guint32 index = 0, count = 0;
  guint64 items = 0, expected = 0, bytes = 0;
  g_autofree char *items_text = NULL;
  g_autofree char *expected_text = NULL;

  g_variant_lookup (details, "step-index", "u", &index);
  g_variant_lookup (details, "step-count", "u", &count);
  if (!g_variant_lookup (details, "items", "t", &items))
    g_variant_lookup (details, "programmes", "t", &items);
  g_variant_lookup (details, "expected-items", "t", &expected);
  g_variant_lookup (details, "bytes", "t", &bytes);
  measure (self, step, items, bytes);
  items_text = lineup_ctl_text_format_number (items);
  expected_text = lineup_ctl_text_format_number (expected);

  g_free (self->bar);
  self->bar = lineup_ctl_text_draw_bar (percentage, BAR_WIDTH);
  g_ptr_array_set_size (self->parts, 0);
  g_ptr_array_add (self->parts, g_strdup_printf ("%3u %%", percentage));
  g_ptr_array_add (self->parts,
                   count > 0 ? g_strdup_printf ("%u/%u %s", index, count, step) : g_strdup (step));
  g_ptr_array_add (self->parts,
                   expected > 0
                       ? g_strdup_printf (_ ("%s of %s"), items_text, expected_text)
                       : g_strdup_printf (ngettext ("%s item", "%s items", items), items_text));
  add_rates (self, expected);
  lineup_ctl_progress_show (self);
}

void
lineup_ctl_progress_tell (LineupCtlProgress *self, const char *text)
{
  g_clear_pointer (&self->bar, g_free);
  g_ptr_array_set_size (self->parts, 0);
  g_ptr_array_add (self->parts, lineup_ctl_text_clean (text));
  lineup_ctl_progress_show (self);
}

void
lineup_ctl_progress_hide (LineupCtlProgress *self)
{
  g_print ("\r\033[K");
}

/* Columns that the first parts take. */
static guint
measure_kept (LineupCtlProgress *self)
{
  guint width = 0;

  for (guint i = 0; i < MIN (self->parts->len, N_KEPT_PARTS); i++)
    width += lineup_ctl_text_get_width (self->parts->pdata[i]) + (i > 0 ? GAP : 0);
  return width;
}

/* A part as it is shown: which step it is can be told from its beginning, too. */
static char *
fit_part (LineupCtlProgress *self, guint index, guint width)
{
  const char *part = self->parts->pdata[index];
  const guint part_width = lineup_ctl_text_get_width (part);
  const guint kept = measure_kept (self);

  if (index != PART_STEP || kept <= width)
    return g_strdup (part);
  return lineup_ctl_text_fit (part, part_width - MIN (part_width - 1, kept - width));
}

/* Adds a part to the line, if it has room for it. */
static gboolean
add_part (GString *line, const char *part, guint width)
{
  guint used = lineup_ctl_text_get_width (line->str) + lineup_ctl_text_get_width (part);

  if (line->len > 0 && used + GAP > width)
    return FALSE;
  g_string_append_printf (line, "%*s%s", line->len > 0 ? GAP : 0, "", part);
  return TRUE;
}

void
lineup_ctl_progress_show (LineupCtlProgress *self)
{
  /* The last column stays free: a terminal may go on to the next line after it. */
  guint width = MAX (lineup_ctl_terminal_get_width (), 2) - 1;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *fitting = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autofree char *part = fit_part (self, i, width);

      if (!add_part (line, part, width))
        break;
      if (i == PART_PERCENTAGE && self->bar != NULL
          && measure_kept (self) + GAP + lineup_ctl_text_get_width (self->bar) <= width)
        add_part (line, self->bar, width);
    }
  fitting = lineup_ctl_text_fit (line->str, width);
  g_print ("\r\033[K%s", fitting);
}
