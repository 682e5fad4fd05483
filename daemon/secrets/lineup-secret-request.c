/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-request.h"

#include "lineup-error.h"

static void
stop (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GTask *
steal_task (LineupSecretRequest *self)
{
  stop (&self->cancelled);
  return g_steal_pointer (&self->task);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = steal_task (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

LineupSecretRequest *
lineup_secret_request_new (LineupSecretRequestType type,
                           LineupSecretStore *store,
                           const char *name,
                           LineupCredentials *credentials,
                           LineupKeyringMark *owned_mark,
                           GTask *owned_task)
{
  LineupSecretRequest *self = g_new0 (LineupSecretRequest, 1);
  GCancellable *cancellable = g_task_get_cancellable (owned_task);

  self->type = type;
  self->store = g_object_ref (store);
  self->task = owned_task;
  self->name = g_strdup (name);
  self->credentials = lineup_credentials_copy (credentials);
  self->mark = owned_mark;
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
      g_source_attach (self->cancelled, g_main_context_get_thread_default ());
    }
  return self;
}

void
lineup_secret_request_free (LineupSecretRequest *self)
{
  stop (&self->cancelled);
  stop (&self->patience);
  g_clear_object (&self->task);
  g_clear_pointer (&self->credentials, lineup_credentials_free);
  g_clear_object (&self->mark);
  g_clear_error (&self->mark_error);
  g_clear_error (&self->file_error);
  g_free (self->name);
  g_clear_object (&self->store);
  g_free (self);
}

gboolean
lineup_secret_request_is_given_up (LineupSecretRequest *self)
{
  return self->task == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

GCancellable *
lineup_secret_request_get_cancellable (LineupSecretRequest *self)
{
  return self->task != NULL ? g_task_get_cancellable (self->task) : NULL;
}

void
lineup_secret_request_carry_through (LineupSecretRequest *self)
{
  stop (&self->cancelled);
}

void
lineup_secret_request_answer (LineupSecretRequest *self)
{
  g_autoptr (GTask) task = steal_task (self);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

/* For a caller, a keyring that has gone with the credentials is one that is locked. */
static GError *
translate (GError *owned_error)
{
  if (!g_error_matches (owned_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return owned_error;
  g_error_free (owned_error);
  return g_error_new (LINEUP_ERROR,
                      LINEUP_ERROR_KEYRING_LOCKED,
                      "The keyring that has the credentials is not there");
}

void
lineup_secret_request_fail (LineupSecretRequest *self, GError *owned_error)
{
  g_autoptr (GTask) task = steal_task (self);

  if (task != NULL)
    g_task_return_error (task, translate (owned_error));
  else
    g_error_free (owned_error);
}

void
lineup_secret_request_give (LineupSecretRequest *self, LineupCredentials *owned_credentials)
{
  g_autoptr (GTask) task = steal_task (self);

  if (task != NULL)
    g_task_return_pointer (task, owned_credentials, (GDestroyNotify)lineup_credentials_free);
  else
    lineup_credentials_free (owned_credentials);
}
