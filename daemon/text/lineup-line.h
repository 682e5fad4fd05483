/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_line_new:
 * @text: what somebody wrote, in UTF-8
 * @max_length: characters after which it is cut off, with an ellipsis; -1 for all of them
 *
 * Control characters, such as ends of lines, become spaces. Any thread.
 *
 * Returns: (transfer full): @text on one line
 */
char *lineup_line_new (const char *text, glong max_length);

G_END_DECLS
