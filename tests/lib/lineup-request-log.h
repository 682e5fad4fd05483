/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-request.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_REQUEST_LOG (lineup_request_log_get_type ())
G_DECLARE_FINAL_TYPE (LineupRequestLog, lineup_request_log, LINEUP, REQUEST_LOG, GObject)

/**
 * LineupRequestLog:
 *
 * What a fake panel was asked, for tests to look at. Any thread may call any function.
 *
 * Where an action is asked for, %NULL means all of them. The functions that wait end the program
 * when that has become hopeless.
 */

/**
 * LineupRequestFunc:
 * @request: a request whose answer has ended
 * @user_data: what was given with it
 *
 * Called in the panel's threads, one call at a time.
 */
typedef void (*LineupRequestFunc) (const LineupRequest *request, gpointer user_data);

/**
 * lineup_request_log_new:
 *
 * Returns: (transfer full): an empty log
 */
LineupRequestLog *lineup_request_log_new (void);

/**
 * lineup_request_log_set_func:
 * @self: a log
 * @func: called for each request whose answer has ended
 * @user_data: for @func
 */
void
lineup_request_log_set_func (LineupRequestLog *self, LineupRequestFunc func, gpointer user_data);

/**
 * lineup_request_log_begin:
 * @self: a log
 * @request: (transfer full): a request that has arrived; gets its numbers
 *
 * Returns: (transfer none): @request, until the log is cleared or freed
 */
const LineupRequest *lineup_request_log_begin (LineupRequestLog *self, LineupRequest *request);

/**
 * lineup_request_log_set_held:
 * @self: a log
 * @number: of the request
 * @bytes: of its body that were sent so far
 * @held: whether the answer is being held back
 */
void
lineup_request_log_set_held (LineupRequestLog *self, guint64 number, guint64 bytes, gboolean held);

/**
 * lineup_request_log_end:
 * @self: a log
 * @number: of the request
 * @status: that was sent
 * @bytes: of its body that were sent
 * @complete: whether that was all
 * @client_gone: whether the client had hung up
 */
void lineup_request_log_end (LineupRequestLog *self,
                             guint64 number,
                             guint status,
                             guint64 bytes,
                             gboolean complete,
                             gboolean client_gone);

/**
 * lineup_request_log_clear:
 *
 * Forgets all requests that have ended, and begins to count anew.
 */
void lineup_request_log_clear (LineupRequestLog *self);

/**
 * lineup_request_log_get_all:
 * @self: a log
 * @action: (nullable): an action
 *
 * Returns: (transfer full) (element-type LineupRequest): copies, in the order of arrival
 */
GPtrArray *lineup_request_log_get_all (LineupRequestLog *self, const char *action);

/**
 * lineup_request_log_get_actions:
 *
 * Returns: (transfer full): the actions of all requests, in the order of arrival, such as `account
 *   get_live_categories`
 */
char *lineup_request_log_get_actions (LineupRequestLog *self);

/**
 * lineup_request_log_count:
 * @self: a log
 * @action: (nullable): an action
 *
 * Returns: how many requests have arrived
 */
guint lineup_request_log_count (LineupRequestLog *self, const char *action);

/**
 * lineup_request_log_get_in_flight:
 *
 * Returns: how many requests are being answered now
 */
guint lineup_request_log_get_in_flight (LineupRequestLog *self);

/**
 * lineup_request_log_get_most_in_flight:
 *
 * Returns: how many requests were being answered at the same time, at most
 */
guint lineup_request_log_get_most_in_flight (LineupRequestLog *self);

/**
 * lineup_request_log_wait_arrived:
 *
 * Waits until @n requests have arrived.
 */
void lineup_request_log_wait_arrived (LineupRequestLog *self, const char *action, guint n);

/**
 * lineup_request_log_wait_ended:
 *
 * Waits until @n requests have been answered, or given up.
 */
void lineup_request_log_wait_ended (LineupRequestLog *self, const char *action, guint n);

/**
 * lineup_request_log_wait_held:
 *
 * Waits until @n answers are being held back.
 */
void lineup_request_log_wait_held (LineupRequestLog *self, const char *action, guint n);

/**
 * lineup_request_log_wait_gone:
 *
 * Waits until the client has hung up on @n requests.
 */
void lineup_request_log_wait_gone (LineupRequestLog *self, const char *action, guint n);

G_END_DECLS
