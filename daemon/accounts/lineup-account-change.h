/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupSwitch:
 *
 * A boolean that may not have been given.
 */
typedef enum
{
  LINEUP_SWITCH_UNSET = -1,
  LINEUP_SWITCH_OFF = 0,
  LINEUP_SWITCH_ON = 1,
} LineupSwitch;

/**
 * LineupAccountChange:
 * @type: (nullable): `xtream` or `playlist`
 * @url: (nullable): whatever a person pasted; of a playlist that is a file, its `file` address,
 *   which only a person's own settings may say
 * @fallback_urls: (nullable) (array zero-terminated=1): likewise, other addresses of the same
 * @username: (nullable): user name
 * @password: (nullable): password
 * @name: (nullable): what people call the account
 * @user_agent: (nullable): empty for the default
 * @accept_certificate: (nullable): empty for none
 * @enabled: whether it may sync at all
 * @auto_sync: whether to sync from time to time
 * @sync_interval: minutes, 0 if it was not given
 * @unmetered_only: whether to leave metered connections alone
 * @notify: whether to tell when a sync has finished
 * @guide: whether to read what is on by itself
 * @live_format: (nullable): `ts`, `m3u8` or empty
 * @encoding: (nullable): of a playlist that is no UTF-8, empty for none
 * @second_secret: lineupd's own, see lineup_account_get_secret()
 * @catalogue_url: (nullable): lineupd's own, see lineup_account_get_catalogue_url()
 * @file: descriptor of the file that a playlist is, -1 for none
 * @is_written: whether a person has written it into the account's file
 * @validate: whether to ask the panel first
 *
 * What a caller wants an account to be. What was not given stays as it is. #LineupSetting tells
 * what there is to know of each member but the last three.
 */
typedef struct
{
  char *type;               /* (owned) (nullable) */
  char *url;                /* (owned) (nullable) */
  GStrv fallback_urls;      /* (owned) (nullable) */
  char *username;           /* (owned) (nullable) */
  char *password;           /* (owned) (nullable) */
  char *name;               /* (owned) (nullable) */
  char *user_agent;         /* (owned) (nullable) */
  char *accept_certificate; /* (owned) (nullable) */
  LineupSwitch enabled;
  LineupSwitch auto_sync;
  guint sync_interval;
  LineupSwitch unmetered_only;
  LineupSwitch notify;
  LineupSwitch guide;
  char *live_format; /* (owned) (nullable) */
  char *encoding;    /* (owned) (nullable) */
  LineupSwitch second_secret;
  char *catalogue_url; /* (owned) (nullable) */
  int file;            /* (owned) */
  gboolean is_written;
  gboolean validate;
} LineupAccountChange;

/**
 * lineup_account_change_new:
 *
 * Returns: (transfer full): a change of nothing, to be validated
 */
LineupAccountChange *lineup_account_change_new (void);

/**
 * lineup_account_change_free:
 * @self: (transfer full): a change
 */
void lineup_account_change_free (LineupAccountChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupAccountChange, lineup_account_change_free)

G_END_DECLS
