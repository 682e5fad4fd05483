/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-question.h"

struct _LineupSecretQuestion
{
  GObject parent_instance;

  GPtrArray *waiters;   /* (owned) (element-type GTask): for the answer */
  GCancellable *asking; /* (owned) (nullable): of what is being asked */
};

G_DEFINE_FINAL_TYPE (LineupSecretQuestion, lineup_secret_question, G_TYPE_OBJECT)

static void
lineup_secret_question_finalize (GObject *object)
{
  LineupSecretQuestion *self = LINEUP_SECRET_QUESTION (object);

  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_object (&self->asking);

  G_OBJECT_CLASS (lineup_secret_question_parent_class)->finalize (object);
}

static void
lineup_secret_question_class_init (LineupSecretQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_secret_question_finalize;
}

static void
lineup_secret_question_init (LineupSecretQuestion *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

LineupSecretQuestion *
lineup_secret_question_new (void)
{
  return g_object_new (LINEUP_TYPE_SECRET_QUESTION, NULL);
}

static void
take_back (LineupSecretQuestion *self)
{
  g_autoptr (GCancellable) asking = g_steal_pointer (&self->asking);

  if (asking != NULL)
    g_cancellable_cancel (asking);
}

void
lineup_secret_question_withdraw (LineupSecretQuestion *self)
{
  g_autoptr (GPtrArray) waiters = NULL;

  g_return_if_fail (LINEUP_IS_SECRET_QUESTION (self));

  waiters = g_steal_pointer (&self->waiters);
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  take_back (self);
  for (guint i = 0; i < waiters->len; i++)
    g_task_return_boolean (waiters->pdata[i], TRUE);
}

/* libsecret may go on for longer than anybody waits: what it says then is of no interest. */
static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) question = user_data;
  LineupSecretQuestion *self = g_task_get_source_object (question);

  secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, NULL);
  if (self->asking == g_task_get_cancellable (question))
    {
      g_clear_object (&self->asking);
      lineup_secret_question_withdraw (self);
    }
  g_task_return_boolean (question, TRUE);
}

static gboolean
on_impatient (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  LineupSecretQuestion *self = g_task_get_source_object (task);

  if (!g_ptr_array_remove (self->waiters, task))
    return G_SOURCE_REMOVE;
  if (self->waiters->len == 0)
    take_back (self);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
source_free (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static GTask *
make_waiter (LineupSecretQuestion *self,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GSource *source = NULL;

  if (cancellable == NULL)
    return task;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (on_impatient), task, NULL);
  g_source_attach (source, NULL);
  g_task_set_task_data (task, source, (GDestroyNotify)source_free);
  return task;
}

void
lineup_secret_question_ask_async (LineupSecretQuestion *self,
                                  SecretService *service,
                                  GList *objects,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *question = NULL;

  g_return_if_fail (LINEUP_IS_SECRET_QUESTION (self));

  g_ptr_array_add (self->waiters, make_waiter (self, cancellable, callback, user_data));
  if (self->asking != NULL)
    return;
  self->asking = g_cancellable_new ();
  question = g_task_new (self, self->asking, NULL, NULL);
  g_task_set_source_tag (question, lineup_secret_question_ask_async);
  secret_service_unlock (service, objects, self->asking, on_asked, question);
}

gboolean
lineup_secret_question_ask_finish (LineupSecretQuestion *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
