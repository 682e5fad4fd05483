/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupQuirk:
 * @name: what the wire format document calls it
 * @action: of the request, `account` for the one without
 * @answer: the whole answer, which may hold NULs
 * @length: number of bytes
 * @outcome: what is understood of it, one thing a line, in the words of lineup_item_to_text() and
 *   its siblings; of a list that is none, the items before it turned out so
 * @rejected: elements of a list that cost only themselves
 * @error: (nullable): name of the error, `, transient` behind it if another attempt may help
 *
 * One answer of a panel that is out of the ordinary, and what it means.
 */
typedef struct
{
  const char *name;
  const char *action;
  const char *answer;
  gsize length;
  const char *outcome;
  guint rejected;
  const char *error;
} LineupQuirk;

/**
 * lineup_quirks_get:
 * @n_quirks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_quirks): all quirks that are in the bytes of one answer
 */
const LineupQuirk *lineup_quirks_get (gsize *n_quirks);

/**
 * lineup_quirk_get_list:
 * @self: a quirk
 * @list: (out): which list was asked for
 *
 * Returns: whether it was a list
 */
gboolean lineup_quirk_get_list (const LineupQuirk *self, LineupList *list);

G_END_DECLS
