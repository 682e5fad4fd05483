/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call-reading.h"
#include "lineup-clock.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/* Items of channels that tell what is on now: the catalogue has the ones, the guide the other. */

/**
 * lineup_now_call_attach:
 * @interface: a `Catalog` interface
 * @guide: tells what is on
 * @clock: tells what is on now
 *
 * Has the interface's calls know what is on.
 */
void lineup_now_call_attach (LineupDBusCatalog *interface, LineupGuide *guide, LineupClock *clock);

/**
 * lineup_now_call_is_wanted:
 * @kind: of items
 * @fields: (nullable) (array zero-terminated=1): keys that are wanted of them
 *
 * Returns: whether that is what is on now
 */
gboolean lineup_now_call_is_wanted (LineupKind kind, const char *const *fields);

/**
 * lineup_now_call_run:
 * @call: (transfer full): a call whose turn it is
 * @interface: what it was called on
 * @catalogue: what is read
 * @func: reads it, and returns a tuple whose first member is the items, an `aa{sv}`, with a full
 *   reference
 * @user_data: for @func
 * @free_func: frees @user_data
 *
 * Does as lineup_call_reading_run(), and adds what is on to each of the items.
 */
void lineup_now_call_run (LineupCall *call,
                          LineupDBusCatalog *interface,
                          LineupCatalogue *catalogue,
                          LineupReadFunc func,
                          gpointer user_data,
                          GDestroyNotify free_func);

G_END_DECLS
