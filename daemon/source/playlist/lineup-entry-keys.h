/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-kind.h"

G_BEGIN_DECLS

/**
 * LineupEntryKey:
 * @LINEUP_ENTRY_KEY_STREAM: the number by which a panel knows it, in its address
 * @LINEUP_ENTRY_KEY_PANEL: what the entry says that a panel knows it by
 * @LINEUP_ENTRY_KEY_ADDRESS: its address, without what changes in it
 * @LINEUP_ENTRY_KEY_NAME: its title, its id in a guide and its first group
 *
 * What an entry can be known again by, best first.
 */
typedef enum
{
  LINEUP_ENTRY_KEY_STREAM,
  LINEUP_ENTRY_KEY_PANEL,
  LINEUP_ENTRY_KEY_ADDRESS,
  LINEUP_ENTRY_KEY_NAME,
} LineupEntryKey;

#define LINEUP_N_ENTRY_KEYS (LINEUP_ENTRY_KEY_NAME + 1)

/**
 * LineupEntryKeys:
 * @hashes: by #LineupEntryKey: a hash of it and of what the entry is, 0 if there is none; of the
 *   address, what lineup_entry_keys_get_hash() makes one of
 *
 * What an entry is known again by. The same on every machine and in every version, so that it can
 * be stored.
 */
typedef struct
{
  guint64 hashes[LINEUP_N_ENTRY_KEYS];
} LineupEntryKeys;

/**
 * lineup_entry_keys_get_hash:
 * @self: keys
 * @key: which of them
 * @common: of lineup_entry_key_maker_get_common(), of the whole list
 *
 * Returns: the hash, 0 if there is none
 */
guint64
lineup_entry_keys_get_hash (const LineupEntryKeys *self, LineupEntryKey key, guint64 common);

/**
 * LineupEntryKeyMaker:
 *
 * Makes the keys of the entries of one list. What of their addresses is the same in all of them
 * may be a token, which is another one the next time, and so is in none of their keys.
 *
 * Facts: m3u-wire-format, section 4.
 */
typedef struct _LineupEntryKeyMaker LineupEntryKeyMaker;

/**
 * lineup_entry_key_maker_new:
 *
 * Returns: (transfer full): a maker that knows no entry
 */
LineupEntryKeyMaker *lineup_entry_key_maker_new (void);

/**
 * lineup_entry_key_maker_free:
 * @self: (transfer full): a maker
 */
void lineup_entry_key_maker_free (LineupEntryKeyMaker *self);

/**
 * lineup_entry_key_maker_add:
 * @self: a maker
 * @kind: what the entry is
 * @entry: the next entry of the list
 * @path: of its address
 * @keys: (out): its keys
 */
void lineup_entry_key_maker_add (LineupEntryKeyMaker *self,
                                 LineupEntryKind kind,
                                 const LineupM3uEntry *entry,
                                 const LineupEntryPath *path,
                                 LineupEntryKeys *keys);

/**
 * lineup_entry_key_maker_get_common:
 * @self: a maker that knows all entries
 *
 * Returns: what all addresses have in common, as a part of their keys
 */
guint64 lineup_entry_key_maker_get_common (LineupEntryKeyMaker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupEntryKeyMaker, lineup_entry_key_maker_free)

G_END_DECLS
