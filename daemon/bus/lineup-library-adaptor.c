/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call.h"
#include "lineup-error.h"
#include "lineup-gate.h"
#include "lineup-library-lines.h"
#include "lineup-library-transfer.h"
#include "lineup-variants.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

/* Calls that read the catalogue. What is said waits for its turn with what changes accounts. */
static const char *const queued_methods[] = { "ListFavourites", "ListContinue", "ListHistory",
                                              "Export",         "Import",       NULL };

/* What is said. It is written although its caller may leave. */

static void
on_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (lineup_librarian_finish (LINEUP_LIBRARIAN (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
say (LineupLibrarian *librarian,
     GDBusMethodInvocation *owned_invocation,
     const char *token,
     LineupLibraryRequest *request)
{
  GError *error = NULL;

  if (lineup_arguments_parse_marked_kind (token, &request->kind, &error))
    /* See above. */
    lineup_librarian_say_async (librarian, request, NULL, on_said, owned_invocation);
  else
    lineup_arguments_return_error (owned_invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_set_favourite (LineupDBusLibrary *interface,
                  GDBusMethodInvocation *invocation,
                  const char *token,
                  gint64 id,
                  gboolean on,
                  GVariant *options,
                  LineupLibrarian *librarian)
{
  LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_FAVOURITE, .id = id, .on = on };

  return say (librarian, invocation, token, &request);
}

static gboolean
on_set_hidden (LineupDBusLibrary *interface,
               GDBusMethodInvocation *invocation,
               const char *token,
               gint64 id,
               gboolean on,
               GVariant *options,
               LineupLibrarian *librarian)
{
  LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_HIDE, .id = id, .on = on };

  return say (librarian, invocation, token, &request);
}

static gboolean
on_set_watched (LineupDBusLibrary *interface,
                GDBusMethodInvocation *invocation,
                const char *token,
                gint64 id,
                gboolean on,
                GVariant *options,
                LineupLibrarian *librarian)
{
  LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_WATCH, .id = id, .on = on };

  return say (librarian, invocation, token, &request);
}

static gboolean
on_move_favourite (LineupDBusLibrary *interface,
                   GDBusMethodInvocation *invocation,
                   const char *token,
                   gint64 id,
                   guint place,
                   GVariant *options,
                   LineupLibrarian *librarian)
{
  LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_MOVE, .id = id, .place = place };

  return say (librarian, invocation, token, &request);
}

static gboolean
on_set_resume (LineupDBusLibrary *interface,
               GDBusMethodInvocation *invocation,
               const char *token,
               gint64 id,
               guint64 resume,
               guint64 length,
               GVariant *options,
               LineupLibrarian *librarian)
{
  LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_RESUME, .id = id };
  GError *error = NULL;

  if (lineup_arguments_parse_resume (token, resume, length, options, &request, &error))
    return say (librarian, invocation, token, &request);
  lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_forget (LineupDBusLibrary *interface,
           GDBusMethodInvocation *invocation,
           const char *token,
           gint64 id,
           GVariant *options,
           LineupLibrarian *librarian)
{
  LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_FORGET, .id = id };

  return say (librarian, invocation, token, &request);
}

static gboolean
on_set_category_hidden (LineupDBusLibrary *interface,
                        GDBusMethodInvocation *invocation,
                        const char *token,
                        const char *category,
                        gboolean hidden,
                        GVariant *options,
                        LineupLibrarian *librarian)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  GError *error = NULL;

  if (lineup_arguments_parse_kind (token, &kind, &error))
    /* See above. */
    lineup_librarian_hide_category_async (
        librarian, kind, category, hidden, NULL, on_said, invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* A property that a caller has set. */
typedef struct
{
  LineupDBusLibrary *interface;      /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) */
} Setting;

/* Who has set a property and listens, too, hears of it before the reply. */
static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Setting *setting = user_data;

  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (setting->interface));
  on_said (source, result, setting->invocation);
  g_object_unref (setting->interface);
  g_free (setting);
}

