/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-change.h"

LineupAccountChange *
lineup_account_change_new (void)
{
  LineupAccountChange *self = g_new0 (LineupAccountChange, 1);

  self->enabled = LINEUP_SWITCH_UNSET;
  self->auto_sync = LINEUP_SWITCH_UNSET;
  self->unmetered_only = LINEUP_SWITCH_UNSET;
  self->notify = LINEUP_SWITCH_UNSET;
  self->validate = TRUE;
  return self;
}

void
lineup_account_change_free (LineupAccountChange *self)
{
  g_free (self->url);
  g_free (self->username);
  g_free (self->password);
  g_free (self->name);
  g_free (self->user_agent);
  g_free (self->accept_certificate);
  g_free (self->live_format);
  g_free (self);
}
