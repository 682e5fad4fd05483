/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-keyring-secret-store.h"

#include "lineup-error.h"
#include "lineup-keyring-forgetting.h"
#include "lineup-keyring-keeping.h"
#include "lineup-keyring-mark.h"
#include "lineup-keyring-places.h"
#include "lineup-log.h"
#include "lineup-secret-request.h"

/* Microseconds: whoever stores credentials waits for the reply of a call. */
#define PATIENCE (20 * G_TIME_SPAN_SECOND)

/* Microseconds that somebody who removes something waits for the keyring. That it is to be removed
 * is on the disk by then: the rest is done when the keyring answers, or the next time that it is
 * open. */
#define REMOVAL_PATIENCE (1 * G_TIME_SPAN_SECOND)

struct _LineupKeyringSecretStore
{
  GObject parent_instance;

  LineupKeyring *keyring;   /* (owned) */
  LineupSecretStore *files; /* (owned) */
  LineupClock *clock;       /* (owned) */
  char *directory;          /* (owned) */
  GHashTable *queues;       /* (owned) (element-type utf8 GQueue): requests for a name, in turn */
  LineupKeyringPlaces *places; /* (owned) */
};

enum
{
  PROP_LOCKED = 1,
};

static void lineup_keyring_secret_store_iface_init (LineupSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupKeyringSecretStore,
                               lineup_keyring_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SECRET_STORE,
                                                      lineup_keyring_secret_store_iface_init))

static void
lineup_keyring_secret_store_get_property (GObject *object,
                                          guint property_id,
                                          GValue *value,
                                          GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (
          value, lineup_keyring_places_is_shut (LINEUP_KEYRING_SECRET_STORE (object)->places));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_keyring_secret_store_finalize (GObject *object)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (object);

  g_clear_object (&self->keyring);
  g_clear_object (&self->files);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->queues, g_hash_table_unref);
  g_clear_object (&self->places);

  G_OBJECT_CLASS (lineup_keyring_secret_store_parent_class)->finalize (object);
}

static void
lineup_keyring_secret_store_class_init (LineupKeyringSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_keyring_secret_store_get_property;
  object_class->finalize = lineup_keyring_secret_store_finalize;

  g_object_class_override_property (object_class, PROP_LOCKED, "locked");
}

static void
lineup_keyring_secret_store_init (LineupKeyringSecretStore *self)
{
  self->queues = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_queue_free);
}

static LineupKeyringSecretStore *
get_store (LineupSecretRequest *request)
{
  return LINEUP_KEYRING_SECRET_STORE (request->store);
}

static void
note_place (LineupSecretRequest *request, LineupSecretPlace place)
{
  lineup_keyring_places_note (get_store (request)->places, request->name, place);
}

/* The queue of a name: its requests, one after another. */

static void begin (LineupSecretRequest *request);

static void
end (LineupSecretRequest *owned_request)
{
  LineupKeyringSecretStore *self = get_store (owned_request);
  GQueue *queue = g_hash_table_lookup (self->queues, owned_request->name);

  g_queue_pop_head (queue);
  if (g_queue_is_empty (queue))
    g_hash_table_remove (self->queues, owned_request->name);
  else
    begin (g_queue_peek_head (queue));
  lineup_secret_request_free (owned_request);
}

static void
succeed (LineupSecretRequest *owned_request)
{
  lineup_secret_request_answer (owned_request);
  end (owned_request);
}

static void
fail (LineupSecretRequest *owned_request, GError *owned_error)
{
  lineup_secret_request_fail (owned_request, owned_error);
  end (owned_request);
}

static void
give (LineupSecretRequest *owned_request, LineupCredentials *owned_credentials)
{
  lineup_secret_request_give (owned_request, owned_credentials);
  end (owned_request);
}

