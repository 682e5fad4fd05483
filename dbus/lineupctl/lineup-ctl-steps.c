/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-steps.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-table.h"
#include "lineup-ctl-text.h"

static guint64
get_figure (GVariant *step, const char *key)
{
  guint64 figure = 0;

  g_variant_lookup (step, key, "t", &figure);
  return figure;
}

static void
add_figure (GString *text, GVariant *step, const char *key, const char *word)
{
  guint64 figure = get_figure (step, key);

  if (figure > 0)
    {
      g_autofree char *number = lineup_ctl_text_format_number (figure);

      g_string_append_printf (text, ", %s %s", number, word);
    }
}

static char *
describe_list (GVariant *step)
{
  g_autofree char *seen = lineup_ctl_text_format_number (get_figure (step, "seen"));
  g_autofree char *size = g_format_size (get_figure (step, "bytes"));
  g_autofree char *duration = lineup_ctl_text_format_duration (
      (double)get_figure (step, "duration-ms") / 1000);
  g_autoptr (GString) text = g_string_new (seen);

  add_figure (text, step, "added", "new");
  add_figure (text, step, "changed", "changed");
  add_figure (text, step, "removed", "gone");
  add_figure (text, step, "rejected", "unusable");
  g_string_append_printf (text, "; %s in %s", size, duration);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a step's outcome means. One that is new says for itself what it is. */
static char *
describe (GVariant *step, const char *outcome)
{
  const char *name = "", *message = "";

  if (g_str_equal (outcome, "ok") || g_str_equal (outcome, "unchanged"))
    return describe_list (step);
  if (g_str_equal (outcome, "quarantined"))
    return g_strdup ("suspiciously short: the old list stays (sync --accept-shrink takes the new)");
  if (g_str_equal (outcome, "skipped"))
    return g_strdup ("the sync ended before it");
  g_variant_lookup (step, "error-name", "&s", &name);
  g_variant_lookup (step, "error-message", "&s", &message);
  return name[0] != '\0' && !g_str_equal (outcome, "cancelled")
             ? lineup_ctl_error_explain (name, message)
             : g_strdup ("");
}

guint
lineup_ctl_steps_print (GVariant *steps, guint first, guint indent)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (indent, TRUE);
  guint n_steps = steps != NULL ? (guint)g_variant_n_children (steps) : 0;

  for (guint i = first; i < n_steps; i++)
    {
      g_autoptr (GVariant) step = g_variant_get_child_value (steps, i);
      const char *name = "", *outcome = "";
      g_autofree char *words = NULL;
      g_autofree char *column = NULL;

      g_variant_lookup (step, "step", "&s", &name);
      g_variant_lookup (step, "outcome", "&s", &outcome);
      words = describe (step, outcome);
      /* As wide as the longest one, since steps are often printed one by one. */
      column = g_strdup_printf ("%-18s", name);
      lineup_ctl_table_add (table, column, outcome, words, NULL);
    }
  lineup_ctl_table_print (table);
  return n_steps;
}
