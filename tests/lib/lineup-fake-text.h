/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-random.h"

G_BEGIN_DECLS

/**
 * LineupFakeText:
 *
 * Texts in which words follow one another as they do in real ones, so that as many different words
 * come as often: what an index of words costs depends on that. Any thread may ask for some once all
 * are learnt.
 */
typedef struct _LineupFakeText LineupFakeText;

/**
 * lineup_fake_text_new:
 *
 * Returns: (transfer full): a text that has learnt nothing yet
 */
LineupFakeText *lineup_fake_text_new (void);

/**
 * lineup_fake_text_free:
 * @self: (transfer full): a text
 */
void lineup_fake_text_free (LineupFakeText *self);

/**
 * lineup_fake_text_learn:
 * @self: a text
 * @real: what to learn from; if it is empty, nothing happens
 */
void lineup_fake_text_learn (LineupFakeText *self, const char *real);

/**
 * lineup_fake_text_add:
 * @self: a text
 * @random: decides
 * @length: bytes
 * @text: becomes at least so long, unless nothing was learnt
 */
void lineup_fake_text_add (LineupFakeText *self, LineupRandom *random, gsize length, GString *text);

/**
 * lineup_fake_text_add_new_word:
 * @self: a text
 * @number: which one; there are some 100,000, and they come again then
 * @text: a word is added, of the beginning of one that was learnt and of the end of another, unless
 *   no such was learnt
 */
void lineup_fake_text_add_new_word (LineupFakeText *self, guint64 number, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFakeText, lineup_fake_text_free)

G_END_DECLS
