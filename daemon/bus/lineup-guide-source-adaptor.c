/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-source-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-dict-writer.h"
#include "lineup-error.h"
#include "lineup-gate.h"
#include "lineup-guide-address.h"
#include "lineup-lookup.h"
#include "lineup-source-row.h"
#include "lineup-step-report.h"

#include <gio/gunixfdlist.h>

#define LINEUP_TYPE_GUIDE_SOURCE_ADAPTOR (lineup_guide_source_adaptor_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupGuideSourceAdaptor, lineup_guide_source_adaptor, LINEUP, GUIDE_SOURCE_ADAPTOR, GObject)

struct _LineupGuideSourceAdaptor
{
  GObject parent_instance;

  LineupDBusGuide *interface;       /* (unowned): has this */
  LineupSubscription *subscription; /* (owned) */
  LineupClock *clock;               /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupGuideSourceAdaptor, lineup_guide_source_adaptor, G_TYPE_OBJECT)

static void
lineup_guide_source_adaptor_finalize (GObject *object)
{
  LineupGuideSourceAdaptor *self = LINEUP_GUIDE_SOURCE_ADAPTOR (object);

  g_clear_object (&self->subscription);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_guide_source_adaptor_parent_class)->finalize (object);
}

static void
lineup_guide_source_adaptor_class_init (LineupGuideSourceAdaptorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_source_adaptor_finalize;
}

static void
lineup_guide_source_adaptor_init (LineupGuideSourceAdaptor *self)
{
}

static LineupGuideSources *
get_sources (LineupGuideSourceAdaptor *self)
{
  return lineup_account_guides_get_sources (lineup_subscription_get_guides (self->subscription));
}

/* Listing: what is remembered of each source is read, what a person has said of it is known. */

typedef struct
{
  LineupGuideSourceAdaptor *adaptor; /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) */
  GHashTable *rows;                  /* (owned) (nullable) (element-type utf8 LineupSourceRow) */
  gboolean is_proposed;              /* the source that is told of now */
  GVariantBuilder sources;
} Listing;

static const LineupStepReport *
find_report (LineupGuideSourceAdaptor *self, const char *id)
{
  LineupAccountGuide *syncs = lineup_guide_keeper_get_syncs (
      lineup_account_guides_get_keeper (lineup_subscription_get_guides (self->subscription)));

  return lineup_guide_state_find_report (lineup_account_guide_get_state (syncs), id);
}

static gboolean
has_failed (const LineupStepReport *report)
{
  return report != NULL
         && (report->outcome == LINEUP_OUTCOME_FAILED
             || report->outcome == LINEUP_OUTCOME_QUARANTINED);
}

/* A guide that has ended is as good as one that did not come: some are served for ever. */
static const char *
get_state (const LineupChosenSource *source,
           gboolean is_proposed,
           const LineupSourceRow *row,
           const LineupStepReport *report,
           gint64 now)
{
  if (is_proposed)
    return "proposed";
  if (!source->enabled)
    return "off";
  if (has_failed (report))
    return row->programmes > 0 ? "stale" : "failed";
  return row->last != 0 && row->last <= now ? "stale" : "ok";
}

static char *
get_origin (LineupGuideSourceAdaptor *self, const LineupChosenSource *source)
{
  LineupFailover *failover = lineup_account_source_get_failover (
      lineup_subscription_get_source (self->subscription));

  if (source->origin != NULL)
    return g_strdup (source->origin);
  return lineup_guide_address_get_origin (
      lineup_failover_get_origins (failover)[lineup_failover_get_current (failover)]);
}

static void
add_error (LineupDictWriter *writer, const GError *error)
{
  g_autofree char *name = error != NULL ? lineup_error_get_dbus_name (error) : NULL;

  lineup_dict_writer_add_string (writer, "error-name", name != NULL ? name : "");
  lineup_dict_writer_add_string (writer, "error-message", error != NULL ? error->message : "");
}

