/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people type and paste, of which web pages, mails and chat programs make more than can be
 * seen. */

/**
 * lineup_typed_text_clean:
 * @text: a user name, a password
 *
 * Takes away blanks of any sort and what can't be seen around a text, and within it what no
 * keyboard has: zero-width spaces, byte order marks, soft hyphens. Joiners within it stay, which
 * some scripts write with.
 *
 * Returns: (transfer full): what was meant, which may be empty
 */
char *lineup_typed_text_clean (const char *text);

/**
 * lineup_typed_text_clean_ascii:
 * @text: something that has no use for what can't be seen, such as an address
 *
 * Like lineup_typed_text_clean(), but nothing stays that can't be seen.
 *
 * Returns: (transfer full): what was meant, which may be empty
 */
char *lineup_typed_text_clean_ascii (const char *text);

G_END_DECLS
