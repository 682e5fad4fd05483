/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source-list.h"
#include "lineup-step-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_FETCH (lineup_fetch_get_type ())
G_DECLARE_INTERFACE (LineupFetch, lineup_fetch, LINEUP, FETCH, GObject)

/**
 * LineupFetchInterface:
 *
 * What a step does: opens a list, or a guide, and hands it to where it is kept as it arrives. A
 * step has it do so again where that may help. For the main thread.
 */
struct _LineupFetchInterface
{
  GTypeInterface parent_iface;

  void (*attempt_async) (LineupFetch *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  gboolean (*attempt_finish) (LineupFetch *self,
                              GAsyncResult *result,
                              LineupStepReport *report,
                              GError **error);
  LineupListFigures (*get_figures) (LineupFetch *self);
};

/**
 * lineup_fetch_attempt_async:
 * @self: a fetch that makes no attempt now
 * @cancellable: ends it in every phase; what is kept is then as before
 * @callback: called when all is kept, or the attempt has failed
 * @user_data: for @callback
 */
void lineup_fetch_attempt_async (LineupFetch *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_fetch_attempt_finish:
 * @self: a fetch
 * @result: what the callback got
 * @report: gets what the attempt did, and how it ended if all arrived
 * @error: what it failed with, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all arrived
 */
gboolean lineup_fetch_attempt_finish (LineupFetch *self,
                                      GAsyncResult *result,
                                      LineupStepReport *report,
                                      GError **error);

/**
 * lineup_fetch_get_figures:
 *
 * Returns: how far the running or last attempt has come
 */
LineupListFigures lineup_fetch_get_figures (LineupFetch *self);

G_END_DECLS
