/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dummy-source.h"

#include "lineup-dummy-list.h"
#include "lineup-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define ACCOUNT                                                                                    \
  "{\"user_info\":{\"auth\":1,\"status\":\"Active\",\"exp_date\":\"4102444800\","                  \
  "\"max_connections\":\"2\"}}"

typedef struct
{
  GError *error;      /* (owned) (nullable) */
  char *text;         /* (owned) (nullable) */
  gboolean hold;      /* no answer at all */
  gboolean hold_body; /* no end of the answer */
} Answer;

struct _LineupDummySource
{
  GObject parent_instance;

  char *host;                              /* (owned) */
  LineupSource *front;                     /* (unowned) (nullable) */
  LineupClock *clock;                      /* (owned) */
  char *texts[LINEUP_N_DUMMY_REQUESTS];    /* (owned) */
  GQueue answers[LINEUP_N_DUMMY_REQUESTS]; /* (owned) (element-type Answer) */
  LineupDummyList *list;         /* (unowned) (nullable): the last one, while it is there */
  gboolean is_held;              /* its end */
  LineupDummyDetailsFunc decode; /* (nullable) */
  LineupSourceCapabilities capabilities;
  GString *requests; /* (owned) */
  GArray *times;     /* (owned) (element-type gint64) */
};

static void lineup_dummy_source_iface_init (LineupSourceInterface *iface);
static void lineup_dummy_source_provider_iface_init (LineupSourceProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDummySource,
                               lineup_dummy_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE,
                                                      lineup_dummy_source_iface_init)
                                   G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE_PROVIDER,
                                                          lineup_dummy_source_provider_iface_init))

static void
answer_free (Answer *answer)
{
  g_clear_error (&answer->error);
  g_free (answer->text);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
lineup_dummy_source_finalize (GObject *object)
{
  LineupDummySource *self = LINEUP_DUMMY_SOURCE (object);

  g_free (self->host);
  g_object_unref (self->clock);
  for (guint i = 0; i < LINEUP_N_DUMMY_REQUESTS; i++)
    {
      g_free (self->texts[i]);
      g_queue_clear_full (&self->answers[i], (GDestroyNotify)answer_free);
    }
  g_clear_weak_pointer (&self->list);
  g_string_free (self->requests, TRUE);
  g_array_unref (self->times);

  G_OBJECT_CLASS (lineup_dummy_source_parent_class)->finalize (object);
}

static void
lineup_dummy_source_class_init (LineupDummySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_dummy_source_finalize;
}

static void
lineup_dummy_source_init (LineupDummySource *self)
{
  for (guint i = 0; i < LINEUP_N_DUMMY_REQUESTS; i++)
    {
      g_queue_init (&self->answers[i]);
      self->texts[i] = g_strdup (i == LINEUP_DUMMY_ACCOUNT ? ACCOUNT : "[]");
    }
  self->capabilities = LINEUP_SOURCE_TELLS_ACCOUNT | LINEUP_SOURCE_TELLS_DETAILS;
  self->requests = g_string_new (NULL);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
}

LineupDummySource *
lineup_dummy_source_new (const char *host, LineupClock *clock)
{
  LineupDummySource *self = g_object_new (LINEUP_TYPE_DUMMY_SOURCE, NULL);

  self->host = g_strdup (host);
  self->clock = g_object_ref (clock);
  return self;
}

void
lineup_dummy_source_set_front (LineupDummySource *self, LineupSource *front)
{
  self->front = front;
}

void
lineup_dummy_source_set_capabilities (LineupDummySource *self,
                                      LineupSourceCapabilities capabilities)
{
  self->capabilities = capabilities;
}

static LineupSourceCapabilities
lineup_dummy_source_get_capabilities (LineupSource *source)
{
  return LINEUP_DUMMY_SOURCE (source)->capabilities;
}

void
lineup_dummy_source_set_text (LineupDummySource *self, guint request, const char *text)
{
  g_free (self->texts[request]);
  self->texts[request] = g_strdup (text);
}

static void
queue (LineupDummySource *self, guint request, Answer answer)
{
  g_queue_push_tail (&self->answers[request], g_memdup2 (&answer, sizeof answer));
}

void
lineup_dummy_source_queue_text (LineupDummySource *self, guint request, const char *text)
{
  queue (self, request, (Answer){ .text = g_strdup (text) });
}

void
lineup_dummy_source_queue_error (LineupDummySource *self, guint request, guint times, GError *error)
{
  for (guint i = 0; i < times; i++)
    queue (self, request, (Answer){ .error = g_error_copy (error) });
  g_error_free (error);
}

void
lineup_dummy_source_queue_hold (LineupDummySource *self, guint request)
{
  queue (self, request, (Answer){ .hold = TRUE });
}

void
lineup_dummy_source_queue_hold_body (LineupDummySource *self, guint request, const char *text)
{
  queue (self, request, (Answer){ .text = g_strdup (text), .hold_body = TRUE });
}

void
lineup_dummy_source_set_details_func (LineupDummySource *self, LineupDummyDetailsFunc decode)
{
  self->decode = decode;
}

void
lineup_dummy_source_send (LineupDummySource *self, const char *text)
{
  g_assert_true (self->is_held);
  if (self->list != NULL)
    lineup_dummy_list_send (self->list, text);
}

guint64
lineup_dummy_source_get_items (LineupDummySource *self)
{
  return self->list != NULL ? lineup_source_list_get_figures (LINEUP_SOURCE_LIST (self->list)).items
                            : 0;
}

gboolean
lineup_dummy_source_is_read (LineupDummySource *self)
{
  return self->list != NULL && !self->is_held;
}

void
lineup_dummy_source_release_body (LineupDummySource *self, const char *rest)
{
  lineup_dummy_source_send (self, rest);
  if (self->list != NULL)
    lineup_dummy_list_end (self->list);
  self->is_held = FALSE;
}

const char *
lineup_dummy_source_get_requests (LineupDummySource *self)
{
  return self->requests->str;
}

GArray *
lineup_dummy_source_get_times (LineupDummySource *self)
{
  return self->times;
}

void
lineup_dummy_source_forget (LineupDummySource *self)
{
  g_string_set_size (self->requests, 0);
  g_array_set_size (self->times, 0);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_task_return_error_if_cancelled (user_data);
  return G_SOURCE_REMOVE;
}

/* The task is kept until it is cancelled. */
static void
hold_task (GTask *owned_task)
{
  g_autoptr (GSource) source = g_cancellable_source_new (g_task_get_cancellable (owned_task));

  g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), owned_task, g_object_unref);
  g_source_attach (source, NULL);
}

