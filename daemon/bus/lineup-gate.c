/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-gate.h"

#include "lineup-call-private.h"

#define GATE                 "lineup-gate"
#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

/* What an interface's calls go through. */
typedef struct
{
  LineupCallers *callers;      /* (owned) (nullable): once it is open */
  const char *const *queued;   /* (unowned) (nullable) */
  GDBusInterfaceVTable vtable; /* GLib's, with what is below in its place */
  GDBusInterfaceMethodCallFunc handle;
  LineupGateSetFunc set;        /* (nullable): where properties can be written */
  gpointer set_data;            /* (owned) (nullable): for the function */
  GDestroyNotify set_data_free; /* (nullable) */
} Gate;

static void
gate_free (gpointer user_data)
{
  Gate *self = user_data;

  g_clear_object (&self->callers);
  if (self->set_data_free != NULL)
    self->set_data_free (self->set_data);
  g_free (self);
}

static Gate *
get_gate (gpointer interface)
{
  return g_object_get_data (G_OBJECT (interface), GATE);
}

static void
set_property (Gate *self, gpointer interface, GDBusMethodInvocation *owned_invocation)
{
  g_autoptr (GVariant) value = NULL;
  const char *name = NULL;

  /* GLib has checked that there is such a property of this type. */
  g_variant_get (
      g_dbus_method_invocation_get_parameters (owned_invocation), "(&s&sv)", NULL, &name, &value);
  self->set (interface, name, value, owned_invocation, self->set_data);
}

static void
begin (LineupCall *call, gpointer user_data)
{
  g_autoptr (GDBusInterfaceSkeleton) interface = user_data;
  GDBusMethodInvocation *invocation = lineup_call_get_invocation (call);
  Gate *self = get_gate (interface);

  if (g_str_equal (g_dbus_method_invocation_get_interface_name (invocation), PROPERTIES_INTERFACE))
    set_property (self, interface, invocation);
  else
    self->handle (g_dbus_method_invocation_get_connection (invocation),
                  g_dbus_method_invocation_get_sender (invocation),
                  g_dbus_method_invocation_get_object_path (invocation),
                  g_dbus_method_invocation_get_interface_name (invocation),
                  g_dbus_method_invocation_get_method_name (invocation),
                  g_dbus_method_invocation_get_parameters (invocation),
                  invocation,
                  interface);
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface_name,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer interface)
{
  Gate *self = get_gate (interface);
  LineupCall *call = lineup_callers_admit (self->callers, invocation);

  if (call == NULL)
    return;
  if (self->queued != NULL && g_strv_contains (self->queued, method))
    begin (call, g_object_ref (interface));
  else
    lineup_call_queue (call, LINEUP_LANE_ACTING, begin, g_object_ref (interface), g_object_unref);
}

static GDBusInterfaceVTable *
get_vtable (GDBusInterfaceSkeleton *interface)
{
  Gate *self = get_gate (interface);
  GDBusInterfaceSkeletonClass *parent_class = g_type_class_peek_parent (
      G_DBUS_INTERFACE_SKELETON_GET_CLASS (interface));

  self->vtable = *parent_class->get_vtable (interface);
  self->handle = self->vtable.method_call;
  self->vtable.method_call = on_call;
  /* Without a function that sets properties, GLib has Set() handled as a method, see
   * #GDBusInterfaceVTable. */
  if (self->set != NULL)
    self->vtable.set_property = NULL;
  return &self->vtable;
}

static void
class_init (gpointer klass, gpointer class_data)
{
  G_DBUS_INTERFACE_SKELETON_CLASS (klass)->get_vtable = get_vtable;
}

/* Each skeleton has a type of its own, of which one is derived here. */
static GType
get_gated_type (GType type)
{
  g_autofree char *name = g_strconcat ("LineupGated", g_type_name (type), NULL);
  const GType gated_type = g_type_from_name (name);
  GTypeQuery query;

  if (gated_type != 0)
    return gated_type;
  g_type_query (type, &query);
  return g_type_register_static_simple (
      type, name, query.class_size, class_init, query.instance_size, NULL, 0);
}

gpointer
lineup_gate_new_interface (GType type)
{
  gpointer interface = g_object_new (get_gated_type (type), NULL);

  g_object_set_data_full (G_OBJECT (interface), GATE, g_new0 (Gate, 1), gate_free);
  return interface;
}

void
lineup_gate_set_queued (gpointer interface, const char *const *methods)
{
  get_gate (interface)->queued = methods;
}

void
lineup_gate_set_setter (gpointer interface,
                        LineupGateSetFunc func,
                        gpointer user_data,
                        GDestroyNotify user_data_free)
{
  Gate *self = get_gate (interface);

  self->set = func;
  self->set_data = user_data;
  self->set_data_free = user_data_free;
}

LineupCall *
lineup_gate_receive (GDBusMethodInvocation *invocation)
{
  return lineup_call_get (invocation);
}

void
lineup_gate_open (gpointer interface, LineupCallers *callers)
{
  Gate *self = get_gate (interface);

  g_return_if_fail (self != NULL);

  g_set_object (&self->callers, callers);
}
