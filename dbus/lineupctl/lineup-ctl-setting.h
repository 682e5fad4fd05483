/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupCtlSetting:
 * @key: what it is called
 * @type: type of its value as of D-Bus: `s`, `b` or `u`
 * @property: (nullable): the account's property that tells its value; %NULL if nothing does
 * @writable: whether the property can be set, rather than only with the manager's UpdateAccount()
 * @values: what its values are
 *
 * A setting of an account.
 */
typedef struct
{
  const char *key;
  const char *type;
  const char *property;
  gboolean writable;
  const char *values;
} LineupCtlSetting;

/**
 * lineup_ctl_setting_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): all settings; ends with one without a key
 */
const LineupCtlSetting *lineup_ctl_setting_list (void);

/**
 * lineup_ctl_setting_find:
 * @key: what somebody typed
 * @error: that there is none
 *
 * Returns: (transfer none): the setting, or %NULL with an error
 */
const LineupCtlSetting *lineup_ctl_setting_find (const char *key, GError **error);

/**
 * lineup_ctl_setting_parse:
 * @self: a setting
 * @text: a value as somebody typed it
 * @error: what is wrong with it
 *
 * Returns: (transfer full): the value, or %NULL with an error
 */
GVariant *lineup_ctl_setting_parse (const LineupCtlSetting *self, const char *text, GError **error);

G_END_DECLS
