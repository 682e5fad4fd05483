/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-columns.h"

typedef gboolean (*IsMeantFunc) (const LineupItemField *field);

static gboolean
has_column (const LineupItemField *field)
{
  return field->column != NULL;
}

static gboolean
is_detail (const LineupItemField *field)
{
  return lineup_item_field_is_detail (field);
}

/* Some columns are called as SQL's own words are. */
static char *
make_list (IsMeantFunc is_meant, const char *before, const char *after, gboolean is_assignment)
{
  g_autoptr (GString) list = g_string_new (NULL);

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (!is_meant (field))
        continue;
      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append_printf (list, "%s%s%s", before, field->column, after);
      if (is_assignment)
        g_string_append_printf (list, " = :%s", field->column);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Columns that a mask has, and NULL in place of the others, which SQLite need not look for then. */
static char *
make_wanted (void)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint number = 0;

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (has_column (field))
        g_string_append_printf (list,
                                "%sCASE WHEN :wanted & %" G_GUINT64_FORMAT
                                " THEN i.\"%s\" END AS \"%s\"",
                                list->len > 0 ? ", " : "",
                                G_GUINT64_CONSTANT (1) << number,
                                field->column,
                                field->column);
      number++;
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gpointer
make_lists (gpointer user_data)
{
  const LineupSchemaList lists[] = {
    { "item-columns", make_list (has_column, "\"", "\"", FALSE) },
    { "item-parameters", make_list (has_column, ":", "", FALSE) },
    { "item-assignments", make_list (has_column, "\"", "\"", TRUE) },
    { "item-selection", make_list (has_column, "i.\"", "\"", FALSE) },
    { "item-wanted", make_wanted () },
    { "details-columns", make_list (is_detail, "\"", "\"", FALSE) },
    { "details-parameters", make_list (is_detail, ":", "", FALSE) },
    { "details-selection", make_list (is_detail, "d.\"", "\"", FALSE) },
    { NULL, NULL },
  };

  return g_memdup2 (lists, sizeof lists);
}

const LineupSchemaList *
lineup_item_columns_get_lists (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_lists, NULL);
}

void
lineup_item_columns_bind (const LineupItemField *field,
                          LineupStatement *statement,
                          const LineupItem *item)
{
  if (lineup_item_field_is_text (field))
    lineup_statement_bind_text (statement, field->column, lineup_item_field_get_text (field, item));
  else if (field->type == LINEUP_FIELD_TYPE_RATING && lineup_item_field_is_known (field, item))
    lineup_statement_bind_double (
        statement, field->column, G_STRUCT_MEMBER (double, item, field->offset));
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    lineup_statement_bind_null (statement, field->column);
  else
    lineup_statement_bind_int_or_null (statement,
                                       field->column,
                                       lineup_item_field_get_number (field, item),
                                       lineup_item_field_get_unknown (field));
}

void
lineup_item_columns_read (const LineupItemField *field, const LineupRows *rows, LineupItem *item)
{
  if (lineup_item_field_is_text (field))
    G_STRUCT_MEMBER (const char *, item, field->offset) = lineup_rows_get_text (rows,
                                                                                field->column);
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    G_STRUCT_MEMBER (double, item, field->offset) = lineup_rows_get_double (rows, field->column);
  else
    lineup_item_field_set_number (
        field,
        item,
        lineup_rows_get_int_or (rows, field->column, lineup_item_field_get_unknown (field)));
}

guint64
lineup_item_columns_get_mask (const char *const *names)
{
  guint64 mask = 0;
  guint number = 0;

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (g_strv_contains (names, field->name))
        mask |= G_GUINT64_CONSTANT (1) << number;
      number++;
    }
  return mask;
}