/* Whether whoever asked does not want it any more: then the request is over. */
static gboolean
is_over (LineupSecretRequest *request)
{
  if (!lineup_secret_request_is_given_up (request))
    return FALSE;
  fail (request, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody wants it any more"));
  return TRUE;
}

/* Into the keyring, or into a file where there is none. */

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  const LineupLogContext context = { 0 };
  GError *error = NULL;

  if (!lineup_keyring_keeping_run_finish (LINEUP_KEYRING (source), result, &error))
    {
      fail (request, error);
      return;
    }
  if (request->type == LINEUP_SECRET_REQUEST_TIDY)
    lineup_log (G_LOG_LEVEL_MESSAGE,
                &context,
                NULL,
                "credentials moved from %s" LINEUP_SECRET_PLACES_FILE_SUFFIX " to the keyring",
                request->name);
  note_place (request, LINEUP_SECRET_PLACE_KEYRING);
  succeed (request);
}

static void
keep (LineupSecretRequest *request)
{
  lineup_secret_request_carry_through (request);
  /* What is half kept would have to be undone, which takes as long. */
  lineup_keyring_keeping_run_async (get_store (request)->keyring,
                                    get_store (request)->files,
                                    request->mark,
                                    request->name,
                                    request->credentials,
                                    NULL,
                                    on_kept,
                                    request);
}

static void
on_kept_in_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  GError *error = NULL;

  if (!lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    {
      fail (request, error);
      return;
    }
  note_place (request, LINEUP_SECRET_PLACE_FILE);
  succeed (request);
}

/* Where the keyring has other credentials, it is only away: nobody who has chosen one wants them in
 * files. */
static void
on_listed_to_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  g_autoptr (GHashTable) places = lineup_secret_places_list_finish (result);

  if (is_over (request))
    return;
  if (lineup_secret_places_has_keyring (places))
    {
      fail (request,
            g_error_new (LINEUP_ERROR,
                         LINEUP_ERROR_KEYRING_LOCKED,
                         "The keyring that has the accounts' credentials is not there"));
      return;
    }
  lineup_secret_request_carry_through (request);
  /* A file is written whole, and soon. */
  lineup_secret_store_store_async (get_store (request)->files,
                                   request->name,
                                   request->credentials,
                                   NULL,
                                   on_kept_in_file,
                                   request);
}

static void
on_unlocked_to_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  g_autoptr (GError) error = NULL;

  const gboolean is_open = lineup_keyring_unlock_finish (LINEUP_KEYRING (source), result, &error);

  if (is_over (request))
    return;
  if (is_open)
    keep (request);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    lineup_secret_places_list_async (get_store (request)->directory,
                                     lineup_secret_request_get_cancellable (request),
                                     on_listed_to_keep,
                                     request);
  else
    fail (request, g_steal_pointer (&error));
}

/* Out of the keyring, now or when it is open: a mark to forget, no file any more, no item, no mark.
 * What fails keeps nothing else from going, and a mark is no matter when its item is gone. */

static void
end_forgetting (LineupSecretRequest *request)
{
  GError **error = request->file_error != NULL ? &request->file_error : &request->mark_error;

  if (*error != NULL)
    fail (request, g_steal_pointer (error));
  else
    succeed (request);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  gboolean is_gone = FALSE;
  GError *error = NULL;

  lineup_keyring_forgetting_run_finish (LINEUP_KEYRING (source), result, &is_gone, &error);
  if (is_gone)
    {
      g_clear_error (&request->mark_error);
      request->mark_error = g_steal_pointer (&error);
      note_place (request, LINEUP_SECRET_PLACE_NONE);
    }
  g_clear_error (&error);
  end_forgetting (request);
}

static void
forget (LineupSecretRequest *request)
{
  /* Whoever asked is told in time anyway; what goes, goes. */
  lineup_keyring_forgetting_run_async (
      get_store (request)->keyring, request->mark, request->name, NULL, on_forgotten, request);
}

static gboolean
on_impatient (gpointer user_data)
{
  lineup_secret_request_answer (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_file_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  const gboolean is_set = lineup_keyring_mark_is_set (request->mark);

  lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &request->file_error);
  if (request->file_error == NULL && request->mark_error == NULL)
    note_place (request, is_set ? LINEUP_SECRET_PLACE_FORGOTTEN : LINEUP_SECRET_PLACE_NONE);
  if (!is_set)
    {
      end_forgetting (request);
      return;
    }
  if (request->file_error == NULL && request->mark_error == NULL)
    request->patience = lineup_clock_add_timeout (
        get_store (request)->clock, REMOVAL_PATIENCE, on_impatient, request);
  forget (request);
}

