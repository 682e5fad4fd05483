/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-table.h"

#include "lineup-ctl-terminal.h"
#include "lineup-ctl-text.h"

/* Columns of the screen between two columns of the table. */
#define GAP 2

/* Columns of a word that need not stay whole. */
#define LONG_WORD 16

/* Columns before what stands below its row. */
#define INDENT 4

typedef struct
{
  guint width; /* of its widest cell */
  guint least; /* what it can't do with less than */
} Column;

struct _LineupCtlTable
{
  guint indent;
  gboolean wraps;
  GPtrArray *rows; /* (owned) (element-type GStrv) */
  GArray *columns; /* (owned) (element-type Column): of all rows so far */
};

/* Where the columns of a table are on a line. */
typedef struct
{
  guint line_width;
  guint n_columns;
  guint *widths; /* (owned) (array length=n_columns) */
  int below;     /* column that stands below its row, -1 if all have room beside each other */
} Layout;

static void
layout_clear (Layout *self)
{
  g_free (self->widths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

LineupCtlTable *
lineup_ctl_table_new (guint indent, gboolean wraps)
{
  LineupCtlTable *self = g_new0 (LineupCtlTable, 1);

  self->indent = indent;
  self->wraps = wraps;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  return self;
}

void
lineup_ctl_table_free (LineupCtlTable *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->columns);
  g_free (self);
}

static Column *
get_column (LineupCtlTable *self, guint index)
{
  return &g_array_index (self->columns, Column, index);
}

static void
widen (LineupCtlTable *self, guint index, guint width, guint least)
{
  Column *column = NULL;

  if (index == self->columns->len)
    g_array_set_size (self->columns, index + 1);
  column = get_column (self, index);
  column->width = MAX (column->width, width);
  column->least = MAX (column->least, least);
}

void
lineup_ctl_table_reserve (LineupCtlTable *self, guint index, guint width)
{
  widen (self, index, width, width);
}

/* What comes first says which row it is, and stays whole; so do words where cells have more lines,
 * but for some, such as addresses. */
static void
measure (LineupCtlTable *self, guint index, const char *text)
{
  const guint width = lineup_ctl_text_get_width (text);
  const guint least = self->wraps ? lineup_ctl_text_get_least_width (text) : 1;

  widen (self, index, width, index == 0 ? width : MIN (least, LONG_WORD));
}

void
lineup_ctl_table_add (LineupCtlTable *self, const char *first, ...)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  guint index = 0;
  va_list cells;

  va_start (cells, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (cells, const char *), index++)
    {
      g_autofree char *clean = lineup_ctl_text_clean (cell);

      measure (self, index, clean);
      g_strv_builder_add (row, clean);
    }
  va_end (cells);
  g_ptr_array_add (self->rows, g_strv_builder_end (row));
}

/* Lays columns out where none is wider than @most, unless it can't do with less. Returns columns of
 * the line that this takes. */
static guint
try_most (LineupCtlTable *self, Layout *layout, guint most)
{
  guint end = self->indent;

  for (guint i = 0; i < layout->n_columns; i++)
    {
      const Column *column = get_column (self, i);

      if ((int)i == layout->below)
        continue;
      layout->widths[i] = MIN (column->width, MAX (column->least, most));
      end += layout->widths[i] + (end > self->indent ? GAP : 0);
    }
  return end;
}

static guint
find_widest (LineupCtlTable *self)
{
  guint widest = 0;

  for (guint i = 1; i < self->columns->len; i++)
    {
      if (get_column (self, i)->width > get_column (self, widest)->width)
        widest = i;
    }
  return widest;
}

/* The widest columns give way to the others, and to each other. */
static void
lay_out (LineupCtlTable *self, Layout *layout)
{
  const guint widest = find_widest (self);
  guint most = self->columns->len > 0 ? get_column (self, widest)->width : 0;

  layout->line_width = lineup_ctl_terminal_get_width ();
  layout->n_columns = self->columns->len;
  layout->widths = g_new0 (guint, layout->n_columns);
  layout->below = -1;
  while (try_most (self, layout, most) > layout->line_width && most > 1)
    most--;
  if (!self->wraps || layout->n_columns < 2 || try_most (self, layout, most) <= layout->line_width)
    return;
  layout->below = (int)widest;
  try_most (self, layout, layout->line_width);
}

/* The last of a row that says something: it has the rest of the line. */
static guint
find_last (char **row, const Layout *layout)
{
  guint last = 0;

  for (guint i = 0; row[i] != NULL; i++)
    {
      if (row[i][0] != '\0' && (int)i != layout->below)
        last = i;
    }
  return last;
}

static void
print_line (GString *line, guint line_width)
{
  g_autofree char *fitting = lineup_ctl_text_fit (g_strchomp (line->str), line_width);

  g_print ("%s\n", fitting);
}

static void
pad (GString *line, guint width)
{
  const guint used = lineup_ctl_text_get_width (line->str);

  if (used < width)
    g_string_append_printf (line, "%*s", (int)(width - used), "");
}

static void
print_cut (LineupCtlTable *self, char **row, const Layout *layout)
{
  const guint last = find_last (row, layout);
  g_autoptr (GString) line = g_string_new (NULL);
  guint start = self->indent;

  for (guint i = 0; i <= last && start < layout->line_width; i++)
    {
      const guint rest = layout->line_width - start;
      g_autofree char *cell = lineup_ctl_text_fit (
          row[i], i == last ? rest : MIN (layout->widths[i], rest));

      pad (line, start);
      g_string_append (line, cell);
      start += layout->widths[i] + GAP;
    }
  print_line (line, layout->line_width);
}

/* Adds a cell to the lines of a row, from a column of the terminal on. */
static void
add_lines (GPtrArray *lines, guint first_line, const char *cell, guint start, guint width)
{
  g_autofree char *wrapped = lineup_ctl_text_wrap (cell, width, 0);
  g_auto (GStrv) parts = g_strsplit (wrapped, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      while (lines->len <= first_line + i)
        g_ptr_array_add (lines, g_string_new (NULL));
      pad (lines->pdata[first_line + i], start);
      g_string_append (lines->pdata[first_line + i], parts[i]);
    }
}

static void
free_line (gpointer line)
{
  g_string_free (line, TRUE);
}

/* Each cell stays in its column, in as many lines as it takes. */
static void
print_wrapped (LineupCtlTable *self, char **row, const Layout *layout)
{
  const guint last = find_last (row, layout);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  guint start = self->indent;

  for (guint i = 0; i <= last; i++)
    {
      const guint rest = layout->line_width - MIN (start, layout->line_width - 1);

      if ((int)i == layout->below)
        continue;
      add_lines (lines, 0, row[i], start, i == last ? rest : layout->widths[i]);
      start += layout->widths[i] + GAP;
    }
  if (layout->below >= 0 && row[layout->below][0] != '\0')
    {
      start = MIN (self->indent + INDENT, layout->line_width - 1);
      add_lines (lines, lines->len, row[layout->below], start, layout->line_width - start);
    }
  for (guint i = 0; i < lines->len; i++)
    print_line (lines->pdata[i], G_MAXINT);
}

void
lineup_ctl_table_print (LineupCtlTable *self)
{
  g_auto (Layout) layout = { 0 };

  lay_out (self, &layout);
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (self->wraps)
        print_wrapped (self, self->rows->pdata[i], &layout);
      else
        print_cut (self, self->rows->pdata[i], &layout);
    }
  g_ptr_array_set_size (self->rows, 0);
}
