/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-change.h"

static const char *const types[] = { "added", "changed", "removed" };

G_STATIC_ASSERT (G_N_ELEMENTS (types) == LINEUP_N_CHANGE_TYPES);

const char *
lineup_change_type_to_string (LineupChangeType type)
{
  g_return_val_if_fail ((guint)type < LINEUP_N_CHANGE_TYPES, NULL);

  return types[type];
}
