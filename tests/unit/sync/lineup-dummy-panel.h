/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-source-provider.h"
#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_PANEL (lineup_dummy_panel_get_type ())
G_DECLARE_FINAL_TYPE (LineupDummyPanel, lineup_dummy_panel, LINEUP, DUMMY_PANEL, GObject)

/* What it can be asked: a #LineupList, or one of these. */
#define LINEUP_DUMMY_ACCOUNT      LINEUP_N_LISTS
#define LINEUP_DUMMY_PANEL_ITSELF (LINEUP_N_LISTS + 1)
#define LINEUP_DUMMY_DETAILS      (LINEUP_N_LISTS + 2)
#define LINEUP_N_DUMMY_REQUESTS   (LINEUP_N_LISTS + 3)

/**
 * LineupDummyPanel:
 *
 * A panel without a network, and the provider of itself. Answers what it was told to answer, first
 * what was queued for a request, then ever after its text, and remembers what it was asked.
 */

/**
 * LineupDummyDetailsFunc:
 *
 * Makes details of an answer's body.
 */
typedef LineupDetails *(*LineupDummyDetailsFunc) (LineupKind kind, GBytes *body, GError **error);

/**
 * lineup_dummy_panel_new:
 * @host: what it calls its host
 * @clock: tells when it was asked
 *
 * Returns: (transfer full): a panel with an account that works and empty lists
 */
LineupDummyPanel *lineup_dummy_panel_new (const char *host, LineupClock *clock);

/**
 * lineup_dummy_panel_set_front:
 * @self: a panel
 * @front: (nullable): what it provides from now on instead of itself; not referenced
 */
void lineup_dummy_panel_set_front (LineupDummyPanel *self, LineupSource *front);

/**
 * lineup_dummy_panel_set_capabilities:
 * @self: a panel, which can do everything
 * @capabilities: what it can do from now on
 */
void
lineup_dummy_panel_set_capabilities (LineupDummyPanel *self, LineupSourceCapabilities capabilities);

/**
 * lineup_dummy_panel_set_text:
 * @self: a panel
 * @request: a list, %LINEUP_DUMMY_ACCOUNT or %LINEUP_DUMMY_DETAILS
 * @text: the answer's body
 */
void lineup_dummy_panel_set_text (LineupDummyPanel *self, guint request, const char *text);

/**
 * lineup_dummy_panel_queue_text:
 *
 * Answers the next request of this sort with @text.
 */
void lineup_dummy_panel_queue_text (LineupDummyPanel *self, guint request, const char *text);

/**
 * lineup_dummy_panel_queue_error:
 * @self: a panel
 * @request: any request
 * @times: how often
 * @error: (transfer full): the answer
 */
void
lineup_dummy_panel_queue_error (LineupDummyPanel *self, guint request, guint times, GError *error);

/**
 * lineup_dummy_panel_queue_hold:
 *
 * Leaves the next request of this sort without an answer until it is cancelled.
 */
void lineup_dummy_panel_queue_hold (LineupDummyPanel *self, guint request);

/**
 * lineup_dummy_panel_queue_hold_body:
 * @self: a panel
 * @request: a list
 * @text: the beginning of the answer, after which nothing comes by itself
 */
void lineup_dummy_panel_queue_hold_body (LineupDummyPanel *self, guint request, const char *text);

/**
 * lineup_dummy_panel_set_details_func:
 * @self: a panel that is asked for details
 * @decode: makes them of its text
 */
void lineup_dummy_panel_set_details_func (LineupDummyPanel *self, LineupDummyDetailsFunc decode);

/**
 * lineup_dummy_panel_send:
 * @self: a panel that holds a body back
 * @text: some more of it
 */
void lineup_dummy_panel_send (LineupDummyPanel *self, const char *text);

/* Whether a list is there as a whole that somebody has not done with. */
gboolean lineup_dummy_panel_is_read (LineupDummyPanel *self);

/* How many elements have been read from the last list. */
guint64 lineup_dummy_panel_get_items (LineupDummyPanel *self);

/**
 * lineup_dummy_panel_release_body:
 * @self: a panel that holds a body back
 * @rest: the rest of it
 */
void lineup_dummy_panel_release_body (LineupDummyPanel *self, const char *rest);

/**
 * lineup_dummy_panel_get_requests:
 *
 * Returns: (transfer none): what it was asked, such as `panel account channel-categories`
 */
const char *lineup_dummy_panel_get_requests (LineupDummyPanel *self);

/**
 * lineup_dummy_panel_get_times:
 *
 * Returns: (transfer none) (element-type gint64): when it was asked each, in monotonic time
 */
GArray *lineup_dummy_panel_get_times (LineupDummyPanel *self);

/**
 * lineup_dummy_panel_forget:
 *
 * Forgets what it was asked.
 */
void lineup_dummy_panel_forget (LineupDummyPanel *self);

G_END_DECLS
