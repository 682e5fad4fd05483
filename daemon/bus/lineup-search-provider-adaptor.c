/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search-provider-adaptor.h"

#include "lineup-desktop-answers.h"
#include "lineup-gate.h"

/* Identifiers, at most: a shell asks for what it shows; what is told of many would be much longer
 * than the question. */
#define MAX_IDENTIFIERS 1000

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  g_autoptr (GPtrArray) results = lineup_desktop_search_find_finish (LINEUP_DESKTOP_SEARCH (source),
                                                                     result);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < results->len; i++)
    {
      const LineupDesktopResult *found = results->pdata[i];

      g_variant_builder_add (&builder, "s", found->reference);
    }
  lineup_call_return_value (call, g_variant_new ("(as)", &builder));
}

static void
find (LineupDesktopSearchProvider *interface,
      GDBusMethodInvocation *invocation,
      const char *const *terms,
      LineupDesktopSearch *search)
{
  g_autofree char *text = g_strjoinv (" ", (char **)terms);

  lineup_desktop_answers_find (
      lineup_gate_receive (invocation), search, text, g_variant_new ("(as)", NULL), on_found);
}

static gboolean
on_get_initial_result_set (LineupDesktopSearchProvider *interface,
                           GDBusMethodInvocation *invocation,
                           const char *const *terms,
                           LineupDesktopSearch *search)
{
  find (interface, invocation, terms, search);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_get_subsearch_result_set (LineupDesktopSearchProvider *interface,
                             GDBusMethodInvocation *invocation,
                             const char *const *previous_results,
                             const char *const *terms,
                             LineupDesktopSearch *search)
{
  find (interface, invocation, terms, search);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static GVariant *
make_meta (const LineupDesktopResult *result)
{
  g_autoptr (GIcon) icon = lineup_desktop_answers_make_icon (result->kind);
  g_autoptr (GVariant) serialized = g_icon_serialize (icon);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (result->reference));
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (result->name));
  g_variant_builder_add (
      &builder, "{sv}", "description", g_variant_new_string (result->description));
  g_variant_builder_add (&builder, "{sv}", "icon", serialized);
  return g_variant_builder_end (&builder);
}

static void
on_described (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  g_autoptr (GPtrArray) results = lineup_desktop_search_describe_finish (
      LINEUP_DESKTOP_SEARCH (source), result);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < results->len; i++)
    g_variant_builder_add_value (&builder, make_meta (results->pdata[i]));
  lineup_call_return_value (call, g_variant_new ("(aa{sv})", &builder));
}

/* What is to be described, while it waits for its turn. */
typedef struct
{
  LineupDesktopSearch *search; /* (owned) */
  char **identifiers;          /* (owned) (array zero-terminated=1) */
} Description;

static void
description_free (Description *self)
{
  g_object_unref (self->search);
  g_strfreev (self->identifiers);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Description, description_free)

static void
begin_description (LineupCall *call, gpointer user_data)
{
  g_autoptr (Description) self = user_data;

  lineup_desktop_search_describe_async (self->search,
                                        (const char *const *)self->identifiers,
                                        lineup_call_get_cancellable (call),
                                        on_described,
                                        call);
}

static gboolean
on_get_result_metas (LineupDesktopSearchProvider *interface,
                     GDBusMethodInvocation *invocation,
                     const char *const *identifiers,
                     LineupDesktopSearch *search)
{
  LineupCall *call = lineup_gate_receive (invocation);
  Description *self = NULL;

  if (g_strv_length ((char **)identifiers) > MAX_IDENTIFIERS)
    {
      lineup_call_return_error (call,
                                g_error_new (G_DBUS_ERROR,
                                             G_DBUS_ERROR_INVALID_ARGS,
                                             "At most %d are told of at once",
                                             MAX_IDENTIFIERS));
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  self = g_new (Description, 1);
  self->search = g_object_ref (search);
  self->identifiers = g_strdupv ((char **)identifiers);
  lineup_call_queue (
      call, LINEUP_LANE_READING, begin_description, self, (GDestroyNotify)description_free);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* What a display has instead of a token: when the person did it. */
static char *
make_token (guint32 timestamp)
{
  return g_strdup_printf ("_TIME%" G_GUINT32_FORMAT, timestamp);
}

static gboolean
on_activate_result (LineupDesktopSearchProvider *interface,
                    GDBusMethodInvocation *invocation,
                    const char *identifier,
                    const char *const *terms,
                    guint32 timestamp,
                    LineupDesktopSearch *search)
{
  g_autofree char *token = make_token (timestamp);

  /* A search is closed before what was chosen in it opens. */
  lineup_desktop_search_open_async (
      search, identifier, token, NULL, lineup_desktop_answers_on_launched, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_launch_search (LineupDesktopSearchProvider *interface,
                  GDBusMethodInvocation *invocation,
                  const char *const *terms,
                  guint32 timestamp,
                  LineupDesktopSearch *search)
{
  g_autofree char *text = g_strjoinv (" ", (char **)terms);
  g_autofree char *token = make_token (timestamp);

  /* A search is closed before what was chosen in it opens. */
  lineup_desktop_search_launch_async (
      search, text, token, NULL, lineup_desktop_answers_on_launched, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

LineupDesktopSearchProvider *
lineup_search_provider_adaptor_new (LineupDesktopSearch *search)
{
  LineupDesktopSearchProvider *interface = lineup_desktop_answers_new_interface (
      LINEUP_DESKTOP_TYPE_SEARCH_PROVIDER_SKELETON);

  g_signal_connect_object (interface,
                           "handle-get-initial-result-set",
                           G_CALLBACK (on_get_initial_result_set),
                           search,
                           0);
  g_signal_connect_object (interface,
                           "handle-get-subsearch-result-set",
                           G_CALLBACK (on_get_subsearch_result_set),
                           search,
                           0);
  g_signal_connect_object (
      interface, "handle-get-result-metas", G_CALLBACK (on_get_result_metas), search, 0);
  g_signal_connect_object (
      interface, "handle-activate-result", G_CALLBACK (on_activate_result), search, 0);
  g_signal_connect_object (
      interface, "handle-launch-search", G_CALLBACK (on_launch_search), search, 0);
  return interface;
}
