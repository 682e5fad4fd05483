/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-source-provider.h"
#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_SOURCE (lineup_dummy_source_get_type ())
G_DECLARE_FINAL_TYPE (LineupDummySource, lineup_dummy_source, LINEUP, DUMMY_SOURCE, GObject)

/* What it can be asked: a #LineupList, or one of these. */
#define LINEUP_DUMMY_ACCOUNT       LINEUP_N_LISTS
#define LINEUP_DUMMY_SOURCE_ITSELF (LINEUP_N_LISTS + 1)
#define LINEUP_DUMMY_DETAILS       (LINEUP_N_LISTS + 2)
#define LINEUP_N_DUMMY_REQUESTS    (LINEUP_N_LISTS + 3)

/**
 * LineupDummySource:
 *
 * A source without a network, and the provider of itself. Answers what it was told to answer, first
 * what was queued for a request, then ever after its text, and remembers what it was asked.
 */

/**
 * LineupDummyDetailsFunc:
 *
 * Makes details of an answer's body.
 */
typedef LineupDetails *(*LineupDummyDetailsFunc) (LineupKind kind, GBytes *body, GError **error);

/**
 * lineup_dummy_source_new:
 * @host: what it calls its host
 * @clock: tells when it was asked
 *
 * Returns: (transfer full): a source with an account that works and empty lists
 */
LineupDummySource *lineup_dummy_source_new (const char *host, LineupClock *clock);

/**
 * lineup_dummy_source_set_front:
 * @self: a source
 * @front: (nullable): what it provides from now on instead of itself; not referenced
 */
void lineup_dummy_source_set_front (LineupDummySource *self, LineupSource *front);

/**
 * lineup_dummy_source_set_capabilities:
 * @self: a source, which can do everything
 * @capabilities: what it can do from now on
 */
void lineup_dummy_source_set_capabilities (LineupDummySource *self,
                                           LineupSourceCapabilities capabilities);

/**
 * lineup_dummy_source_set_text:
 * @self: a source
 * @request: a list, %LINEUP_DUMMY_ACCOUNT or %LINEUP_DUMMY_DETAILS
 * @text: the answer's body
 */
void lineup_dummy_source_set_text (LineupDummySource *self, guint request, const char *text);

/**
 * lineup_dummy_source_queue_text:
 *
 * Answers the next request of this sort with @text.
 */
void lineup_dummy_source_queue_text (LineupDummySource *self, guint request, const char *text);

/**
 * lineup_dummy_source_queue_error:
 * @self: a source
 * @request: any request
 * @times: how often
 * @error: (transfer full): the answer
 */
void lineup_dummy_source_queue_error (LineupDummySource *self,
                                      guint request,
                                      guint times,
                                      GError *error);

/**
 * lineup_dummy_source_queue_hold:
 *
 * Leaves the next request of this sort without an answer until it is cancelled.
 */
void lineup_dummy_source_queue_hold (LineupDummySource *self, guint request);

/**
 * lineup_dummy_source_queue_hold_body:
 * @self: a source
 * @request: a list
 * @text: the beginning of the answer, after which nothing comes by itself
 */
void lineup_dummy_source_queue_hold_body (LineupDummySource *self, guint request, const char *text);

/**
 * lineup_dummy_source_set_details_func:
 * @self: a source that is asked for details
 * @decode: makes them of its text
 */
void lineup_dummy_source_set_details_func (LineupDummySource *self, LineupDummyDetailsFunc decode);

/**
 * lineup_dummy_source_send:
 * @self: a source that holds a body back
 * @text: some more of it
 */
void lineup_dummy_source_send (LineupDummySource *self, const char *text);

/* Whether a list is there as a whole that somebody has not done with. */
gboolean lineup_dummy_source_is_read (LineupDummySource *self);

/* How many elements have been read from the last list. */
guint64 lineup_dummy_source_get_items (LineupDummySource *self);

/**
 * lineup_dummy_source_release_body:
 * @self: a source that holds a body back
 * @rest: the rest of it
 */
void lineup_dummy_source_release_body (LineupDummySource *self, const char *rest);

/**
 * lineup_dummy_source_get_requests:
 *
 * Returns: (transfer none): what it was asked, such as `panel account channel-categories`
 */
const char *lineup_dummy_source_get_requests (LineupDummySource *self);

/**
 * lineup_dummy_source_get_times:
 *
 * Returns: (transfer none) (element-type gint64): when it was asked each, in monotonic time
 */
GArray *lineup_dummy_source_get_times (LineupDummySource *self);

/**
 * lineup_dummy_source_forget:
 *
 * Forgets what it was asked.
 */
void lineup_dummy_source_forget (LineupDummySource *self);

G_END_DECLS
