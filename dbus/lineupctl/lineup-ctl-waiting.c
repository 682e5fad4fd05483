/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-waiting.h"

static const char *const reasons[][2] = {
  { "queued", "for another sync to end" },
  { "network", "for a network" },
  { "metered", "for a network that is not metered" },
  { "power", "until the machine does not save power" },
  { "inhibited", "until nothing is played" },
  { "keyring", "until the keyring is unlocked" },
  { "panel", "as the panel did not work lately" },
};

const char *
lineup_ctl_waiting_explain (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reasons[i][0], reason))
        return reasons[i][1];
    }
  /* One that is new says for itself what it is. */
  return reason;
}