/* Takes note of a request. Returns: its answer, or NULL when the task was dealt with already. */
static Answer *
begin (LineupDummySource *self, guint request, GTask *task)
{
  g_autoptr (Answer) answer = g_queue_pop_head (&self->answers[request]);

  if (answer == NULL)
    {
      answer = g_new0 (Answer, 1);
      answer->text = g_strdup (self->texts[request]);
    }
  if (answer->hold)
    hold_task (g_object_ref (task));
  else if (answer->error != NULL)
    g_task_return_error (task, g_steal_pointer (&answer->error));
  else
    return g_steal_pointer (&answer);
  return NULL;
}

static void
note (LineupDummySource *self, const char *name)
{
  const gint64 now = lineup_clock_get_monotonic_time (self->clock);

  g_string_append_printf (self->requests, "%s%s", self->requests->len > 0 ? " " : "", name);
  g_array_append_val (self->times, now);
}

static LineupAccountInfo *
make_account (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *user = NULL;
  LineupAccountInfo *info = NULL;

  if (root == NULL)
    {
      g_propagate_error (error,
                         lineup_error_new_answer (
                             LINEUP_ERROR_MALFORMED_DATA, 0, 0, FALSE, "The answer is no account"));
      return NULL;
    }
  user = json_object_get_object_member (json_node_get_object (root), "user_info");
  info = g_new0 (LineupAccountInfo, 1);
  info->authorized = json_object_get_int_member (user, "auth") != 0;
  info->status = lineup_account_status_from_string (
      json_object_get_string_member_with_default (user, "status", NULL));
  info->expires = g_ascii_strtoll (
      json_object_get_string_member_with_default (user, "exp_date", "0"), NULL, 10);
  info->max_connections = (guint)g_ascii_strtoull (
      json_object_get_string_member_with_default (user, "max_connections", "0"), NULL, 10);
  info->formats = g_new0 (char *, 1);
  return info;
}

