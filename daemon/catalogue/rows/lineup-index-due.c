/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-due.h"

#include "lineup-catalogue-meta.h"

static char *
get_name (LineupKind kind)
{
  return g_strconcat (LINEUP_META_INDEX, lineup_kind_to_string (kind), NULL);
}

gboolean
lineup_index_due_is_odd (guint64 number)
{
  return number % 2 == 1;
}

gboolean
lineup_index_due_get (LineupDatabase *database, LineupKind kind, guint64 *number, GError **error)
{
  g_autofree char *name = get_name (kind);

  return lineup_meta_get (database, name, number, error);
}

/* Goes to the next number of those that are @odd. */
static gboolean
go_on (LineupDatabase *database, LineupKind kind, gboolean odd, GError **error)
{
  g_autofree char *name = get_name (kind);
  guint64 number = 0;

  if (!lineup_index_due_get (database, kind, &number, error))
    return FALSE;
  number += lineup_index_due_is_odd (number) == odd ? 2 : 1;
  return lineup_meta_set (database, name, number, error);
}

gboolean
lineup_index_due_set (LineupDatabase *database, LineupKind kind, GError **error)
{
  return go_on (database, kind, TRUE, error);
}

gboolean
lineup_index_due_end (LineupDatabase *database, LineupKind kind, GError **error)
{
  return go_on (database, kind, FALSE, error);
}
