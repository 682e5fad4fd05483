/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-session.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-names.h"

#include <glib/gi18n.h>

/* Milliseconds: the daemon answers within 20 seconds whatever it has to ask a panel for. */
#define TIMEOUT_MS (60 * 1000)

struct _LineupCtlSession
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  LineupDBusManager *manager;  /* (owned) */
  GDBusObjectManager *objects; /* (owned): keeps the accounts up to date */
  GPtrArray *accounts;         /* (owned) (element-type LineupDBusObject) */
};

G_DEFINE_FINAL_TYPE (LineupCtlSession, lineup_ctl_session, G_TYPE_OBJECT)

static void
lineup_ctl_session_dispose (GObject *object)
{
  LineupCtlSession *self = LINEUP_CTL_SESSION (object);

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_object (&self->objects);
  g_clear_object (&self->manager);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (lineup_ctl_session_parent_class)->dispose (object);
}

static void
lineup_ctl_session_class_init (LineupCtlSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lineup_ctl_session_dispose;
}

static void
lineup_ctl_session_init (LineupCtlSession *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
ask_bus (LineupCtlSession *self, const char *method, GVariant *arguments, GError **error)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (self->connection,
                                                            "org.freedesktop.DBus",
                                                            "/org/freedesktop/DBus",
                                                            "org.freedesktop.DBus",
                                                            method,
                                                            arguments,
                                                            NULL,
                                                            G_DBUS_CALL_FLAGS_NONE,
                                                            TIMEOUT_MS,
                                                            NULL,
                                                            error);

  return reply != NULL;
}

/* An object manager without a daemon is just empty, so the bus itself is asked, which says why. */
static gboolean
reach (LineupCtlSession *self, gboolean start, GError **error)
{
  GVariant *name = g_variant_new ("(s)", LINEUP_CTL_BUS_NAME);

  if (!start)
    return ask_bus (self, "GetNameOwner", name, error);
  return ask_bus (self, "GetNameOwner", name, NULL)
         || ask_bus (
             self, "StartServiceByName", g_variant_new ("(su)", LINEUP_CTL_BUS_NAME, 0), error);
}

static int
compare_ids (gconstpointer one, gconstpointer other)
{
  return strcmp (lineup_ctl_session_get_id (*(LineupDBusObject *const *)one),
                 lineup_ctl_session_get_id (*(LineupDBusObject *const *)other));
}

static gboolean
open_session (LineupCtlSession *self, gboolean start, GError **error)
{
  GList *objects = NULL;

  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (self->connection == NULL)
    {
      g_set_error_literal (error,
                           LINEUP_CTL_ERROR,
                           LINEUP_CTL_ERROR_GONE,
                           _ ("There is no session bus here, which lineupd is to be found on."));
      return FALSE;
    }
  if (!reach (self, start, error))
    return FALSE;
  self->manager = lineup_dbus_manager_proxy_new_sync (self->connection,
                                                      G_DBUS_PROXY_FLAGS_NONE,
                                                      LINEUP_CTL_BUS_NAME,
                                                      LINEUP_CTL_MANAGER_PATH,
                                                      NULL,
                                                      error);
  if (self->manager == NULL)
    return FALSE;
  self->objects = lineup_dbus_object_manager_client_new_sync (
      self->connection,
      G_DBUS_OBJECT_MANAGER_CLIENT_FLAGS_NONE,
      LINEUP_CTL_BUS_NAME,
      LINEUP_CTL_MANAGER_PATH,
      NULL,
      error);
  if (self->objects == NULL)
    return FALSE;

  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (self->manager), TIMEOUT_MS);
  objects = g_dbus_object_manager_get_objects (self->objects);
  for (GList *node = objects; node != NULL; node = node->next)
    {
      LineupDBusObject *object = node->data;

      if (lineup_dbus_object_peek_account (object) == NULL
          || lineup_dbus_object_peek_catalog (object) == NULL)
        continue;
      g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (lineup_dbus_object_peek_account (object)),
                                        TIMEOUT_MS);
      g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (lineup_dbus_object_peek_catalog (object)),
                                        TIMEOUT_MS);
      if (lineup_dbus_object_peek_guide (object) != NULL)
        g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (lineup_dbus_object_peek_guide (object)),
                                          TIMEOUT_MS);
      g_ptr_array_add (self->accounts, g_object_ref (object));
    }
  g_list_free_full (objects, g_object_unref);
  g_ptr_array_sort (self->accounts, compare_ids);
  return TRUE;
}

