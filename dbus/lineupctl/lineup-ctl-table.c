/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-table.h"

#include "lineup-ctl-terminal.h"
#include "lineup-ctl-text.h"

/* Between two columns. */
#define GAP 2

struct _LineupCtlTable
{
  guint indent;
  gboolean wraps;
  GPtrArray *rows; /* (owned) (element-type GStrv) */
  GArray *widths;  /* (owned) (element-type guint): of all columns so far */
};

LineupCtlTable *
lineup_ctl_table_new (guint indent, gboolean wraps)
{
  LineupCtlTable *self = g_new0 (LineupCtlTable, 1);

  self->indent = indent;
  self->wraps = wraps;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->widths = g_array_new (FALSE, TRUE, sizeof (guint));
  return self;
}

void
lineup_ctl_table_free (LineupCtlTable *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->widths);
  g_free (self);
}

void
lineup_ctl_table_add (LineupCtlTable *self, const char *first, ...)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  guint column = 0;
  va_list cells;

  va_start (cells, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (cells, const char *), column++)
    {
      g_autofree char *clean = lineup_ctl_text_clean (cell);
      guint width = lineup_ctl_text_get_width (clean);

      if (column == self->widths->len)
        g_array_set_size (self->widths, column + 1);
      if (g_array_index (self->widths, guint, column) < width)
        g_array_index (self->widths, guint, column) = width;
      g_strv_builder_add (row, clean);
    }
  va_end (cells);
  g_ptr_array_add (self->rows, g_strv_builder_end (row));
}

static void
print_row (LineupCtlTable *self, char **row, guint line_width)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *fitting = NULL;
  guint start = self->indent;
  guint i = 0;

  g_string_append_printf (line, "%*s", (int)self->indent, "");
  for (; row[i + 1] != NULL; i++)
    {
      guint width = g_array_index (self->widths, guint, i) + GAP;

      g_string_append_printf (
          line, "%s%*s", row[i], (int)(width - lineup_ctl_text_get_width (row[i])), "");
      start += width;
    }

  if (self->wraps)
    {
      fitting = lineup_ctl_text_wrap (row[i], line_width, start);
      g_string_append (line, fitting);
      g_print ("%s\n", g_strchomp (line->str));
      return;
    }
  g_string_append (line, row[i]);
  fitting = lineup_ctl_text_fit (g_strchomp (line->str), line_width);
  g_print ("%s\n", fitting);
}

void
lineup_ctl_table_print (LineupCtlTable *self)
{
  guint line_width = lineup_ctl_terminal_get_width ();

  for (guint i = 0; i < self->rows->len; i++)
    print_row (self, g_ptr_array_index (self->rows, i), line_width);
  g_ptr_array_set_size (self->rows, 0);
}
