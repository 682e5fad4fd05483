/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-row-set.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * LINEUP_POSTING_MAX_KEY:
 *
 * Bytes: of a term with its area.
 */
#define LINEUP_POSTING_MAX_KEY 80

/**
 * LineupPosting:
 * @key: (array length=n_key) (unowned): a term, after the byte of its area
 * @n_key: bytes of it, at most %LINEUP_POSTING_MAX_KEY
 * @window: number of the window that its rows are in
 * @rows: (array length=n_rows) (unowned): packed, see lineup_posting_pack()
 * @n_rows: bytes of @rows
 *
 * What an index keeps: in which rows of one window a term is. In an index postings are in the order
 * of their keys, compared as bytes, and of one key in that of windows.
 */
typedef struct
{
  const guint8 *key;
  gsize n_key;
  guint window;
  const guint8 *rows;
  gsize n_rows;
} LineupPosting;

/**
 * lineup_posting_compare:
 * @self: a posting
 * @other: another one
 *
 * Returns: below, equal to or above 0, as the first comes before, with or after the other
 */
int lineup_posting_compare (const LineupPosting *self, const LineupPosting *other);

/**
 * lineup_posting_pack:
 * @rows: (array length=n_rows): rows within their window, from the lowest to the highest, none
 *   twice
 * @n_rows: how many there are, at least one
 * @bytes: takes what is added at its end
 *
 * Packs rows: as bits if there are many, else each as its distance from the one before.
 */
void lineup_posting_pack (const guint16 *rows, gsize n_rows, GByteArray *bytes);

/**
 * lineup_posting_pack_bits:
 * @bits: (array fixed-size=LINEUP_ROW_SET_WINDOW_WORDS): a window, with a row at least
 * @bytes: takes what is added at its end
 *
 * The same, of rows that are bits.
 */
void lineup_posting_pack_bits (const guint64 *bits, GByteArray *bytes);

/**
 * lineup_posting_unpack:
 * @self: a posting
 * @bits: (array fixed-size=LINEUP_ROW_SET_WINDOW_WORDS): takes its rows, beside those that are
 * there
 *
 * Returns: whether it is one, which of a damaged file it may not be
 */
gboolean lineup_posting_unpack (const LineupPosting *self, guint64 *bits);

G_END_DECLS
