/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-keys.h"

G_BEGIN_DECLS

/* Number that no id is above: JavaScript knows whole numbers up to here. */
#define LINEUP_ENTRY_MAX_ID ((G_GINT64_CONSTANT (1) << 53) - 1)

/**
 * LineupKeyedEntries:
 * @keys: (array length=n): of the entries of a list, in its order
 * @n: how many they are
 * @common: what all of them have in common, see lineup_entry_key_maker_get_common()
 * @is_mapped: whether @keys is mapped from a file, which gives its memory back on the way
 *
 * What the entries of a list are known by.
 */
typedef struct
{
  const LineupEntryKeys *keys; /* (unowned) */
  gsize n;
  guint64 common;
  gboolean is_mapped;
} LineupKeyedEntries;

/**
 * lineup_entry_ids_assign:
 * @known: what the list was
 * @known_ids: (array): ids of @known, each once
 * @entries: what the list is now
 * @ids: (out caller-allocates) (array): takes the ids of @entries
 *
 * Gives ids to the entries of a list. An entry that is known again by one of its keys keeps its id,
 * wherever it stands now; what several have in common tells none of them from another, unless
 * nothing else does: then their order counts. An entry that is new gets an id that follows from its
 * best key, so that the same list, read by somebody else or after all was lost, gets the same ids.
 * No entry is dropped: equal ones are numbered.
 */
void lineup_entry_ids_assign (const LineupKeyedEntries *known,
                              const gint64 *known_ids,
                              const LineupKeyedEntries *entries,
                              gint64 *ids);

G_END_DECLS
