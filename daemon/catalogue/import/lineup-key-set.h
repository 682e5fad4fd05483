/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupKeySet:
 *
 * A set of 64-bit keys, each with a state. Made for a million fingerprints that are asked for in
 * the order in which they were added: that takes no search, and 8 bytes for each. The first key
 * that comes otherwise has tables made, in which any key is found, and which take 6 bytes more.
 *
 * Keys have to be well spread over their 64 bits, as hashes are, and are never 0.
 */
typedef struct _LineupKeySet LineupKeySet;

/**
 * LineupKeyState:
 * @LINEUP_KEY_UNKNOWN: not in the set
 * @LINEUP_KEY_KNOWN: was there before the import
 * @LINEUP_KEY_SEEN: has arrived
 * @LINEUP_KEY_WRITTEN: has arrived, and its item counts as added or changed
 */
typedef enum
{
  LINEUP_KEY_UNKNOWN,
  LINEUP_KEY_KNOWN,
  LINEUP_KEY_SEEN,
  LINEUP_KEY_WRITTEN,
} LineupKeyState;

/**
 * lineup_key_set_new:
 * @n_expected: room for so many keys is made at once; more are taken too
 *
 * Returns: (transfer full): an empty set
 */
LineupKeySet *lineup_key_set_new (gsize n_expected);

/**
 * lineup_key_set_free:
 * @self: (transfer full): a set
 */
void lineup_key_set_free (LineupKeySet *self);

/**
 * lineup_key_set_append:
 * @self: a set
 * @key: a key, not 0, that is not in the set
 * @state: its state, which is not %LINEUP_KEY_UNKNOWN
 *
 * Adds a key without looking for it.
 */
void lineup_key_set_append (LineupKeySet *self, guint64 key, LineupKeyState state);

/**
 * lineup_key_set_put:
 * @self: a set
 * @key: a key, not 0
 * @state: its state from now on
 *
 * Adds a key, or changes its state.
 */
void lineup_key_set_put (LineupKeySet *self, guint64 key, LineupKeyState state);

/**
 * lineup_key_set_remove:
 * @self: a set
 * @key: a key, not 0
 *
 * Removes a key if it is there.
 */
void lineup_key_set_remove (LineupKeySet *self, guint64 key);

/**
 * lineup_key_set_look_up:
 * @self: a set
 * @key: a key, not 0
 *
 * Returns: its state
 */
LineupKeyState lineup_key_set_look_up (LineupKeySet *self, guint64 key);

/**
 * lineup_key_set_get_memory:
 *
 * Returns: bytes that the keys and states take
 */
gsize lineup_key_set_get_memory (const LineupKeySet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupKeySet, lineup_key_set_free)

G_END_DECLS