static void
add_source (const LineupChosenSource *source, gpointer user_data)
{
  Listing *listing = user_data;
  LineupGuideSourceAdaptor *self = listing->adaptor;
  const LineupStepReport *report = find_report (self, source->id);
  const LineupSourceRow none = { 0 };
  const LineupSourceRow *row = NULL;
  g_autofree char *origin = get_origin (self, source);
  LineupDictWriter writer;

  if (listing->rows != NULL)
    row = g_hash_table_lookup (listing->rows, source->id);
  if (row == NULL)
    row = &none;
  lineup_dict_writer_init (&writer);
  lineup_dict_writer_add_string (&writer, "id", source->id);
  lineup_dict_writer_add_string (&writer, "origin", origin);
  lineup_dict_writer_add_string (&writer, "name", source->name != NULL ? source->name : "");
  lineup_dict_writer_add_string (
      &writer,
      "state",
      get_state (
          source, listing->is_proposed, row, report, lineup_clock_get_seconds (self->clock)));
  lineup_dict_writer_add_int (&writer, "shift", (gint32)source->shift);
  lineup_dict_writer_add_string (&writer, "zone", source->zone != NULL ? source->zone : "");
  lineup_dict_writer_add_uint64 (&writer, "from", (guint64)row->first);
  lineup_dict_writer_add_uint64 (&writer, "until", (guint64)row->last);
  lineup_dict_writer_add_uint64 (&writer, "programmes", (guint64)row->programmes);
  lineup_dict_writer_add_uint (&writer, "channels", (guint32)row->channels);
  lineup_dict_writer_add_uint64 (&writer, "last-attempt", report != NULL ? report->began : 0);
  add_error (&writer, has_failed (report) ? report->error : NULL);
  g_variant_builder_add_value (&listing->sources, lineup_dict_writer_end (&writer));
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *listing = user_data;
  g_autoptr (GError) error = NULL;

  /* What a person has said is told, although nothing that was read can be. */
  listing->rows = lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);
  if (listing->rows == NULL)
    g_debug ("What is remembered of guides can't be read: %s", error->message);
  g_variant_builder_init (&listing->sources, G_VARIANT_TYPE ("aa{sv}"));
  lineup_guide_choices_foreach_source (
      lineup_subscription_get_guide_choices (listing->adaptor->subscription), add_source, listing);
  listing->is_proposed = TRUE;
  lineup_guide_proposals_foreach (
      lineup_guide_sources_get_proposals (get_sources (listing->adaptor)), add_source, listing);
  g_dbus_method_invocation_return_value (
      listing->invocation, g_variant_new ("(@aa{sv})", g_variant_builder_end (&listing->sources)));
  g_clear_pointer (&listing->rows, g_hash_table_unref);
  g_object_unref (listing->adaptor);
  g_free (listing);
}

static void
unref_rows (gpointer rows)
{
  g_hash_table_unref (rows);
}

