/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-keys.h"

G_BEGIN_DECLS

/* Number that no id is above: JavaScript knows whole numbers up to here. */
#define LINEUP_ENTRY_MAX_ID ((G_GINT64_CONSTANT (1) << 53) - 1)

/**
 * LineupKnownEntries:
 * @keys: (array length=n): of the entries that a list had, in its order
 * @ids: (array length=n): their ids, each once
 * @n: how many they are
 *
 * What ids were given to.
 */
typedef struct
{
  const LineupEntryKeys *keys; /* (unowned) */
  const gint64 *ids;           /* (unowned) */
  gsize n;
} LineupKnownEntries;

/**
 * lineup_entry_ids_assign:
 * @known: what the list was
 * @keys: (array length=n): of the entries that it has now, in its order
 * @n: how many they are
 * @ids: (out caller-allocates) (array length=n): their ids
 *
 * Gives ids to the entries of a list. An entry that is known again by one of its keys keeps its id,
 * wherever it stands now; what several have in common tells none of them from another, unless
 * nothing else does: then their order counts. An entry that is new gets an id that follows from its
 * best key, so that the same list, read by somebody else or after all was lost, gets the same ids.
 * No entry is dropped: equal ones are numbered.
 */
void lineup_entry_ids_assign (const LineupKnownEntries *known,
                              const LineupEntryKeys *keys,
                              gsize n,
                              gint64 *ids);

G_END_DECLS
