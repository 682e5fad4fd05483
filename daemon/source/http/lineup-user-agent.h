/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* xtream-wire-format, "UA blocking": panels refuse empty and unknown agents, and the firewalls in
 * front of them refuse browsers; a player passes both. This is how VLC, the player that every panel
 * knows, calls itself. */
#define LINEUP_USER_AGENT_DEFAULT "VLC/3.0.20 LibVLC/3.0.20"

/**
 * lineup_user_agent_parse:
 * @text: what a person wants us to be called
 *
 * Returns: (transfer full): @text without white space around it, or %NULL if it has a character
 * that would not stay within an HTTP header
 */
char *lineup_user_agent_parse (const char *text);

/**
 * lineup_user_agent_resolve:
 * @own: (nullable): what a person has set
 *
 * Returns: (transfer full): what to call ourselves: @own, or %LINEUP_USER_AGENT_DEFAULT where it
 * says nothing or can't be sent
 */
char *lineup_user_agent_resolve (const char *own);

G_END_DECLS
