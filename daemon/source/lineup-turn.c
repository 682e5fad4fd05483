/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-turn.h"

struct _LineupTurn
{
  GObject parent_instance;

  LineupHostQueue *queue; /* (owned) */
  char *host;             /* (owned) */
  LineupGuestFlags flags;
  gboolean has_come;
};

G_DEFINE_FINAL_TYPE (LineupTurn, lineup_turn, G_TYPE_OBJECT)

static void
lineup_turn_finalize (GObject *object)
{
  LineupTurn *self = LINEUP_TURN (object);

  lineup_turn_leave (self);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->host, g_free);

  G_OBJECT_CLASS (lineup_turn_parent_class)->finalize (object);
}

static void
lineup_turn_class_init (LineupTurnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_turn_finalize;
}

static void
lineup_turn_init (LineupTurn *self)
{
}

LineupTurn *
lineup_turn_new (LineupHostQueue *queue, const char *host, LineupGuestFlags flags)
{
  LineupTurn *self = g_object_new (LINEUP_TYPE_TURN, NULL);

  self->queue = g_object_ref (queue);
  self->host = g_strdup (host);
  self->flags = flags;
  return self;
}

void
lineup_turn_set_flags (LineupTurn *self, LineupGuestFlags flags)
{
  g_return_if_fail (LINEUP_IS_TURN (self));

  self->flags = flags;
}

gboolean
lineup_turn_would_wait (LineupTurn *self)
{
  g_return_val_if_fail (LINEUP_IS_TURN (self), FALSE);

  return !self->has_come && lineup_host_queue_would_wait (self->queue, self->host, self->flags);
}

gboolean
lineup_turn_has (LineupTurn *self, const char *host)
{
  g_return_val_if_fail (LINEUP_IS_TURN (self), FALSE);

  return self->has_come && g_str_equal (self->host, host);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupTurn *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->has_come = lineup_host_queue_enter_finish (LINEUP_HOST_QUEUE (source), result, &error);
  if (self->has_come)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lineup_turn_take_async (LineupTurn *self,
                        const char *host,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_TURN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  /* A turn that has come has to be left, so it is never undone behind anybody's back. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_turn_take_async);
  if (host != NULL && !g_str_equal (host, self->host))
    {
      lineup_turn_leave (self);
      g_free (self->host);
      self->host = g_strdup (host);
    }
  if (self->has_come)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else
    lineup_host_queue_enter_async (
        self->queue, self->host, self->flags, cancellable, on_entered, task);
}

gboolean
lineup_turn_take_finish (LineupTurn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_turn_leave (LineupTurn *self)
{
  g_return_if_fail (LINEUP_IS_TURN (self));

  if (self->has_come)
    {
      self->has_come = FALSE;
      lineup_host_queue_leave (self->queue, self->host);
    }
}