LineupCtlSession *
lineup_ctl_session_new (gboolean start, GError **error)
{
  g_autoptr (LineupCtlSession) self = g_object_new (LINEUP_CTL_TYPE_SESSION, NULL);

  return open_session (self, start, error) ? g_steal_pointer (&self) : NULL;
}

GDBusConnection *
lineup_ctl_session_get_connection (LineupCtlSession *self)
{
  g_return_val_if_fail (LINEUP_CTL_IS_SESSION (self), NULL);

  return self->connection;
}

LineupDBusManager *
lineup_ctl_session_get_manager (LineupCtlSession *self)
{
  g_return_val_if_fail (LINEUP_CTL_IS_SESSION (self), NULL);

  return self->manager;
}

GPtrArray *
lineup_ctl_session_get_accounts (LineupCtlSession *self)
{
  g_return_val_if_fail (LINEUP_CTL_IS_SESSION (self), NULL);

  return self->accounts;
}

static char *
join_ids (LineupCtlSession *self)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    g_string_append_printf (ids,
                            "%s%s",
                            i > 0 ? ", " : "",
                            lineup_ctl_session_get_id (g_ptr_array_index (self->accounts, i)));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

LineupDBusObject *
lineup_ctl_session_find (LineupCtlSession *self, const char *id, GError **error)
{
  g_autofree char *ids = NULL;

  g_return_val_if_fail (LINEUP_CTL_IS_SESSION (self), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      LineupDBusObject *object = g_ptr_array_index (self->accounts, i);

      if (id == NULL ? self->accounts->len == 1
                     : g_str_equal (id, lineup_ctl_session_get_id (object)))
        return object;
    }

  ids = join_ids (self);
  if (self->accounts->len == 0)
    g_set_error_literal (error,
                         LINEUP_CTL_ERROR,
                         LINEUP_CTL_ERROR_NOT_FOUND,
                         _ ("There is no account yet. Add one: lineupctl add"));
  else if (id == NULL)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_USAGE,
                 _ ("There are several accounts. Say which one with --account: %s"),
                 ids);
  else
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_NOT_FOUND,
                 _ ("There is no account %s. There are: %s"),
                 id,
                 ids);
  return NULL;
}

GPtrArray *
lineup_ctl_session_choose (LineupCtlSession *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) one = NULL;
  LineupDBusObject *object = NULL;

  g_return_val_if_fail (LINEUP_CTL_IS_SESSION (self), NULL);

  if (id == NULL && self->accounts->len > 0)
    return g_ptr_array_ref (self->accounts);
  object = lineup_ctl_session_find (self, id, error);
  if (object == NULL)
    return NULL;
  one = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (one, g_object_ref (object));
  return g_steal_pointer (&one);
}

LineupDBusGuide *
lineup_ctl_session_get_guide (LineupDBusObject *object, GError **error)
{
  LineupDBusGuide *guide = lineup_dbus_object_peek_guide (object);

  if (guide == NULL)
    g_set_error_literal (error,
                         LINEUP_CTL_ERROR,
                         LINEUP_CTL_ERROR_FAILED,
                         _ ("The lineupd that runs here is too old to know of a guide. Let it be "
                            "started anew: systemctl --user restart lineupd"));
  return guide;
}

LineupDBusLibrary *
lineup_ctl_session_get_library (LineupDBusObject *object, GError **error)
{
  LineupDBusLibrary *library = lineup_dbus_object_peek_library (object);

  if (library == NULL)
    g_set_error_literal (error,
                         LINEUP_CTL_ERROR,
                         LINEUP_CTL_ERROR_FAILED,
                         _ ("The lineupd that runs here is too old to keep favourites. Let it be "
                            "started anew: systemctl --user restart lineupd"));
  return library;
}

const char *
lineup_ctl_session_get_id (LineupDBusObject *object)
{
  return g_dbus_object_get_object_path (G_DBUS_OBJECT (object)) + strlen (LINEUP_CTL_ACCOUNTS_PATH);
}
