/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts by GLib's random numbers for tests, of few words in many scripts, so that searches find
 * some of them. */

/**
 * lineup_random_text_roll:
 * @n: above 0
 *
 * Returns: a number below it
 */
guint lineup_random_text_roll (guint n);

/**
 * lineup_random_text_words:
 * @max_words: of the text; may be 0
 *
 * Returns: (transfer full): so many words at most
 */
char *lineup_random_text_words (guint max_words);

/**
 * lineup_random_text_name:
 *
 * Returns: (transfer full): a few words, with what panels put around a name
 */
char *lineup_random_text_name (void);

/**
 * lineup_random_text_query:
 * @text: (nullable): what is to be found
 *
 * Returns: (transfer full): what somebody types, who may not have typed all of it yet, or not all
 *   as it is written; any words without a text
 */
char *lineup_random_text_query (const char *text);

G_END_DECLS
