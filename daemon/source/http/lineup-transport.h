/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupTransportError:
 * @LINEUP_TRANSPORT_ERROR_STALE: the request went over a kept connection that was dead before a
 *   byte of the answer came; on a fresh one it may well be answered
 */
typedef enum
{
  LINEUP_TRANSPORT_ERROR_STALE,
} LineupTransportError;

#define LINEUP_TRANSPORT_ERROR (lineup_transport_error_quark ())
GQuark lineup_transport_error_quark (void);

/**
 * LineupAnswer:
 * @status: the answer's status
 * @location: (nullable): where a redirect leads
 * @retry_after: (nullable): its `Retry-After` header
 * @length: its Content-Length, -1 if it has none
 * @body: (nullable): its body; %NULL if that is not to be had
 *
 * What a request ends with: the head of an answer, and its body, still to be read.
 */
typedef struct
{
  guint status;
  char *location;    /* (owned) (nullable) */
  char *retry_after; /* (owned) (nullable) */
  gint64 length;
  GInputStream *body; /* (owned) (nullable) */
} LineupAnswer;

/**
 * lineup_answer_free:
 * @self: (transfer full): an answer
 */
void lineup_answer_free (LineupAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupAnswer, lineup_answer_free)

#define LINEUP_TYPE_TRANSPORT (lineup_transport_get_type ())
G_DECLARE_DERIVABLE_TYPE (LineupTransport, lineup_transport, LINEUP, TRANSPORT, GObject)

/**
 * LineupTransportStartedFunc:
 * @user_data: the same as the callback's
 *
 * The connection is there, and the request on its way.
 */
typedef void (*LineupTransportStartedFunc) (gpointer user_data);

/**
 * LineupTransport:
 *
 * What carries requests over HTTP, with the connections that it keeps: a library's session, or, in
 * tests, what is worse than any. It has no time limits of its own, and may never call back.
 *
 * What is under way does not hold it: its end is the end of all that its user has given up.
 *
 * Signal `retired`: a request or its body came to no end, so that nothing is to be sent with it any
 * more.
 */
struct _LineupTransportClass
{
  GObjectClass parent_class;

  void (*send_async) (LineupTransport *self,
                      GUri *uri,
                      gboolean fresh,
                      LineupTransportStartedFunc on_started,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  LineupTransport *(*renew) (LineupTransport *self);
};

/**
 * lineup_transport_send_async:
 * @self: a transport
 * @uri: what to get; a secret
 * @fresh: whether no kept connection is to be used
 * @on_started: called at most once, and before @callback
 * @cancellable: a #GCancellable
 * @callback: called, without a source object, when the answer's head is there
 * @user_data: for @on_started and @callback
 *
 * Sends one GET request, once. Implementations end it with a #GTask that returns a #LineupAnswer.
 */
void lineup_transport_send_async (LineupTransport *self,
                                  GUri *uri,
                                  gboolean fresh,
                                  LineupTransportStartedFunc on_started,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_transport_send_finish:
 * @error: %LINEUP_TRANSPORT_ERROR_STALE, or whatever lineup_transport_error_translate() takes
 *
 * Returns: (transfer full): the answer, or %NULL with an error
 */
LineupAnswer *lineup_transport_send_finish (GAsyncResult *result, GError **error);

/**
 * lineup_transport_renew:
 *
 * Returns: (transfer full): another transport of the same settings, without a connection
 */
LineupTransport *lineup_transport_renew (LineupTransport *self);

/**
 * lineup_transport_retire:
 *
 * Has its user take another one.
 */
void lineup_transport_retire (LineupTransport *self);

G_END_DECLS
