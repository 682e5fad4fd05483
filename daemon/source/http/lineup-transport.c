/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transport.h"

enum
{
  SIGNAL_RETIRED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (lineup - transport - error, lineup_transport_error)

G_DEFINE_ABSTRACT_TYPE (LineupTransport, lineup_transport, G_TYPE_OBJECT)

void
lineup_answer_free (LineupAnswer *self)
{
  g_free (self->location);
  g_free (self->retry_after);
  g_clear_object (&self->body);
  g_free (self);
}

static void
lineup_transport_class_init (LineupTransportClass *klass)
{
  signals[SIGNAL_RETIRED] = g_signal_new (
      "retired", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_transport_init (LineupTransport *self)
{
}

void
lineup_transport_send_async (LineupTransport *self,
                             GUri *uri,
                             gboolean fresh,
                             LineupTransportStartedFunc on_started,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_TRANSPORT (self));

  LINEUP_TRANSPORT_GET_CLASS (self)->send_async (
      self, uri, fresh, on_started, cancellable, callback, user_data);
}

LineupAnswer *
lineup_transport_send_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LineupTransport *
lineup_transport_renew (LineupTransport *self)
{
  g_return_val_if_fail (LINEUP_IS_TRANSPORT (self), NULL);

  return LINEUP_TRANSPORT_GET_CLASS (self)->renew (self);
}

void
lineup_transport_retire (LineupTransport *self)
{
  g_return_if_fail (LINEUP_IS_TRANSPORT (self));

  g_signal_emit (self, signals[SIGNAL_RETIRED], 0);
}
