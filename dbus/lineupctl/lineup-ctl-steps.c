/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-steps.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-table.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

static guint64
get_figure (GVariant *step, const char *key)
{
  guint64 figure = 0;

  g_variant_lookup (step, key, "t", &figure);
  return figure;
}

/* @format: of a number, as text */
static void
add_figure (GString *text, GVariant *step, const char *key, const char *format)
{
  guint64 figure = get_figure (step, key);

  if (figure > 0)
    {
      g_autofree char *number = lineup_ctl_text_format_number (figure);

      g_autoptr (GString) part = g_string_new (format);

      g_string_replace (part, "%s", number, 1);
      g_string_append_printf (text, ", %s", part->str);
    }
}

static char *
describe_list (GVariant *step)
{
  g_autofree char *seen = lineup_ctl_text_format_number (get_figure (step, "seen"));
  g_autofree char *size = lineup_ctl_text_format_size (get_figure (step, "bytes"));
  g_autofree char *duration = lineup_ctl_text_format_duration (
      (double)get_figure (step, "duration-ms") / 1000);
  g_autoptr (GString) text = g_string_new (seen);

  /* Translators: what came in a list: how many are new, and so on. */
  add_figure (text, step, "added", _ ("%s new"));
  add_figure (text, step, "changed", _ ("%s changed"));
  add_figure (text, step, "removed", _ ("%s gone"));
  add_figure (text, step, "rejected", _ ("%s unusable"));
  /* Translators: after what came: how much it was, and how long it took. */
  g_string_append_printf (text, _ ("; %s in %s"), size, duration);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a step has failed with; nothing if somebody wanted it to end. */
static const char *
get_error (GVariant *step)
{
  const char *outcome = "", *name = "";

  g_variant_lookup (step, "outcome", "&s", &outcome);
  g_variant_lookup (step, "error-name", "&s", &name);
  return g_str_equal (outcome, "cancelled") || g_str_has_suffix (name, ".Cancelled") ? "" : name;
}

/* A guide may be from anywhere: what is said of panels is not said of it. */
static gboolean
is_source (GVariant *step)
{
  return g_variant_lookup (step, "source", "&s", NULL);
}

/* What a step's outcome means. One that is new says for itself what it is. */
static char *
describe (GVariant *step, const char *outcome, const char *error_before)
{
  const char *error = get_error (step), *message = "";

  if (g_str_equal (outcome, "ok") || g_str_equal (outcome, "unchanged"))
    return describe_list (step);
  if (g_str_equal (outcome, "quarantined"))
    return g_strdup (
        _ ("suspiciously short: what was there stays (sync --accept-shrink takes the new)"));
  /* Where the account itself is refused, that is what all steps say. */
  if (error[0] == '\0' || g_strcmp0 (error, error_before) == 0)
    return g_strdup ("");
  g_variant_lookup (step, "error-message", "&s", &message);
  return lineup_ctl_error_explain (is_source (step) ? NULL : error, message);
}

guint
lineup_ctl_steps_print (GVariant *steps, guint first, guint indent)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (indent, TRUE);
  guint n_steps = steps != NULL ? (guint)g_variant_n_children (steps) : 0;
  g_autofree char *error_before = NULL;

  /* Steps are often printed one by one. */
  lineup_ctl_table_reserve (table, 0, strlen ("channel-categories"));
  for (guint i = first; i < n_steps; i++)
    {
      g_autoptr (GVariant) step = g_variant_get_child_value (steps, i);
      const char *name = "", *outcome = "";
      g_autofree char *words = NULL;

      if (!g_variant_lookup (step, "step", "&s", &name))
        g_variant_lookup (step, "source", "&s", &name);
      g_variant_lookup (step, "outcome", "&s", &outcome);
      words = describe (step, outcome, error_before);
      g_free (error_before);
      error_before = g_strdup (get_error (step));
      lineup_ctl_table_add (table, name, outcome, words, NULL);
    }
  lineup_ctl_table_print (table);
  return n_steps;
}

const char *
lineup_ctl_steps_get_advice (GVariant *steps)
{
  const char *advice = NULL;

  for (gsize i = 0; advice == NULL && steps != NULL && i < g_variant_n_children (steps); i++)
    {
      g_autoptr (GVariant) step = g_variant_get_child_value (steps, i);

      const char *message = "";

      if (is_source (step))
        continue;
      g_variant_lookup (step, "error-message", "&s", &message);
      advice = lineup_ctl_error_get_advice (get_error (step), message);
    }
  return advice;
}