static void
lineup_dummy_source_fetch_account_async (LineupSource *source,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  LineupDummySource *self = LINEUP_DUMMY_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (GError) error = NULL;
  LineupAccountInfo *info = NULL;

  note (self, "account");
  answer = begin (self, LINEUP_DUMMY_ACCOUNT, task);
  if (answer == NULL)
    return;
  info = make_account (answer->text, &error);
  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify)lineup_account_info_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static LineupAccountInfo *
lineup_dummy_source_fetch_account_finish (LineupSource *source,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
discard_list (gpointer data)
{
  g_autoptr (LineupSourceList) list = data;

  lineup_source_list_close (list);
}

static void
lineup_dummy_source_open_list_async (LineupSource *source,
                                     LineupList list,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  LineupDummySource *self = LINEUP_DUMMY_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (Answer) answer = NULL;
  LineupDummyList *opened = NULL;

  note (self, lineup_list_to_string (list));
  answer = begin (self, list, task);
  if (answer == NULL)
    return;
  g_assert_false (self->is_held);
  opened = lineup_dummy_list_new (list, answer->hold_body ? -1 : (gint64)strlen (answer->text));
  lineup_dummy_list_send (opened, answer->text);
  self->is_held = answer->hold_body;
  if (!self->is_held)
    lineup_dummy_list_end (opened);
  g_set_weak_pointer (&self->list, opened);
  g_task_return_pointer (task, opened, discard_list);
}

static LineupSourceList *
lineup_dummy_source_open_list_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_dummy_source_fetch_details_async (LineupSource *source,
                                         LineupKind kind,
                                         gint64 id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  LineupDummySource *self = LINEUP_DUMMY_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *name = g_strdup_printf (
      "%s/%" G_GINT64_FORMAT, lineup_kind_to_string (kind), id);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  LineupDetails *details = NULL;

  note (self, name);
  answer = begin (self, LINEUP_DUMMY_DETAILS, task);
  if (answer == NULL)
    return;
  body = g_bytes_new (answer->text, strlen (answer->text));
  details = self->decode (kind, body, &error);
  if (details != NULL)
    g_task_return_pointer (task, details, (GDestroyNotify)lineup_details_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static LineupDetails *
lineup_dummy_source_fetch_details_finish (LineupSource *source,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_dummy_source_iface_init (LineupSourceInterface *iface)
{
  iface->get_capabilities = lineup_dummy_source_get_capabilities;
  iface->fetch_account_async = lineup_dummy_source_fetch_account_async;
  iface->fetch_account_finish = lineup_dummy_source_fetch_account_finish;
  iface->open_list_async = lineup_dummy_source_open_list_async;
  iface->open_list_finish = lineup_dummy_source_open_list_finish;
  iface->fetch_details_async = lineup_dummy_source_fetch_details_async;
  iface->fetch_details_finish = lineup_dummy_source_fetch_details_finish;
}

static const char *
lineup_dummy_source_get_host (LineupSourceProvider *provider)
{
  return LINEUP_DUMMY_SOURCE (provider)->host;
}

static void
lineup_dummy_source_get_source_async (LineupSourceProvider *provider,
                                      gint64 patience,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  LineupDummySource *self = LINEUP_DUMMY_SOURCE (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (Answer) answer = NULL;

  note (self, "panel");
  answer = begin (self, LINEUP_DUMMY_SOURCE_ITSELF, task);
  if (answer != NULL)
    g_task_return_pointer (task,
                           g_object_ref (self->front != NULL ? self->front : LINEUP_SOURCE (self)),
                           g_object_unref);
}

static LineupSource *
lineup_dummy_source_get_source_finish (LineupSourceProvider *provider,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_dummy_source_provider_iface_init (LineupSourceProviderInterface *iface)
{
  iface->get_host = lineup_dummy_source_get_host;
  iface->get_source_async = lineup_dummy_source_get_source_async;
  iface->get_source_finish = lineup_dummy_source_get_source_finish;
}
