/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupElement:
 * @data: the element's bytes, as they arrived
 * @length: number of bytes
 * @fingerprint: 64-bit hash of the bytes that matter for what is stored; never 0
 *
 * One element of a list that is not decoded yet. Valid until the source is asked for the next one.
 *
 * Equal fingerprints mean equal items, so an element that is known needs no decoding. The running
 * number that panels put before each movie and series takes no part in theirs.
 */
typedef struct
{
  const char *data; /* (unowned) */
  gsize length;
  guint64 fingerprint;
} LineupElement;

#define LINEUP_TYPE_ITEM_SOURCE (lineup_item_source_get_type ())
G_DECLARE_INTERFACE (LineupItemSource, lineup_item_source, LINEUP, ITEM_SOURCE, GObject)

/**
 * LineupItemSourceInterface:
 * @next: see lineup_item_source_next()
 * @decode_item: see lineup_item_source_decode_item()
 * @decode_category: see lineup_item_source_decode_category()
 * @get_rejected: see lineup_item_source_get_rejected()
 *
 * Where the elements of one list come from: the catalogue pulls them, and knows neither how they
 * travelled nor how they were written.
 *
 * All functions belong to the thread that pulls; next() may block there.
 */
struct _LineupItemSourceInterface
{
  GTypeInterface parent_iface;

  gboolean (*next) (LineupItemSource *self,
                    LineupElement *element,
                    GCancellable *cancellable,
                    GError **error);
  gboolean (*decode_item) (LineupItemSource *self, const LineupElement *element, LineupItem *item);
  gboolean (*decode_category) (LineupItemSource *self,
                               const LineupElement *element,
                               LineupCategory *category);
  guint64 (*get_rejected) (LineupItemSource *self);
};

/**
 * lineup_item_source_next:
 * @self: a source
 * @element: (out caller-allocates): the next element
 * @cancellable: (nullable): ends the waiting
 * @error: why the list did not arrive whole
 *
 * Waits for the next element. Only a list that arrived whole ends without an error.
 *
 * Returns: %TRUE with an element; %FALSE without an error at the end of a whole list; else %FALSE
 *   with an error
 */
gboolean lineup_item_source_next (LineupItemSource *self,
                                  LineupElement *element,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * lineup_item_source_decode_item:
 * @self: a source of items
 * @element: an element that this source gave, or a copy of one
 * @item: (out caller-allocates): the item; its strings stay until the next call of a decode
 * function
 *
 * Returns: %FALSE if the element is no item; it then counts as rejected
 */
gboolean lineup_item_source_decode_item (LineupItemSource *self,
                                         const LineupElement *element,
                                         LineupItem *item);

/**
 * lineup_item_source_decode_category:
 * @self: a source of categories
 * @element: an element that this source gave, or a copy of one
 * @category: (out caller-allocates): the category; its strings stay until the next call of a decode
 *   function
 *
 * Returns: %FALSE if the element is no category; it then counts as rejected
 */
gboolean lineup_item_source_decode_category (LineupItemSource *self,
                                             const LineupElement *element,
                                             LineupCategory *category);

/**
 * lineup_item_source_get_rejected:
 *
 * Returns: how many elements were no items, or too long, so far
 */
guint64 lineup_item_source_get_rejected (LineupItemSource *self);

G_END_DECLS
