/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_near_word_is:
 * @word: (array length=n_word): what was typed, folded UTF-8
 * @n_word: its bytes
 * @other: (array length=n_other): a word that there is, folded UTF-8
 * @n_other: its bytes
 * @is_beginning: whether the other may go on after what was typed
 *
 * Tells whether what was typed is a word but for one letter, which is another one, missing, too
 * much, or has changed places with the next one. A letter is a character. Any thread.
 *
 * Returns: whether it is, also if there is no difference
 */
gboolean lineup_near_word_is (
    const char *word, gsize n_word, const char *other, gsize n_other, gboolean is_beginning);

G_END_DECLS
