/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-path.h"
#include "lineup-m3u-decoder.h"

G_BEGIN_DECLS

/**
 * LineupOneEntry:
 * @entry: the first entry of a list
 * @path: of its address
 *
 * An entry, with what it lives on.
 */
typedef struct
{
  LineupM3uEntry entry;
  LineupEntryPath path;
  /*< private >*/
  char *list;                  /* (owned) */
  LineupM3uSplitter *splitter; /* (owned) */
  LineupM3uDecoder *decoder;   /* (owned) */
} LineupOneEntry;

/**
 * lineup_one_entry_new:
 * @list: a playlist, without the end of its last line
 *
 * Returns: (transfer full): its first entry
 */
LineupOneEntry *lineup_one_entry_new (const char *list);

/**
 * lineup_one_entry_free:
 * @self: (transfer full): an entry
 */
void lineup_one_entry_free (LineupOneEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupOneEntry, lineup_one_entry_free)

G_END_DECLS