static void
on_set_property (gpointer interface,
                 const char *name,
                 GVariant *value,
                 GDBusMethodInvocation *owned_invocation,
                 gpointer librarian)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->interface = g_object_ref (interface);
  setting->invocation = owned_invocation;
  /* See above. */
  lineup_librarian_set_hide_new_async (
      librarian, g_variant_get_boolean (value), NULL, on_set, setting);
}

/* Lists */

typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  LineupLibraryLines lines;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *self = data;

  g_object_unref (self->subscription);
  g_free (self);
}

static void
on_lines (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) lines = lineup_library_lines_read_finish (
      LINEUP_SUBSCRIPTION (source), result, &error);

  if (lines != NULL)
    lineup_call_return_value (call, g_variant_new ("(@aa{sv})", lines));
  else
    lineup_call_return_error (call, error);
}

static void
begin_list (LineupCall *call, gpointer user_data)
{
  Listing *self = user_data;

  lineup_library_lines_read_async (
      self->subscription, &self->lines, lineup_call_get_cancellable (call), on_lines, call);
  listing_free (self);
}

static gboolean
list (GDBusMethodInvocation *owned_invocation,
      LineupLibraryListing listing,
      GVariant *options,
      LineupSubscription *subscription)
{
  LineupCall *call = lineup_gate_receive (owned_invocation);
  Listing *self = g_new0 (Listing, 1);
  GError *error = NULL;

  self->subscription = g_object_ref (subscription);
  self->lines.listing = listing;
  if (lineup_library_lines_parse (&self->lines, options, &error))
    lineup_call_queue (call, LINEUP_LANE_READING, begin_list, self, listing_free);
  else
    {
      listing_free (self);
      lineup_call_return_error (call, error);
    }
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_list_favourites (LineupDBusLibrary *interface,
                    GDBusMethodInvocation *invocation,
                    GVariant *options,
                    LineupSubscription *subscription)
{
  return list (invocation, LINEUP_LIBRARY_FAVOURITES, options, subscription);
}

static gboolean
on_list_continue (LineupDBusLibrary *interface,
                  GDBusMethodInvocation *invocation,
                  GVariant *options,
                  LineupSubscription *subscription)
{
  return list (invocation, LINEUP_LIBRARY_CONTINUE, options, subscription);
}

static gboolean
on_list_history (LineupDBusLibrary *interface,
                 GDBusMethodInvocation *invocation,
                 GVariant *options,
                 LineupSubscription *subscription)
{
  return list (invocation, LINEUP_LIBRARY_HISTORY, options, subscription);
}

/* Exporting and importing */

typedef struct
{
  LineupLibrarian *librarian; /* (owned) */
  int fd;                     /* (owned): what is to be read, -1 for none */
} Transfer;

static void
transfer_free (gpointer data)
{
  Transfer *self = data;

  if (self->fd >= 0)
    close (self->fd);
  g_object_unref (self->librarian);
  g_free (self);
}

/* The file is closed here when it has been sent, with the last reference to its list. */
static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;
  const int fd = lineup_library_transfer_write_finish (result, &error);
  g_autoptr (GUnixFDList) files = fd >= 0 ? g_unix_fd_list_new_from_array (&fd, 1) : NULL;

  if (files != NULL)
    lineup_call_return_files (call, g_variant_new ("(h)", 0), files);
  else
    lineup_call_return_error (call, error);
}

static void
on_open_to_export (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  LineupLibrary *library = LINEUP_LIBRARY (source);
  GError *error = NULL;

  if (lineup_library_change_finish (library, result, &error))
    lineup_library_transfer_write_async (
        lineup_library_get_shelf (library), lineup_call_get_cancellable (call), on_exported, call);
  else
    lineup_call_return_error (call, error);
}

static void
begin_export (LineupCall *call, gpointer user_data)
{
  Transfer *self = user_data;

  lineup_library_open_async (lineup_librarian_get_library (self->librarian),
                             lineup_call_get_cancellable (call),
                             on_open_to_export,
                             call);
  transfer_free (self);
}

static Transfer *
transfer_new (LineupLibrarian *librarian, int owned_fd)
{
  Transfer *self = g_new0 (Transfer, 1);

  self->librarian = g_object_ref (librarian);
  self->fd = owned_fd;
  return self;
}

