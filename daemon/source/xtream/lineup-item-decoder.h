/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item.h"

G_BEGIN_DECLS

/**
 * LINEUP_ITEM_DECODER_VERSION:
 *
 * Version, which rises whenever something else is made of any element: what is stored is then
 * decoded again.
 */
#define LINEUP_ITEM_DECODER_VERSION 3

/**
 * LineupItemDecoder:
 *
 * Decodes the elements of one list into items or categories, field by field and forgivingly: a
 * field of the wrong type is read as what it means or counts as unknown, and text is made valid
 * UTF-8. Fields and their quirks: xtream-wire-format, sections 1 and 2.
 *
 * For one thread at a time.
 */
typedef struct _LineupItemDecoder LineupItemDecoder;

/**
 * lineup_item_decoder_new:
 * @list: the list whose elements will come
 *
 * Returns: (transfer full): a decoder
 */
LineupItemDecoder *lineup_item_decoder_new (LineupList list);

/**
 * lineup_item_decoder_free:
 * @self: (transfer full): a decoder
 */
void lineup_item_decoder_free (LineupItemDecoder *self);

/**
 * lineup_item_decoder_decode_item:
 * @self: a decoder for a list of items
 * @element: bytes of one JSON object
 * @length: number of bytes
 * @item: (out caller-allocates): the item; its strings belong to @self and stay until the next call
 *
 * Returns: %FALSE if the element is no item: not an object, or without a usable id
 */
gboolean lineup_item_decoder_decode_item (LineupItemDecoder *self,
                                          const char *element,
                                          gsize length,
                                          LineupItem *item);

/**
 * lineup_item_decoder_decode_category:
 * @self: a decoder for a list of categories
 * @element: bytes of one JSON object
 * @length: number of bytes
 * @category: (out caller-allocates): the category; its strings belong to @self and stay until the
 *   next call
 *
 * Returns: %FALSE if the element is no category: not an object, or without an id
 */
gboolean lineup_item_decoder_decode_category (LineupItemDecoder *self,
                                              const char *element,
                                              gsize length,
                                              LineupCategory *category);

/**
 * lineup_item_decoder_fingerprint:
 * @self: a decoder
 * @element: bytes of one JSON object
 * @length: number of bytes
 *
 * Hashes the bytes of an element. A leading running number (`num`) of a movie or series takes no
 * part: it counts the answer's rows, and all of them shift when one film is added.
 *
 * Returns: a hash, never 0; equal fingerprints mean equal items to decoders of one
 *   %LINEUP_ITEM_DECODER_VERSION
 */
guint64
lineup_item_decoder_fingerprint (LineupItemDecoder *self, const char *element, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupItemDecoder, lineup_item_decoder_free)

G_END_DECLS
