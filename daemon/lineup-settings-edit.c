/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-settings-edit.h"

/* What lineup_settings_edit_get_defaults() is about. */
static const char *const sync_settings[] = {
  "auto-sync", "enabled", "notify", "sync-interval", "unmetered-only",
};

typedef struct
{
  GParamSpec *pspec; /* (unowned): of the account's class */
  GValue before;
  GValue after;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_value_unset (&change->before);
  g_value_unset (&change->after);
}

static gboolean
read_change (
    LineupAccount *account, const char *name, GVariant *variant, Change *change, GError **error)
{
  change->pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (account), name);
  g_assert (change->pspec != NULL);
  g_dbus_gvariant_to_gvalue (variant, &change->after);
  g_object_get_property (G_OBJECT (account), name, &change->before);
  if (!g_param_value_validate (change->pspec, &change->after))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "The %s is out of range", name);
  return FALSE;
}

static GArray *
read_changes (LineupAccount *account, GVariant *values, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (Change));
  GVariantIter iter;
  const char *name = NULL;
  GVariant *value = NULL;

  g_array_set_clear_func (changes, change_clear);
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autoptr (GVariant) owned_value = value;

      g_array_set_size (changes, changes->len + 1);
      if (!read_change (
              account, name, value, &g_array_index (changes, Change, changes->len - 1), error))
        return NULL;
    }
  return g_steal_pointer (&changes);
}

static void
apply (LineupAccount *account, GArray *changes)
{
  g_object_freeze_notify (G_OBJECT (account));
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = &g_array_index (changes, Change, i);

      g_object_set_property (G_OBJECT (account), change->pspec->name, &change->after);
    }
  g_object_thaw_notify (G_OBJECT (account));
}

/* But for what somebody else has changed meanwhile. */
static void
take_back (LineupAccount *account, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = &g_array_index (changes, Change, i);
      g_auto (GValue) now = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (account), change->pspec->name, &now);
      if (g_param_values_cmp (change->pspec, &now, &change->after) == 0)
        g_object_set_property (G_OBJECT (account), change->pspec->name, &change->before);
    }
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_account_store_write_finish (LINEUP_ACCOUNT_STORE (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  take_back (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_settings_edit_async (LineupAccount *account,
                            LineupAccountStore *store,
                            GVariant *values,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (account, NULL, callback, user_data);
  g_autoptr (GVariant) owned_values = g_variant_ref_sink (values);
  g_autoptr (GArray) changes = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, lineup_settings_edit_async);
  changes = read_changes (account, owned_values, &error);
  if (changes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  apply (account, changes);
  g_task_set_task_data (task, g_steal_pointer (&changes), (GDestroyNotify)g_array_unref);
  lineup_account_store_save_async (store, account, on_saved, g_steal_pointer (&task));
}

gboolean
lineup_settings_edit_finish (LineupAccount *account, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, account), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GVariant *
lineup_settings_edit_get_defaults (void)
{
  g_autoptr (GTypeClass) account_class = g_type_class_ref (LINEUP_TYPE_ACCOUNT);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (gsize i = 0; i < G_N_ELEMENTS (sync_settings); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_CLASS (account_class),
                                                        sync_settings[i]);
      const GValue *value = g_param_spec_get_default_value (pspec);

      g_variant_builder_add (&builder,
                             "{sv}",
                             pspec->name,
                             G_VALUE_HOLDS_UINT (value)
                                 ? g_variant_new_uint32 (g_value_get_uint (value))
                                 : g_variant_new_boolean (g_value_get_boolean (value)));
    }
  return g_variant_builder_end (&builder);
}
