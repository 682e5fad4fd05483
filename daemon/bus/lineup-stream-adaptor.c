/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stream-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-gate.h"
#include "lineup-stream-lookup.h"
#include "lineup-variants.h"

/* Why a lease is taken along with a stream. */
#define INHIBIT_REASON "Playing"

#define LINEUP_TYPE_STREAM_ADAPTOR (lineup_stream_adaptor_get_type ())
G_DECLARE_FINAL_TYPE (LineupStreamAdaptor, lineup_stream_adaptor, LINEUP, STREAM_ADAPTOR, GObject)

struct _LineupStreamAdaptor
{
  GObject parent_instance;

  LineupSubscription *subscription; /* (owned) */
  LineupLeaseHolders *holders;      /* (owned) */
  LineupClock *clock;               /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupStreamAdaptor, lineup_stream_adaptor, G_TYPE_OBJECT)

static void
lineup_stream_adaptor_finalize (GObject *object)
{
  LineupStreamAdaptor *self = LINEUP_STREAM_ADAPTOR (object);

  g_clear_object (&self->subscription);
  g_clear_object (&self->holders);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_stream_adaptor_parent_class)->finalize (object);
}

static void
lineup_stream_adaptor_class_init (LineupStreamAdaptorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_stream_adaptor_finalize;
}

static void
lineup_stream_adaptor_init (LineupStreamAdaptor *self)
{
}

/* A call for a stream: it waits for its turn, then for what is looked up. */
typedef struct
{
  LineupStreamAdaptor *adaptor; /* (owned) */
  GVariant *options;            /* (owned): has the strings of the request */
  LineupStreamRequest request;
  const char *inhibit;          /* (unowned) (nullable): who wants a lease, in @options */
  GAsyncReadyCallback on_found; /* replies */
  LineupCall *call;             /* (owned) (nullable): once it is its turn */
} StreamCall;

static StreamCall *
stream_call_new (LineupStreamAdaptor *adaptor,
                 gint64 id,
                 GVariant *options,
                 GAsyncReadyCallback on_found)
{
  StreamCall *self = g_new0 (StreamCall, 1);

  self->adaptor = g_object_ref (adaptor);
  self->options = g_variant_ref (options);
  self->request.id = id;
  self->request.now = lineup_clock_get_seconds (adaptor->clock);
  self->on_found = on_found;
  return self;
}

static void
stream_call_free (StreamCall *self)
{
  g_object_unref (self->adaptor);
  g_variant_unref (self->options);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreamCall, stream_call_free)

static gboolean
parse_kind (const char *token, LineupStreamRequest *request, GError **error)
{
  request->is_episode = g_str_equal (token, "episodes");
  if (!request->is_episode)
    return lineup_arguments_parse_kind (token, &request->kind, error);
  request->kind = LINEUP_KIND_SERIES;
  return TRUE;
}

static void
begin (LineupCall *call, gpointer user_data)
{
  StreamCall *self = user_data;

  self->call = call;
  lineup_stream_lookup_run_async (self->adaptor->subscription,
                                  &self->request,
                                  lineup_call_get_cancellable (call),
                                  self->on_found,
                                  self);
}

static void
queue (LineupCall *owned_call, StreamCall *owned_self)
{
  lineup_call_queue (
      owned_call, LINEUP_LANE_ASKING, begin, owned_self, (GDestroyNotify)stream_call_free);
}

static void
on_url (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StreamCall) self = user_data;
  LineupCall *call = g_steal_pointer (&self->call);
  GError *error = NULL;
  g_autoptr (LineupPlayable) playable = lineup_stream_lookup_run_finish (
      LINEUP_SUBSCRIPTION (source), result, &error);

  if (playable != NULL)
    lineup_call_return_value (call, g_variant_new ("(s)", playable->url));
  else
    lineup_call_return_error (call, error);
}

static gboolean
on_get_stream_url (LineupDBusCatalog *interface,
                   GDBusMethodInvocation *invocation,
                   const char *token,
                   gint64 id,
                   GVariant *options,
                   LineupStreamAdaptor *adaptor)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (StreamCall) self = stream_call_new (adaptor, id, options, on_url);
  GError *error = NULL;

  if (lineup_arguments_parse_stream_options (options, &self->request, &error)
      && parse_kind (token, &self->request, &error))
    queue (call, g_steal_pointer (&self));
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Takes a lease if one is wanted. Whoever has left the bus meanwhile loses it at once. */
static gboolean
inhibit (StreamCall *self, LineupCall *call, guint *cookie, GError **error)
{
  LineupLeaseHolders *holders = self->adaptor->holders;
  const char *sender = lineup_call_get_sender (call);

  *cookie = 0;
  if (self->inhibit == NULL)
    return TRUE;
  *cookie = lineup_leases_take (
      lineup_lease_holders_get_leases (holders), sender, self->inhibit, INHIBIT_REASON, error);
  lineup_lease_holders_update (holders, lineup_call_get_connection (call), sender);
  return *cookie != 0;
}

/* Where to go on: what is live, or of a channel's archive, has its own beginning. */
static gint64
get_resume (const StreamCall *self)
{
  const LineupStreamRequest *request = &self->request;
  LineupLibrary *library = lineup_librarian_get_library (
      lineup_subscription_get_librarian (self->adaptor->subscription));
  const LineupMark *mark = lineup_marks_get (lineup_library_get_marks (library),
                                             request->is_episode ? LINEUP_KIND_EPISODES
                                                                 : (guint)request->kind,
                                             request->id);

  return mark != NULL ? mark->resume : 0;
}

static void
on_stream (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StreamCall) self = user_data;
  LineupCall *call = g_steal_pointer (&self->call);
  guint cookie = 0;
  GError *error = NULL;
  g_autoptr (LineupPlayable) playable = lineup_stream_lookup_run_finish (
      LINEUP_SUBSCRIPTION (source), result, &error);

  if (playable != NULL && inhibit (self, call, &cookie, &error))
    lineup_call_return_value (
        call,
        g_variant_new ("(@a{sv})",
                       lineup_variants_from_playable (playable, get_resume (self), cookie)));
  else
    lineup_call_return_error (call, error);
}

static gboolean
on_get_stream (LineupDBusCatalog *interface,
               GDBusMethodInvocation *invocation,
               const char *token,
               gint64 id,
               GVariant *options,
               LineupStreamAdaptor *adaptor)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (StreamCall) self = stream_call_new (adaptor, id, options, on_stream);
  GError *error = NULL;

  if (lineup_arguments_parse_play_options (options, &self->request, &self->inhibit, &error)
      && parse_kind (token, &self->request, &error))
    queue (call, g_steal_pointer (&self));
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_stream_adaptor_attach (LineupDBusCatalog *interface,
                              LineupSubscription *subscription,
                              LineupLeaseHolders *holders,
                              LineupClock *clock)
{
  LineupStreamAdaptor *self = g_object_new (LINEUP_TYPE_STREAM_ADAPTOR, NULL);

  self->subscription = g_object_ref (subscription);
  self->holders = g_object_ref (holders);
  self->clock = g_object_ref (clock);
  g_object_set_data_full (G_OBJECT (interface), "lineup-stream-adaptor", self, g_object_unref);
  g_signal_connect_object (
      interface, "handle-get-stream-url", G_CALLBACK (on_get_stream_url), self, 0);
  g_signal_connect_object (interface, "handle-get-stream", G_CALLBACK (on_get_stream), self, 0);
}
