/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys of an `a{sv}` that a caller has sent. One that is not there leaves the result as it is; one
 * of the wrong type is %G_DBUS_ERROR_INVALID_ARGS, which says which. */

/**
 * lineup_lookup_value:
 * @dictionary: an `a{sv}`
 * @key: a key
 * @type: that it is to have
 * @value: (out) (transfer full) (nullable): the value, %NULL if it is not there
 * @error: it has the wrong type
 */
gboolean lineup_lookup_value (GVariant *dictionary,
                              const char *key,
                              const GVariantType *type,
                              GVariant **value,
                              GError **error);

gboolean
lineup_lookup_boolean (GVariant *dictionary, const char *key, gboolean *boolean, GError **error);

gboolean
lineup_lookup_switch (GVariant *dictionary, const char *key, LineupSwitch *result, GError **error);

/**
 * lineup_lookup_text:
 * @dictionary: an `a{sv}`
 * @key: a key
 * @text: (inout) (transfer none): the text, which stays with @dictionary
 * @error: it has the wrong type
 */
gboolean
lineup_lookup_text (GVariant *dictionary, const char *key, const char **text, GError **error);

gboolean lineup_lookup_uint (GVariant *dictionary, const char *key, guint *number, GError **error);

gboolean lineup_lookup_int (GVariant *dictionary, const char *key, int *number, GError **error);

gboolean lineup_lookup_time (GVariant *dictionary, const char *key, gint64 *time, GError **error);

gboolean
lineup_lookup_double (GVariant *dictionary, const char *key, double *number, GError **error);

G_END_DECLS
