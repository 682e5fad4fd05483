/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-lookup.h"

gboolean
lineup_lookup_value (GVariant *dictionary,
                     const char *key,
                     const GVariantType *type,
                     GVariant **value,
                     GError **error)
{
  g_autoptr (GVariant) found = g_variant_lookup_value (dictionary, key, NULL);

  *value = NULL;
  if (found != NULL && !g_variant_is_of_type (found, type))
    {
      g_set_error (error,
                   G_DBUS_ERROR,
                   G_DBUS_ERROR_INVALID_ARGS,
                   "“%s” is to be of type “%.*s”",
                   key,
                   (int)g_variant_type_get_string_length (type),
                   g_variant_type_peek_string (type));
      return FALSE;
    }
  *value = g_steal_pointer (&found);
  return TRUE;
}

gboolean
lineup_lookup_boolean (GVariant *dictionary, const char *key, gboolean *boolean, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_BOOLEAN, &value, error))
    return FALSE;
  if (value != NULL)
    *boolean = g_variant_get_boolean (value);
  return TRUE;
}

gboolean
lineup_lookup_switch (GVariant *dictionary, const char *key, LineupSwitch *result, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_BOOLEAN, &value, error))
    return FALSE;
  if (value != NULL)
    *result = g_variant_get_boolean (value) ? LINEUP_SWITCH_ON : LINEUP_SWITCH_OFF;
  return TRUE;
}

gboolean
lineup_lookup_text (GVariant *dictionary, const char *key, const char **text, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_STRING, &value, error))
    return FALSE;
  if (value != NULL)
    g_variant_lookup (dictionary, key, "&s", text);
  return TRUE;
}

gboolean
lineup_lookup_uint (GVariant *dictionary, const char *key, guint *number, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_UINT32, &value, error))
    return FALSE;
  if (value != NULL)
    *number = g_variant_get_uint32 (value);
  return TRUE;
}

gboolean
lineup_lookup_time (GVariant *dictionary, const char *key, gint64 *time, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_UINT64, &value, error))
    return FALSE;
  if (value != NULL)
    *time = (gint64)MIN (g_variant_get_uint64 (value), (guint64)G_MAXINT64);
  return TRUE;
}

gboolean
lineup_lookup_double (GVariant *dictionary, const char *key, double *number, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_DOUBLE, &value, error))
    return FALSE;
  if (value != NULL)
    *number = g_variant_get_double (value);
  return TRUE;
}

gboolean
lineup_lookup_int (GVariant *dictionary, const char *key, int *number, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (dictionary, key, G_VARIANT_TYPE_INT32, &value, error))
    return FALSE;
  if (value != NULL)
    *number = g_variant_get_int32 (value);
  return TRUE;
}
