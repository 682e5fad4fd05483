/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-user-agent.h"

char *
lineup_user_agent_parse (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  for (const char *c = stripped; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        return NULL;
    }
  return g_steal_pointer (&stripped);
}

char *
lineup_user_agent_resolve (const char *own)
{
  g_autofree char *parsed = own != NULL ? lineup_user_agent_parse (own) : NULL;

  return parsed != NULL && *parsed != '\0' ? g_steal_pointer (&parsed)
                                           : g_strdup (LINEUP_USER_AGENT_DEFAULT);
}
