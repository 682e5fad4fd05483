/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-info.h"
#include "lineup-account.h"
#include "lineup-list-set.h"
#include "lineup-step-report.h"

G_BEGIN_DECLS

/**
 * LineupNotification:
 * @topic: what it is about; a newer one of the same topic takes its place
 * @category: as the desktop's notification specification calls it
 * @title: a few words
 * @body: plain text
 * @important: whether a person should look at it, rather than may
 *
 * Something to tell a person on the desktop, in plain English, without a secret.
 */
typedef struct
{
  char *topic;          /* (owned) */
  const char *category; /* (unowned): a literal */
  const char *title;    /* (unowned): a literal */
  char *body;           /* (owned) */
  gboolean important;
} LineupNotification;

/**
 * lineup_notification_new_synced:
 * @account: whose sync has finished
 * @reports: (element-type LineupStepReport): what its steps did
 *
 * Returns: (transfer full): tells what is new
 */
LineupNotification *lineup_notification_new_synced (LineupAccount *account, GPtrArray *reports);

/**
 * lineup_notification_new_ending:
 * @account: an account that ends soon
 * @expires: when, Unix seconds
 *
 * Returns: (transfer full): tells the day
 */
LineupNotification *lineup_notification_new_ending (LineupAccount *account, guint64 expires);

/**
 * lineup_notification_new_refused:
 * @account: which its panel refuses
 * @reason: the error, %LINEUP_ERROR_AUTH_FAILED or %LINEUP_ERROR_ACCOUNT_EXPIRED
 * @status: what the panel calls the account
 *
 * Returns: (transfer full): tells why
 */
LineupNotification *lineup_notification_new_refused (LineupAccount *account,
                                                     const GError *reason,
                                                     LineupAccountStatus status);

/**
 * lineup_notification_new_quarantined:
 * @account: whose lists they are
 * @lists: that were put into quarantine
 *
 * Returns: (transfer full): tells which
 */
LineupNotification *
lineup_notification_new_quarantined (LineupAccount *account, LineupListSet lists);

/**
 * lineup_notification_new_guide:
 * @account: whose guide is read from now on
 * @bytes: that were read
 *
 * Returns: (transfer full): tells that it is, and what that costs
 */
LineupNotification *lineup_notification_new_guide (LineupAccount *account, guint64 bytes);

/**
 * lineup_notification_free:
 * @self: (transfer full): a notification
 */
void lineup_notification_free (LineupNotification *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupNotification, lineup_notification_free)

G_END_DECLS