static gboolean
on_export (LineupDBusLibrary *interface,
           GDBusMethodInvocation *invocation,
           GUnixFDList *files,
           GVariant *options,
           LineupLibrarian *librarian)
{
  lineup_call_queue (lineup_gate_receive (invocation),
                     LINEUP_LANE_COPYING,
                     begin_export,
                     transfer_new (librarian, -1),
                     transfer_free);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;
  guint taken = 0;

  if (lineup_librarian_import_finish (LINEUP_LIBRARIAN (source), result, &taken, &error))
    lineup_call_return_value (call, g_variant_new ("(u)", taken));
  else
    lineup_call_return_error (call, error);
}

static void
begin_import (LineupCall *call, gpointer user_data)
{
  Transfer *self = user_data;
  const int fd = self->fd;

  self->fd = -1;
  lineup_librarian_import_async (
      self->librarian, fd, lineup_call_get_cancellable (call), on_imported, call);
  transfer_free (self);
}

static gboolean
on_import (LineupDBusLibrary *interface,
           GDBusMethodInvocation *invocation,
           GUnixFDList *files,
           GVariant *handle,
           GVariant *options,
           LineupLibrarian *librarian)
{
  LineupCall *call = lineup_gate_receive (invocation);
  GError *error = NULL;
  int fd = -1;

  if (files != NULL)
    fd = g_unix_fd_list_get (files, g_variant_get_handle (handle), &error);
  if (fd >= 0)
    lineup_call_queue (
        call, LINEUP_LANE_ASKING, begin_import, transfer_new (librarian, fd), transfer_free);
  else
    {
      g_clear_error (&error);
      g_set_error_literal (
          &error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "There is no file with the call");
      lineup_call_return_error (call, error);
    }
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Signals */

static void
on_changed (LineupLibrary *library, gpointer data, LineupDBusLibrary *interface)
{
  const LineupLibraryEntry *entry = data;

  if (entry != NULL)
    lineup_dbus_library_emit_library_changed (interface,
                                              lineup_marked_kind_to_string (entry->kind),
                                              entry->id,
                                              lineup_variants_from_library_state (entry));
  else
    lineup_dbus_library_emit_library_changed (
        interface, "", 0, g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
}

LineupDBusLibrary *
lineup_library_adaptor_new (LineupSubscription *subscription)
{
  LineupLibrarian *librarian = lineup_subscription_get_librarian (subscription);
  LineupLibrary *library = lineup_librarian_get_library (librarian);
  LineupDBusLibrary *interface = lineup_gate_new_interface (LINEUP_DBUS_TYPE_LIBRARY_SKELETON);
  const struct
  {
    const char *signal;
    GCallback callback;
  } sayings[] = {
    { "handle-set-favourite", G_CALLBACK (on_set_favourite) },
    { "handle-set-hidden", G_CALLBACK (on_set_hidden) },
    { "handle-set-watched", G_CALLBACK (on_set_watched) },
    { "handle-move-favourite", G_CALLBACK (on_move_favourite) },
    { "handle-set-category-hidden", G_CALLBACK (on_set_category_hidden) },
    { "handle-set-resume", G_CALLBACK (on_set_resume) },
    { "handle-forget", G_CALLBACK (on_forget) },
    { "handle-export", G_CALLBACK (on_export) },
    { "handle-import", G_CALLBACK (on_import) },
  };

  lineup_gate_set_queued (interface, queued_methods);
  lineup_gate_set_setter (interface, on_set_property, g_object_ref (librarian), g_object_unref);
  g_object_bind_property (
      library, "hide-new-categories", interface, "hide-new-categories", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), interface, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++)
    g_signal_connect_object (interface, sayings[i].signal, sayings[i].callback, librarian, 0);
  g_signal_connect_object (
      interface, "handle-list-favourites", G_CALLBACK (on_list_favourites), subscription, 0);
  g_signal_connect_object (
      interface, "handle-list-continue", G_CALLBACK (on_list_continue), subscription, 0);
  g_signal_connect_object (
      interface, "handle-list-history", G_CALLBACK (on_list_history), subscription, 0);
  return interface;
}
