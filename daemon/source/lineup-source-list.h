/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-source.h"

G_BEGIN_DECLS

/**
 * LineupListFigures:
 * @http_status: status of the answer, 0 where no HTTP was spoken
 * @length: what the answer says of its length in bytes, -1 if nothing
 * @bytes: how many have arrived so far, as they travelled
 * @items: elements that were handed out so far
 *
 * How far a list has come.
 */
typedef struct
{
  guint http_status;
  gint64 length;
  guint64 bytes;
  guint64 items;
} LineupListFigures;

#define LINEUP_TYPE_SOURCE_LIST (lineup_source_list_get_type ())
G_DECLARE_INTERFACE (LineupSourceList, lineup_source_list, LINEUP, SOURCE_LIST, LineupItemSource)

/**
 * LineupSourceListInterface:
 * @close: see lineup_source_list_close()
 * @get_figures: see lineup_source_list_get_figures()
 *
 * A list that a source has opened: a #LineupItemSource for a worker, which tells the main thread
 * meanwhile how far it has come.
 */
struct _LineupSourceListInterface
{
  GTypeInterface parent_iface;

  void (*close) (LineupSourceList *self);
  LineupListFigures (*get_figures) (LineupSourceList *self);
};

/**
 * lineup_source_list_close:
 *
 * Lets go of where the list comes from, at its end or before; so does the end of the last
 * reference. To be called when the worker is through, or to make it end. Any thread.
 */
void lineup_source_list_close (LineupSourceList *self);

/**
 * lineup_source_list_get_figures:
 *
 * Returns: how far it has come; main thread
 */
LineupListFigures lineup_source_list_get_figures (LineupSourceList *self);

G_END_DECLS
