/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-programme.h"

#include "lineup-ctl-terminal.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* Columns of a bar that tells how far a programme is. */
#define BAR_WIDTH 8

void
lineup_ctl_programme_init (LineupCtlProgramme *self, GVariant *value)
{
  g_variant_get (
      value, "(xtts@a{sv})", &self->id, &self->start, &self->end, &self->title, &self->fields);
}

void
lineup_ctl_programme_clear (LineupCtlProgramme *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->fields, g_variant_unref);
}

gboolean
lineup_ctl_programme_is_on (const LineupCtlProgramme *self, guint64 time)
{
  return self->start <= time && time < self->end;
}

char *
lineup_ctl_programme_make_name (const char *title, GVariant *fields)
{
  const char *subtitle = "";

  g_variant_lookup (fields, "subtitle", "&s", &subtitle);
  return *subtitle != '\0' ? g_strdup_printf ("%s – %s", title, subtitle) : g_strdup (title);
}

static char *
format (guint64 time, const char *form)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local ((gint64)MIN (time, G_MAXINT64));

  /* Guides may name a year that no calendar has. */
  return date != NULL ? g_date_time_format (date, form) : lineup_ctl_text_format_name (time);
}

char *
lineup_ctl_programme_format_range (guint64 start, guint64 end, gboolean day)
{
  /* Translators: a time of day, as of strftime(). */
  const char *clock = _ ("%H:%M");
  g_autofree char *from = format (
      start,
      /* Translators: a day of the week, a day and a time of day, as of strftime(). */
      day ? _ ("%a %-d %b %H:%M") : clock);
  g_autofree char *until = format (end, clock);

  return g_strdup_printf ("%s–%s", from, until);
}

char *
lineup_ctl_programme_format_progress (const LineupCtlProgramme *self, guint64 time)
{
  g_autofree char *bar = NULL;
  guint percentage = 0;

  if (!lineup_ctl_programme_is_on (self, time))
    return g_strdup ("");
  percentage = (guint)((time - self->start) * 100 / (self->end - self->start));
  if (!lineup_ctl_terminal_can_redraw ())
    return g_strdup_printf ("%u %%", percentage);
  bar = lineup_ctl_text_draw_bar (percentage, BAR_WIDTH);
  return g_strdup_printf ("%s %2u %%", bar, percentage);
}

GVariant *
lineup_ctl_programme_to_dictionary (const LineupCtlProgramme *self)
{
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&all, "{sv}", "id", g_variant_new_int64 (self->id));
  g_variant_builder_add (&all, "{sv}", "start", g_variant_new_uint64 (self->start));
  g_variant_builder_add (&all, "{sv}", "end", g_variant_new_uint64 (self->end));
  g_variant_builder_add (&all, "{sv}", "title", g_variant_new_string (self->title));
  for (gsize i = 0; i < g_variant_n_children (self->fields); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (self->fields, i);

      g_variant_builder_add_value (&all, entry);
    }
  return g_variant_builder_end (&all);
}
