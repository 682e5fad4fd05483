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
 * Equal fingerprints mean equal items to sources of one version, so an element that is known needs
 * no decoding. The running number that panels put before each movie and series takes no part in
 * theirs.
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
 * LineupItemSourceState:
 * @LINEUP_ITEM_SOURCE_ELEMENT: there is an element
 * @LINEUP_ITEM_SOURCE_WAIT: the next element, or the end, has not come yet
 * @LINEUP_ITEM_SOURCE_END: the list has arrived whole
 * @LINEUP_ITEM_SOURCE_ERROR: the list does not arrive whole
 *
 * What a source has for whoever pulls.
 */
typedef enum
{
  LINEUP_ITEM_SOURCE_ELEMENT,
  LINEUP_ITEM_SOURCE_WAIT,
  LINEUP_ITEM_SOURCE_END,
  LINEUP_ITEM_SOURCE_ERROR,
} LineupItemSourceState;

/**
 * LineupReadyFunc:
 * @user_data: (transfer full): what it was given with
 *
 * Called once, on any thread, when there is something to be had, or when there never will be as the
 * one who was to bring it is gone; at once where there is something already. It must not ask for it
 * there and then.
 */
typedef void (*LineupReadyFunc) (gpointer user_data);

/**
 * LineupItemSourceInterface:
 * @next: see lineup_item_source_next()
 * @wait: see lineup_item_source_wait()
 * @decode_item: see lineup_item_source_decode_item()
 * @decode_category: see lineup_item_source_decode_category()
 * @get_rejected: see lineup_item_source_get_rejected()
 * @get_version: (nullable): see lineup_item_source_get_version()
 *
 * Where the elements of one list come from: the catalogue pulls them, and knows neither how they
 * travelled nor how they were written.
 *
 * All functions belong to whoever pulls, on one thread at a time. None of them blocks.
 */
struct _LineupItemSourceInterface
{
  GTypeInterface parent_iface;

  LineupItemSourceState (*next) (LineupItemSource *self, LineupElement *element, GError **error);
  void (*wait) (LineupItemSource *self, LineupReadyFunc ready, gpointer user_data);
  gboolean (*decode_item) (LineupItemSource *self, const LineupElement *element, LineupItem *item);
  gboolean (*decode_category) (LineupItemSource *self,
                               const LineupElement *element,
                               LineupCategory *category);
  guint64 (*get_rejected) (LineupItemSource *self);
  guint64 (*get_version) (LineupItemSource *self);
};

/**
 * lineup_item_source_next:
 * @self: a source
 * @element: (out caller-allocates): the next element, if there is one
 * @error: why the list did not arrive whole
 *
 * Only a list that arrived whole ends without an error.
 *
 * Returns: what there is
 */
LineupItemSourceState
lineup_item_source_next (LineupItemSource *self, LineupElement *element, GError **error);

/**
 * lineup_item_source_wait:
 * @self: a source that had nothing yet
 * @ready: called once
 * @user_data: (transfer full): for @ready
 *
 * Tells when to ask again.
 */
void lineup_item_source_wait (LineupItemSource *self, LineupReadyFunc ready, gpointer user_data);

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

/**
 * lineup_item_source_get_version:
 *
 * A source that makes something else of the same elements than an earlier one has another version:
 * what the earlier one has read has to be read again.
 *
 * Returns: a number, 0 if there has only ever been one
 */
guint64 lineup_item_source_get_version (LineupItemSource *self);

G_END_DECLS
