/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-skeleton.h"

#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

struct _LineupAccountSkeleton
{
  LineupDBusAccountSkeleton parent_instance;

  GDBusInterfaceMethodCallFunc call; /* the generated one */
  GDBusInterfaceVTable vtable;
};

enum
{
  SIGNAL_SET_SETTING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Not final: the gate derives from it. */
G_DEFINE_TYPE (LineupAccountSkeleton, lineup_account_skeleton, LINEUP_DBUS_TYPE_ACCOUNT_SKELETON)

static void
handle_call (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *method,
             GVariant *parameters,
             GDBusMethodInvocation *invocation,
             gpointer user_data)
{
  LineupAccountSkeleton *self = user_data;
  g_autoptr (GVariant) value = NULL;
  const char *name = NULL;

  if (!g_str_equal (interface, PROPERTIES_INTERFACE))
    {
      self->call (connection, sender, path, interface, method, parameters, invocation, self);
      return;
    }
  /* GLib has checked that there is such a property of this type. */
  g_variant_get (parameters, "(&s&sv)", NULL, &name, &value);
  g_signal_emit (self, signals[SIGNAL_SET_SETTING], 0, name, value, invocation);
}

/* Without a function that sets properties, GLib has Set() handled as a method, see
 * #GDBusInterfaceVTable. */
static GDBusInterfaceVTable *
lineup_account_skeleton_get_vtable (GDBusInterfaceSkeleton *skeleton)
{
  LineupAccountSkeleton *self = LINEUP_ACCOUNT_SKELETON (skeleton);
  GDBusInterfaceSkeletonClass *parent_class = G_DBUS_INTERFACE_SKELETON_CLASS (
      lineup_account_skeleton_parent_class);

  self->vtable = *parent_class->get_vtable (skeleton);
  self->call = self->vtable.method_call;
  self->vtable.method_call = handle_call;
  self->vtable.set_property = NULL;
  return &self->vtable;
}

static void
lineup_account_skeleton_class_init (LineupAccountSkeletonClass *klass)
{
  G_DBUS_INTERFACE_SKELETON_CLASS (klass)->get_vtable = lineup_account_skeleton_get_vtable;

  signals[SIGNAL_SET_SETTING] = g_signal_new ("set-setting",
                                              G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              3,
                                              G_TYPE_STRING,
                                              G_TYPE_VARIANT,
                                              G_TYPE_DBUS_METHOD_INVOCATION);
}

static void
lineup_account_skeleton_init (LineupAccountSkeleton *self)
{
}