static void
drop_file (LineupSecretRequest *request)
{
  /* Credentials that are to be forgotten are, whoever waits for it. */
  lineup_secret_store_store_async (
      get_store (request)->files, request->name, NULL, NULL, on_file_dropped, request);
}

static void
on_mark_to_forget (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;

  lineup_keyring_mark_finish (LINEUP_KEYRING_MARK (source), result, &request->mark_error);
  drop_file (request);
}

static void
begin_to_forget (LineupSecretRequest *request)
{
  lineup_secret_request_carry_through (request);
  if (lineup_keyring_mark_is_set (request->mark))
    /* Credentials that are to be forgotten are, whoever waits for it. */
    lineup_keyring_mark_set_async (request->mark, TRUE, NULL, on_mark_to_forget, request);
  else
    drop_file (request);
}

/* Looking up. */

static void
on_keyring_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  LineupCredentials *credentials = lineup_keyring_lookup_finish (
      LINEUP_KEYRING (source), result, &error);

  if (credentials != NULL)
    give (user_data, credentials);
  else
    fail (user_data, error);
}

/* A file counts: it is there because it is newer, or has not moved yet. */
static void
on_file_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  LineupKeyringSecretStore *self = get_store (request);
  const gboolean is_to_forget = lineup_keyring_mark_is_to_forget (request->mark);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lineup_secret_store_lookup_finish (
      LINEUP_SECRET_STORE (source), result, &error);

  if (is_over (request))
    return;
  if (credentials != NULL && request->type == LINEUP_SECRET_REQUEST_TIDY)
    {
      request->credentials = g_steal_pointer (&credentials);
      keep (request);
    }
  else if (credentials != NULL)
    give (request, g_steal_pointer (&credentials));
  else if (request->type == LINEUP_SECRET_REQUEST_TIDY && is_to_forget)
    forget (request);
  else if (request->type == LINEUP_SECRET_REQUEST_LOOKUP
           && lineup_keyring_mark_is_set (request->mark) && !is_to_forget)
    lineup_keyring_lookup_async (self->keyring,
                                 request->name,
                                 lineup_keyring_mark_get_text (request->mark),
                                 lineup_secret_request_get_cancellable (request),
                                 on_keyring_looked_up,
                                 request);
  else
    fail (request, g_steal_pointer (&error));
}

/* Each request begins with what the mark says. */
static void
on_mark_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSecretRequest *request = user_data;
  LineupKeyringSecretStore *self = get_store (request);
  LineupKeyringMark *mark = LINEUP_KEYRING_MARK (source);
  g_autoptr (GError) error = NULL;

  lineup_keyring_mark_finish (mark, result, &error);
  if (is_over (request))
    return;
  if (request->type == LINEUP_SECRET_REQUEST_STORE)
    lineup_keyring_unlock_async (self->keyring,
                                 PATIENCE,
                                 lineup_secret_request_get_cancellable (request),
                                 on_unlocked_to_keep,
                                 request);
  else if (request->type == LINEUP_SECRET_REQUEST_FORGET)
    begin_to_forget (request);
  else if (error != NULL)
    fail (request, g_steal_pointer (&error));
  else
    lineup_secret_store_lookup_async (self->files,
                                      request->name,
                                      lineup_secret_request_get_cancellable (request),
                                      on_file_looked_up,
                                      request);
}

static void
begin (LineupSecretRequest *request)
{
  if (is_over (request))
    return;
  lineup_keyring_mark_load_async (
      request->mark, lineup_secret_request_get_cancellable (request), on_mark_loaded, request);
}

