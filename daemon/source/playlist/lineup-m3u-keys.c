/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-keys.h"

#include <string.h>

typedef struct
{
  const char *text; /* (unowned): lower case */
  gsize length;
  int key;
} Name;

#define NAME(text, key)                                                                            \
  {                                                                                                \
    text, sizeof text - 1, key                                                                     \
  }

static const Name names[] = {
  NAME ("cuid", LINEUP_M3U_PANEL_ID),
  NAME ("logo", LINEUP_M3U_LOGO),
  NAME ("media", LINEUP_M3U_MEDIA),
  NAME ("radio", LINEUP_M3U_RADIO),
  NAME ("tvg-id", LINEUP_M3U_TVG_ID),
  NAME ("tvg-rec", LINEUP_M3U_RECORD_DAYS),
  NAME ("xui-id", LINEUP_M3U_PANEL_ID),
  NAME ("catchup", LINEUP_M3U_CATCHUP),
  NAME ("url-tvg", LINEUP_M3U_NAME_GUIDE),
  NAME ("tvg-url", LINEUP_M3U_NAME_GUIDE),
  NAME ("tvg-logo", LINEUP_M3U_LOGO),
  NAME ("tvg-name", LINEUP_M3U_TVG_NAME),
  NAME ("tvg-chno", LINEUP_M3U_NUMBER),
  NAME ("tvg-type", LINEUP_M3U_TYPE),
  NAME ("tvg-shift", LINEUP_M3U_SHIFT),
  NAME ("ch-number", LINEUP_M3U_NUMBER),
  NAME ("timeshift", LINEUP_M3U_RECORD_DAYS),
  NAME ("x-tvg-url", LINEUP_M3U_NAME_GUIDE),
  NAME ("catchup-id", LINEUP_M3U_CATCHUP_ID),
  NAME ("user-agent", LINEUP_M3U_USER_AGENT),
  NAME ("group-title", LINEUP_M3U_NAME_GROUP),
  NAME ("catchup-type", LINEUP_M3U_CATCHUP),
  NAME ("catchup-days", LINEUP_M3U_CATCHUP_DAYS),
  NAME ("catchup-source", LINEUP_M3U_CATCHUP_SOURCE),
  NAME ("channel-number", LINEUP_M3U_NUMBER),
  NAME ("tvc-guide-title", LINEUP_M3U_NAME_GUIDE_TITLE),
  NAME ("catchup-correction", LINEUP_M3U_CATCHUP_CORRECTION),
};

static gboolean
is_name (LineupM3uText text, const Name *name)
{
  return name->length == text.length && (*text.data | 0x20) == *name->text
         && (memcmp (text.data, name->text, text.length) == 0
             || g_ascii_strncasecmp (text.data, name->text, text.length) == 0);
}

int
lineup_m3u_keys_find (LineupM3uText name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (is_name (name, &names[i]))
        return names[i].key;
    }
  return LINEUP_M3U_NAME_NONE;
}
