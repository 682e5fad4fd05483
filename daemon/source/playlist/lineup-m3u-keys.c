/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-keys.h"

#include <string.h>

/* Bytes of the longest name. */
#define MAX_LENGTH 18

/* Number of names of one length, at most. */
#define MAX_NAMES 4

typedef struct
{
  const char *text; /* (unowned) (nullable): lower case; %NULL behind the last one */
  int key;
} Name;

/* By their length, so that few are compared. */
static const Name names[MAX_LENGTH + 1][MAX_NAMES + 1] = {
  [4] = { { "cuid", LINEUP_M3U_PANEL_ID }, { "logo", LINEUP_M3U_LOGO } },
  [5] = { { "media", LINEUP_M3U_MEDIA }, { "radio", LINEUP_M3U_RADIO } },
  [6] = { { "tvg-id", LINEUP_M3U_TVG_ID }, { "xui-id", LINEUP_M3U_PANEL_ID } },
  [7] = { { "catchup", LINEUP_M3U_CATCHUP },
          { "tvg-rec", LINEUP_M3U_RECORD_DAYS },
          { "url-tvg", LINEUP_M3U_NAME_GUIDE },
          { "tvg-url", LINEUP_M3U_NAME_GUIDE } },
  [8] = { { "tvg-logo", LINEUP_M3U_LOGO },
          { "tvg-name", LINEUP_M3U_TVG_NAME },
          { "tvg-chno", LINEUP_M3U_NUMBER },
          { "tvg-type", LINEUP_M3U_TYPE } },
  [9] = { { "tvg-shift", LINEUP_M3U_SHIFT },
          { "ch-number", LINEUP_M3U_NUMBER },
          { "timeshift", LINEUP_M3U_RECORD_DAYS },
          { "x-tvg-url", LINEUP_M3U_NAME_GUIDE } },
  [10] = { { "catchup-id", LINEUP_M3U_CATCHUP_ID }, { "user-agent", LINEUP_M3U_USER_AGENT } },
  [11] = { { "group-title", LINEUP_M3U_NAME_GROUP } },
  [12] = { { "catchup-days", LINEUP_M3U_CATCHUP_DAYS }, { "catchup-type", LINEUP_M3U_CATCHUP } },
  [14] = { { "catchup-source", LINEUP_M3U_CATCHUP_SOURCE },
           { "channel-number", LINEUP_M3U_NUMBER } },
  [15] = { { "tvc-guide-title", LINEUP_M3U_NAME_GUIDE_TITLE } },
  [18] = { { "catchup-correction", LINEUP_M3U_CATCHUP_CORRECTION } },
};

int
lineup_m3u_keys_find (LineupM3uText name)
{
  if (name.length > MAX_LENGTH)
    return LINEUP_M3U_NAME_NONE;
  /* Nearly all are in lower case. */
  for (const Name *known = names[name.length]; known->text != NULL; known++)
    {
      if (memcmp (name.data, known->text, name.length) == 0)
        return known->key;
    }
  for (const Name *known = names[name.length]; known->text != NULL; known++)
    {
      if (g_ascii_strncasecmp (name.data, known->text, name.length) == 0)
        return known->key;
    }
  return LINEUP_M3U_NAME_NONE;
}
