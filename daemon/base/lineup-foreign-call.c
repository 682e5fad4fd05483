/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-foreign-call.h"

#include "lineup-deadline.h"

struct _LineupForeignCall
{
  GObject parent_instance;

  GTask *task;              /* (owned) (nullable): until the call has ended or was given up */
  LineupDeadline *deadline; /* (owned) */
  LineupClock *clock;       /* (owned) */
  LineupForeignCallGiveUpFunc give_up;
  GSource *cancelled; /* (owned) (nullable): while the task is there */
  GSource *wind_down; /* (owned) (nullable): while the library is to end */
};

G_DEFINE_FINAL_TYPE (LineupForeignCall, lineup_foreign_call, G_TYPE_OBJECT)

static GTask *
steal_task (LineupForeignCall *self)
{
  lineup_clock_clear_source (&self->cancelled);
  lineup_clock_clear_source (&self->wind_down);
  return g_steal_pointer (&self->task);
}

static void
lineup_foreign_call_finalize (GObject *object)
{
  LineupForeignCall *self = LINEUP_FOREIGN_CALL (object);
  g_autoptr (GTask) task = steal_task (self);

  g_clear_object (&self->deadline);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_foreign_call_parent_class)->finalize (object);
}

static void
lineup_foreign_call_class_init (LineupForeignCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_foreign_call_finalize;
}

static void
lineup_foreign_call_init (LineupForeignCall *self)
{
}

static gboolean
on_not_ended (gpointer user_data)
{
  g_autoptr (LineupForeignCall) self = g_object_ref (user_data);
  GTask *task = steal_task (self);
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (lineup_deadline_get_cancellable (self->deadline), &error);
  lineup_deadline_finish (self->deadline, &error);
  self->give_up (task, error);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  LineupForeignCall *self = user_data;

  self->wind_down = lineup_clock_add_timeout (
      self->clock, LINEUP_FOREIGN_CALL_WIND_DOWN, on_not_ended, self);
  return G_SOURCE_REMOVE;
}

LineupForeignCall *
lineup_foreign_call_new (GTask *task, LineupClock *clock, LineupForeignCallGiveUpFunc give_up)
{
  LineupForeignCall *self = g_object_new (LINEUP_TYPE_FOREIGN_CALL, NULL);

  self->task = task;
  self->clock = g_object_ref (clock);
  self->give_up = give_up;
  self->deadline = lineup_deadline_new (clock, g_task_get_cancellable (task));
  self->cancelled = g_cancellable_source_new (lineup_deadline_get_cancellable (self->deadline));
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
  g_source_attach (self->cancelled, g_main_context_get_thread_default ());
  return self;
}

GCancellable *
lineup_foreign_call_get_cancellable (LineupForeignCall *self)
{
  g_return_val_if_fail (LINEUP_IS_FOREIGN_CALL (self), NULL);

  return lineup_deadline_get_cancellable (self->deadline);
}

void
lineup_foreign_call_set_limit (LineupForeignCall *self, gint64 delay, const char *what)
{
  g_return_if_fail (LINEUP_IS_FOREIGN_CALL (self));

  if (self->task != NULL)
    lineup_deadline_set (self->deadline, delay, what);
}

GTask *
lineup_foreign_call_end (LineupForeignCall *self, GError **error)
{
  g_autoptr (LineupForeignCall) owned = self;
  GTask *task = NULL;

  g_return_val_if_fail (LINEUP_IS_FOREIGN_CALL (self), NULL);

  task = steal_task (self);
  if (task != NULL)
    lineup_deadline_finish (self->deadline, error);
  else
    g_clear_error (error);
  return task;
}
