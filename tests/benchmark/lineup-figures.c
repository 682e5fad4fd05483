/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-figures.h"

#include <math.h>

struct _LineupFigures
{
  GHashTable *series; /* (owned) (element-type utf8 GArray): of doubles, as they came */
};

LineupFigures *
lineup_figures_new (void)
{
  LineupFigures *self = g_new0 (LineupFigures, 1);

  self->series = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  return self;
}

void
lineup_figures_free (LineupFigures *self)
{
  g_hash_table_unref (self->series);
  g_free (self);
}

void
lineup_figures_add (LineupFigures *self, const char *name, double value)
{
  GArray *values = g_hash_table_lookup (self->series, name);

  if (values == NULL)
    {
      values = g_array_new (FALSE, FALSE, sizeof (double));
      g_hash_table_insert (self->series, g_strdup (name), values);
    }
  g_array_append_val (values, value);
}

void
lineup_figures_add_cost (LineupFigures *self, const char *name, const LineupCost *cost)
{
  const struct
  {
    const char *part;
    double value;
  } parts[] = {
    { "wall", cost->wall }, { "tidied", cost->tidied },     { "cpu", cost->cpu },
    { "peak", cost->peak }, { "resident", cost->resident }, { "written", cost->written },
    { "size", cost->size },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *key = g_strconcat (name, ".", parts[i].part, NULL);

      lineup_figures_add (self, key, parts[i].value);
    }
}

guint
lineup_figures_get_count (LineupFigures *self, const char *name)
{
  const GArray *values = g_hash_table_lookup (self->series, name);

  return values != NULL ? values->len : 0;
}

double
lineup_figures_get_last (LineupFigures *self, const char *name)
{
  const GArray *values = g_hash_table_lookup (self->series, name);

  return values != NULL ? g_array_index (values, double, values->len - 1) : NAN;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double left = *(const double *)a;
  const double right = *(const double *)b;

  return (left > right) - (left < right);
}

/* (nullable): values in order */
static GArray *
sort (LineupFigures *self, const char *name)
{
  GArray *values = g_hash_table_lookup (self->series, name);

  if (values == NULL)
    return NULL;
  values = g_array_copy (values);
  g_array_sort (values, compare);
  return values;
}

double
lineup_figures_get_median (LineupFigures *self, const char *name)
{
  g_autoptr (GArray) values = sort (self, name);

  if (values == NULL)
    return NAN;
  return (g_array_index (values, double, (values->len - 1) / 2)
          + g_array_index (values, double, values->len / 2))
         / 2;
}

double
lineup_figures_get_percentile (LineupFigures *self, const char *name, guint percent)
{
  g_autoptr (GArray) values = sort (self, name);

  if (values == NULL)
    return NAN;
  return g_array_index (values, double, MIN (values->len * percent / 100, values->len - 1));
}
