/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-waiting.h"

#include <glib/gi18n.h>

static const char *const reasons[][2] = {
  { "queued", N_ ("for another sync to end") },
  { "network", N_ ("for a network") },
  { "metered", N_ ("for a network that is not metered") },
  { "power", N_ ("until the machine does not save power") },
  { "inhibited", N_ ("until nothing is played") },
  { "keyring", N_ ("until the keyring is unlocked") },
  { "panel", N_ ("as the panel did not work lately") },
};

const char *
lineup_ctl_waiting_explain (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reasons[i][0], reason))
        return _ (reasons[i][1]);
    }
  /* A reason that is new says for itself what it is. */
  return reason;
}
