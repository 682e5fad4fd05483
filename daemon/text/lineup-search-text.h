/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupSearchText:
 * @name: key of a name that is exactly this
 * @whole: expression of FTS5 for all words
 * @prefix: the same, but the last is the beginning of a word
 * @others: expression for all but the last, to be followed by one for the last; empty if there are
 *   none
 * @last: the last word
 *
 * What somebody typed, as the indices are asked for it. Words are split and folded as those of
 * items are, and quoted: nothing that is typed is syntax.
 */
typedef struct
{
  char *name;   /* (owned) */
  char *whole;  /* (owned) */
  char *prefix; /* (owned) */
  char *others; /* (owned) */
  char *last;   /* (owned) */
} LineupSearchText;

/**
 * lineup_search_text_new:
 * @text: what was typed, in UTF-8; words beyond the first 64 are ignored
 *
 * Returns: (transfer full) (nullable): what it means, %NULL if there is no word in it
 */
LineupSearchText *lineup_search_text_new (const char *text);

/**
 * lineup_search_text_free:
 * @self: (transfer full): a text
 */
void lineup_search_text_free (LineupSearchText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSearchText, lineup_search_text_free)

G_END_DECLS
