/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-option.h"

G_BEGIN_DECLS

/**
 * LineupCtlSetting:
 * @key: what it is called
 * @type: type of its value as of D-Bus: `s`, `b`, `u` or `as`
 * @property: (nullable): the account's property that tells its value; %NULL if nothing does
 * @writable: whether the property can be set, rather than only with the manager's UpdateAccount()
 * @values: what its values are; of a number, their unit
 * @min: the smallest number that it can be
 * @max: the largest one
 * @choices: (nullable): the texts that it can be, beside the empty one; %NULL for any
 *
 * A setting of an account. Options, arguments, help and completion come from the table of them;
 * what lineupd's own says of each is the same.
 */
typedef struct
{
  const char *key;
  const char *type;
  const char *property;
  gboolean writable;
  const char *values;
  guint min;
  guint max;
  const char *choices;
} LineupCtlSetting;

/* The options that give settings to an account that is new; the last has no name. What is true
 * unless it is set has one that makes it false, and what is false has one that makes it true. */
extern const LineupCtlOption lineup_ctl_setting_options[];

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
 * lineup_ctl_setting_describe:
 *
 * Returns: (transfer full): what its values are, for people
 */
char *lineup_ctl_setting_describe (const LineupCtlSetting *self);

/**
 * lineup_ctl_setting_describe_keys:
 *
 * Returns: (transfer full): all keys, with a word about values where there are but some
 */
char *lineup_ctl_setting_describe_keys (void);

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
