/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-column.h"

G_BEGIN_DECLS

/**
 * LineupIndexRow:
 * @row: its number
 * @id: what ties are broken by, the lower first
 * @merit: the higher the better, see lineup_index_make_merit()
 * @name: (nullable): where what is searched is looked for first
 * @texts: (array length=n_texts): what else it is found by, each of which may be %NULL
 * @n_texts: how many these are
 * @tags: (array length=n_tags): what it is picked by, each of up to %LINEUP_WORD_MAX_BYTES
 * @n_tags: how many these are
 * @extra: (array fixed-size=LINEUP_INDEX_EXTRA_BYTES): what whoever searches wants to know of it
 * @is_new: whether no segment has it yet
 *
 * A row, as an index is told of it.
 */
typedef struct
{
  guint32 row;
  gint64 id;
  guint16 merit;
  const char *name;
  const char *const *texts;
  guint n_texts;
  const char *const *tags;
  guint n_tags;
  guint8 extra[LINEUP_INDEX_EXTRA_BYTES];
  gboolean is_new;
} LineupIndexRow;

G_END_DECLS