static void
submit (LineupKeyringSecretStore *self,
        LineupSecretRequestType type,
        const char *name,
        LineupCredentials *credentials,
        GTask *owned_task)
{
  GQueue *queue = g_hash_table_lookup (self->queues, name);
  LineupSecretRequest *request = lineup_secret_request_new (
      type,
      LINEUP_SECRET_STORE (self),
      name,
      credentials,
      lineup_keyring_mark_new (self->directory, name),
      owned_task);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->queues, g_strdup (name), queue);
    }
  g_queue_push_tail (queue, request);
  if (g_queue_get_length (queue) == 1)
    begin (request);
}

static void
lineup_keyring_secret_store_lookup_async (LineupSecretStore *store,
                                          const char *account,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_keyring_secret_store_lookup_async);
  submit (LINEUP_KEYRING_SECRET_STORE (store), LINEUP_SECRET_REQUEST_LOOKUP, account, NULL, task);
}

static LineupCredentials *
lineup_keyring_secret_store_lookup_finish (LineupSecretStore *store,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_keyring_secret_store_store_async (LineupSecretStore *store,
                                         const char *account,
                                         LineupCredentials *credentials,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_keyring_secret_store_store_async);
  submit (LINEUP_KEYRING_SECRET_STORE (store),
          credentials != NULL ? LINEUP_SECRET_REQUEST_STORE : LINEUP_SECRET_REQUEST_FORGET,
          account,
          credentials,
          task);
}

static gboolean
lineup_keyring_secret_store_store_finish (LineupSecretStore *store,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* Without a keyring nothing is locked. */
  if (lineup_keyring_unlock_finish (LINEUP_KEYRING (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lineup_keyring_secret_store_unlock_async (LineupSecretStore *store,
                                          gint64 patience,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  LineupKeyringSecretStore *self = LINEUP_KEYRING_SECRET_STORE (store);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_keyring_secret_store_unlock_async);
  lineup_keyring_unlock_async (self->keyring, patience, cancellable, on_unlocked, task);
}

static gboolean
lineup_keyring_secret_store_is_locked (LineupSecretStore *store, const char *account)
{
  return lineup_keyring_places_is_locked (LINEUP_KEYRING_SECRET_STORE (store)->places, account);
}

static void
lineup_keyring_secret_store_iface_init (LineupSecretStoreInterface *iface)
{
  iface->lookup_async = lineup_keyring_secret_store_lookup_async;
  iface->lookup_finish = lineup_keyring_secret_store_lookup_finish;
  iface->store_async = lineup_keyring_secret_store_store_async;
  iface->store_finish = lineup_keyring_secret_store_store_finish;
  iface->unlock_async = lineup_keyring_secret_store_unlock_async;
  iface->is_locked = lineup_keyring_secret_store_is_locked;
  iface->unlock_finish = lineup_keyring_secret_store_store_finish;
}

/* What lies about when a keyring opens. */

static void
on_tidied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && !g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "credentials stay where they are");
}

static void
tidy (LineupKeyringSecretStore *self)
{
  g_autoptr (GList) names = lineup_keyring_places_get_names (self->places);

  for (GList *link = names; link != NULL; link = link->next)
    submit (self,
            LINEUP_SECRET_REQUEST_TIDY,
            link->data,
            NULL,
            g_task_new (self, NULL, on_tidied, NULL));
}

static void
notify_locked (LineupKeyringSecretStore *self)
{
  g_object_notify (G_OBJECT (self), "locked");
}

LineupSecretStore *
lineup_keyring_secret_store_new (LineupKeyring *keyring,
                                 LineupSecretStore *files,
                                 const char *directory,
                                 LineupClock *clock)
{
  LineupKeyringSecretStore *self = g_object_new (LINEUP_TYPE_KEYRING_SECRET_STORE, NULL);

  self->keyring = g_object_ref (keyring);
  self->files = g_object_ref (files);
  self->clock = g_object_ref (clock);
  self->directory = g_strdup (directory);
  self->places = lineup_keyring_places_new (keyring, directory);
  g_signal_connect_object (
      self->places, "changed", G_CALLBACK (notify_locked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "opened", G_CALLBACK (tidy), self, G_CONNECT_SWAPPED);
  return LINEUP_SECRET_STORE (self);
}
