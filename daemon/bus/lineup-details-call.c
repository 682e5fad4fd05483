/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-call.h"

#include "lineup-call-reading.h"
#include "lineup-error.h"
#include "lineup-reader.h"
#include "lineup-reply.h"
#include "lineup-variants.h"

/* Details are had first, then the item is read as for any other call. */
typedef struct
{
  LineupDetailsRequest request;
  LineupSubscription *subscription; /* (owned) */
  LineupCall *call;                 /* (owned) (nullable): while the details are had */
  LineupDetails *details;           /* (owned) (nullable): what is known beyond the list */
  char *error_name;                 /* (owned) (nullable): why the panel had no news */
} DetailsCall;

static void
details_call_free (DetailsCall *self)
{
  g_clear_pointer (&self->details, lineup_details_unref);
  g_free (self->error_name);
  g_object_unref (self->subscription);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DetailsCall, details_call_free)

/* The item, on a thread of the catalogue's: a sync may have changed it while the panel was asked.
 */

typedef struct
{
  const DetailsCall *call;  /* (unowned) */
  const LineupMarks *marks; /* (unowned) (nullable) */
  GVariant *item;           /* (owned) (nullable) */
} Reading;

static GVariant *
make_item (const Reading *reading, const LineupItem *item, gsize max_text)
{
  const DetailsCall *self = reading->call;

  return g_variant_ref_sink (lineup_variants_from_full_item (
      self->request.kind, item, self->details, reading->marks, self->error_name, max_text));
}

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Reading *reading = user_data;
  const LineupDetails *details = reading->call->details;
  guint n_parts = 0;

  reading->item = make_item (reading, item, G_MAXSIZE);
  if (details == NULL || g_variant_get_size (reading->item) <= LINEUP_REPLY_MAX_SIZE)
    return;
  g_variant_unref (reading->item);
  n_parts = details->seasons->len + details->episodes->len + 1;
  reading->item = make_item (reading, item, lineup_reply_get_max_text (n_parts));
}

static gpointer
read_item (LineupReader *reader, gpointer user_data, GError **error)
{
  const DetailsCall *self = user_data;
  Reading reading = { .call = self, .marks = lineup_reader_get_marks (reader) };
  g_autoptr (GVariant) item = NULL;

  if (!lineup_reader_get_item (
          reader, self->request.kind, self->request.id, take_item, &reading, error))
    return NULL;
  item = reading.item;
  return g_variant_ref_sink (g_variant_new ("(@a{sv})", item));
}

static void
begin_reading (LineupCall *call, gpointer user_data)
{
  DetailsCall *self = user_data;

  lineup_call_reading_run (call,
                           lineup_subscription_get_catalogue (self->subscription),
                           read_item,
                           self,
                           (GDestroyNotify)details_call_free);
}

/* The details. */

static void
on_details (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DetailsCall) self = user_data;
  LineupCall *call = g_steal_pointer (&self->call);
  g_autoptr (GError) reason = NULL;
  GError *error = NULL;

  if (!lineup_details_keeper_get_finish (
          LINEUP_DETAILS_KEEPER (source), result, &self->details, &reason, &error))
    {
      lineup_call_return_error (call, error);
      return;
    }
  if (reason != NULL)
    self->error_name = lineup_error_get_dbus_name (reason);
  lineup_call_queue (call,
                     LINEUP_LANE_READING,
                     begin_reading,
                     g_steal_pointer (&self),
                     (GDestroyNotify)details_call_free);
}

static void
begin (LineupCall *call, gpointer user_data)
{
  DetailsCall *self = user_data;

  self->call = call;
  lineup_details_keeper_get_async (lineup_subscription_get_details (self->subscription),
                                   self->request.kind,
                                   self->request.id,
                                   self->request.refresh,
                                   lineup_call_get_cancellable (call),
                                   on_details,
                                   self);
}

void
lineup_details_call_run (LineupCall *call,
                         LineupSubscription *subscription,
                         const LineupDetailsRequest *request)
{
  DetailsCall *self = g_new0 (DetailsCall, 1);

  self->request = *request;
  self->subscription = g_object_ref (subscription);
  lineup_call_queue (call, LINEUP_LANE_ASKING, begin, self, (GDestroyNotify)details_call_free);
}