static gboolean
on_list_sources (LineupDBusGuide *interface,
                 GDBusMethodInvocation *invocation,
                 GVariant *options,
                 LineupGuideSourceAdaptor *self)
{
  LineupCall *call = lineup_gate_receive (invocation);
  Listing *listing = g_new0 (Listing, 1);

  listing->adaptor = g_object_ref (self);
  listing->invocation = invocation;
  lineup_guide_read_async (lineup_subscription_get_guide (self->subscription),
                           lineup_source_row_list,
                           NULL,
                           NULL,
                           unref_rows,
                           lineup_call_get_cancellable (call),
                           on_rows,
                           listing);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Changing */

static gboolean
parse_place (GVariant *source, int *place, GError **error)
{
  guint given = G_MAXUINT;

  if (!lineup_lookup_uint (source, "place", &given, error))
    return FALSE;
  *place = given == G_MAXUINT ? -1 : (int)MIN (given, (guint)LINEUP_GUIDE_SOURCES_MAX);
  return TRUE;
}

static gboolean
parse_switches (GVariant *source, LineupGuideSourceChange *change, GError **error)
{
  LineupSwitch enabled = LINEUP_SWITCH_UNSET;
  int shift = G_MAXINT;

  if (!lineup_lookup_int (source, "shift", &shift, error)
      || !lineup_lookup_switch (source, "enabled", &enabled, error))
    return FALSE;
  change->has_shift = shift != G_MAXINT;
  change->shift = shift;
  change->has_enabled = enabled != LINEUP_SWITCH_UNSET;
  change->enabled = enabled == LINEUP_SWITCH_ON;
  return TRUE;
}

/* Strings and files stay with the call. */
static gboolean
parse_source (GVariant *source, GUnixFDList *files, LineupGuideSourceChange *change, GError **error)
{
  *change = (LineupGuideSourceChange){ .fd = -1 };
  return lineup_lookup_text (source, "url", &change->url, error)
         && lineup_lookup_text (source, "name", &change->name, error)
         && lineup_lookup_text (source, "zone", &change->zone, error)
         && parse_switches (source, change, error) && parse_place (source, &change->place, error)
         && lineup_arguments_parse_file (source, files, &change->fd, error);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;
  g_autofree char *id = lineup_guide_sources_add_finish (
      LINEUP_GUIDE_SOURCES (source), result, &error);

  if (id != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", id));
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
on_add_source (LineupDBusGuide *interface,
               GDBusMethodInvocation *invocation,
               GUnixFDList *files,
               GVariant *source,
               LineupGuideSourceAdaptor *self)
{
  LineupCall *call = lineup_gate_receive (invocation);
  LineupGuideSourceChange change;
  GError *error = NULL;

  if (parse_source (source, files, &change, &error)
      && lineup_guide_sources_is_full (get_sources (self)))
    g_set_error (&error,
                 G_DBUS_ERROR,
                 G_DBUS_ERROR_LIMITS_EXCEEDED,
                 "There are at most %d sources",
                 LINEUP_GUIDE_SOURCES_MAX);
  if (error == NULL)
    lineup_guide_sources_add_async (
        get_sources (self), &change, lineup_call_get_cancellable (call), on_added, invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (lineup_guide_sources_change_finish (LINEUP_GUIDE_SOURCES (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
on_update_source (LineupDBusGuide *interface,
                  GDBusMethodInvocation *invocation,
                  GUnixFDList *files,
                  const char *id,
                  GVariant *source,
                  LineupGuideSourceAdaptor *self)
{
  LineupCall *call = lineup_gate_receive (invocation);
  LineupGuideSourceChange change;
  GError *error = NULL;

  if (parse_source (source, files, &change, &error))
    lineup_guide_sources_update_async (get_sources (self),
                                       id,
                                       &change,
                                       lineup_call_get_cancellable (call),
                                       on_changed,
                                       invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_remove_source (LineupDBusGuide *interface,
                  GDBusMethodInvocation *invocation,
                  const char *id,
                  LineupGuideSourceAdaptor *self)
{
  LineupCall *call = lineup_gate_receive (invocation);

  lineup_guide_sources_remove_async (
      get_sources (self), id, lineup_call_get_cancellable (call), on_changed, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Telling */

static void
tell (LineupGuideSourceAdaptor *self)
{
  lineup_dbus_guide_emit_sources_changed (self->interface);
}

void
lineup_guide_source_adaptor_attach (LineupDBusGuide *interface,
                                    LineupSubscription *subscription,
                                    LineupClock *clock)
{
  LineupGuideSourceAdaptor *self = g_object_new (LINEUP_TYPE_GUIDE_SOURCE_ADAPTOR, NULL);

  self->interface = interface;
  self->subscription = g_object_ref (subscription);
  self->clock = g_object_ref (clock);
  g_object_set_data_full (G_OBJECT (interface), "lineup-guide-sources", self, g_object_unref);
  g_signal_connect_object (interface, "handle-list-sources", G_CALLBACK (on_list_sources), self, 0);
  g_signal_connect_object (interface, "handle-add-source", G_CALLBACK (on_add_source), self, 0);
  g_signal_connect_object (
      interface, "handle-update-source", G_CALLBACK (on_update_source), self, 0);
  g_signal_connect_object (
      interface, "handle-remove-source", G_CALLBACK (on_remove_source), self, 0);
  g_signal_connect_object (lineup_guide_keeper_get_syncs (lineup_account_guides_get_keeper (
                               lineup_subscription_get_guides (subscription))),
                           "finished",
                           G_CALLBACK (tell),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lineup_subscription_get_guide_choices (subscription),
                           "changed",
                           G_CALLBACK (tell),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lineup_guide_sources_get_proposals (get_sources (self)),
                           "changed",
                           G_CALLBACK (tell),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lineup_subscription_get_guide (subscription),
                           "changed",
                           G_CALLBACK (tell),
                           self,
                           G_CONNECT_SWAPPED);
}
