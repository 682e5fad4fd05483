/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupSettingType:
 * @LINEUP_SETTING_TYPE_TEXT: a string
 * @LINEUP_SETTING_TYPE_SWITCH: a #LineupSwitch; a #gboolean where it has to be given
 * @LINEUP_SETTING_TYPE_LIST: texts, a #GStrv
 * @LINEUP_SETTING_TYPE_NUMBER: a #guint; 0 is none that can be set, but stands for not given
 *
 * What a member of #LineupAccountChange is.
 */
typedef enum
{
  LINEUP_SETTING_TYPE_TEXT,
  LINEUP_SETTING_TYPE_SWITCH,
  LINEUP_SETTING_TYPE_NUMBER,
  LINEUP_SETTING_TYPE_LIST,
} LineupSettingType;

/**
 * LineupSettingUse:
 * @LINEUP_SETTING_USE_CALL: `AddAccount` and `UpdateAccount` take it
 * @LINEUP_SETTING_USE_PROPERTY: it is a property of the `Account` interface, named as its key
 * @LINEUP_SETTING_USE_HABIT: how to sync, or to play: the property can be set, and
 *   `ResetSettings` gives it its default
 * @LINEUP_SETTING_USE_SECRET: only secret stores have it: it is in no file, and no property
 * @LINEUP_SETTING_USE_REQUIRED: a file without it is no account
 * @LINEUP_SETTING_USE_CATALOGUE: another value may be another account's, with another catalogue:
 *   credentials come into force with it, and are tried out
 * @LINEUP_SETTING_USE_SOURCE: another value makes another source of what it has
 *
 * Where a setting counts, and what another value of it puts out of force. What has none of the
 * first three is lineupd's own.
 */
typedef enum
{
  LINEUP_SETTING_USE_CALL = 1 << 0,
  LINEUP_SETTING_USE_PROPERTY = 1 << 1,
  LINEUP_SETTING_USE_HABIT = 1 << 2,
  LINEUP_SETTING_USE_SECRET = 1 << 3,
  LINEUP_SETTING_USE_REQUIRED = 1 << 4,
  LINEUP_SETTING_USE_CATALOGUE = 1 << 5,
  LINEUP_SETTING_USE_SOURCE = 1 << 6,
} LineupSettingUse;

/**
 * LineupSetting:
 * @name: as in calls on the bus; also of the property of #LineupAccount
 * @key: (nullable): as in the account's file, and of the property on the bus; %NULL of a secret
 * @type: what it is
 * @use: flags of #LineupSettingUse
 * @offset: in #LineupAccountChange
 * @default_text: (nullable): of a text; %NULL where there is none until it is set, and an empty
 *   one takes back what was
 * @default_number: of a switch or a number
 * @min: the smallest number that can be set
 * @max: the largest one
 * @choices: (array zero-terminated=1) (nullable): the texts that can be set, %NULL for any
 * @check: (nullable): tells of a text whether it can be set, %NULL for any
 * @refusal: (nullable): what to say where the number or text is another one
 * @file_key: (nullable): as in the account's file where that is not @key
 *
 * One setting of an account. Files, calls, properties and the manual go by the table of them.
 */
typedef struct
{
  const char *name;
  const char *key;
  LineupSettingType type;
  guint use;
  gsize offset;
  const char *default_text;
  guint default_number;
  guint min;
  guint max;
  const char *const *choices;
  gboolean (*check) (const char *text);
  const char *refusal;
  const char *file_key;
} LineupSetting;

/**
 * lineup_setting_list:
 *
 * The table, in the order of the file: a member of #LineupAccountChange and a row here are all that
 * a new setting needs to be kept, told and taken.
 *
 * Returns: (transfer none) (array zero-terminated=1): all settings; ends with one without a name
 */
const LineupSetting *lineup_setting_list (void);

/**
 * lineup_setting_find:
 *
 * Returns: (transfer none) (nullable): the setting of this name
 */
const LineupSetting *lineup_setting_find (const char *name);

/**
 * lineup_setting_get_file_key:
 *
 * Returns: (nullable): its key in the account's file
 */
const char *lineup_setting_get_file_key (const LineupSetting *self);

/**
 * lineup_setting_get_value_type:
 *
 * Returns: the type of its value as a #GValue: a string, a boolean, an unsigned number or
 *   %G_TYPE_STRV
 */
GType lineup_setting_get_value_type (const LineupSetting *self);

/**
 * lineup_setting_is_given:
 *
 * Returns: whether a change says something of it
 */
gboolean lineup_setting_is_given (const LineupSetting *self, const LineupAccountChange *change);

/**
 * lineup_setting_get_value:
 * @self: a setting
 * @change: a change
 * @value: (inout): of its type: what the change says of it
 */
void lineup_setting_get_value (const LineupSetting *self,
                               const LineupAccountChange *change,
                               GValue *value);

/**
 * lineup_setting_set_value:
 * @self: a setting
 * @change: a change
 * @value: of its type: what the change is to say of it
 */
void lineup_setting_set_value (const LineupSetting *self,
                               LineupAccountChange *change,
                               const GValue *value);

/**
 * lineup_setting_set_default:
 * @self: a setting
 * @change: a change: what it is to say of it is the default
 */
void lineup_setting_set_default (const LineupSetting *self, LineupAccountChange *change);

/**
 * lineup_setting_check:
 * @self: a setting
 * @value: of its type
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: what it can be
 *
 * Returns: whether it can be set so
 */
gboolean lineup_setting_check (const LineupSetting *self, const GValue *value, GError **error);

G_END_DECLS
