/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-change.h"

#include "lineup-setting.h"

#include <unistd.h>

LineupAccountChange *
lineup_account_change_new (void)
{
  LineupAccountChange *self = g_new0 (LineupAccountChange, 1);

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if (setting->type == LINEUP_SETTING_TYPE_SWITCH)
        G_STRUCT_MEMBER (LineupSwitch, self, setting->offset) = LINEUP_SWITCH_UNSET;
    }
  self->file = -1;
  self->validate = TRUE;
  return self;
}

void
lineup_account_change_free (LineupAccountChange *self)
{
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if (setting->type == LINEUP_SETTING_TYPE_TEXT)
        g_free (G_STRUCT_MEMBER (char *, self, setting->offset));
      else if (setting->type == LINEUP_SETTING_TYPE_LIST)
        g_strfreev (G_STRUCT_MEMBER (GStrv, self, setting->offset));
    }
  if (self->file >= 0)
    close (self->file);
  g_free (self);
}
