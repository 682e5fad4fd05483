/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-body.h"

G_BEGIN_DECLS

/* Microseconds: what is learnt is only for the words of an error. */
#define LINEUP_PAGE_PROBE_LIMIT (2 * G_USEC_PER_SEC)

/**
 * lineup_page_probe_async:
 * @body: the body of a refusal, which is closed
 * @clock: measures %LINEUP_PAGE_PROBE_LIMIT
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when its beginning is there, or does not come
 * @user_data: for @callback
 *
 * Finds out whether a body is a web page: who sends one to a program is seldom the panel itself.
 */
void lineup_page_probe_async (LineupBody *body,
                              LineupClock *clock,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * lineup_page_probe_finish:
 *
 * Returns: whether it is one, as far as its beginning tells
 */
gboolean lineup_page_probe_finish (GAsyncResult *result);

G_END_DECLS
