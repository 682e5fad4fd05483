/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupRandom:
 *
 * Numbers that look random and are the same everywhere for the same seed. Seeding costs nothing, so
 * that each item of a catalogue can have a sequence of its own.
 */
typedef struct
{
  guint64 state;
} LineupRandom;

/**
 * lineup_random_init:
 * @self: numbers
 * @seed: of all
 * @purpose: what they are for
 * @index: which one of those
 */
void lineup_random_init (LineupRandom *self, guint64 seed, guint64 purpose, guint64 index);

/**
 * lineup_random_next:
 *
 * Returns: any number
 */
guint64 lineup_random_next (LineupRandom *self);

/**
 * lineup_random_below:
 *
 * Returns: a number below @limit
 */
guint lineup_random_below (LineupRandom *self, guint limit);

/**
 * lineup_random_pick:
 * @self: numbers
 * @words: (array zero-terminated=1): words
 *
 * Returns: one of them
 */
const char *lineup_random_pick (LineupRandom *self, const char *const *words);

G_END_DECLS
