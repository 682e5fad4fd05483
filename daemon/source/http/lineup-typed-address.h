/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_typed_address_clean:
 * @text: an address as a person typed or pasted it
 *
 * Takes away what texts put around addresses, and what can't be seen; mends the scheme, which is
 * written with one slash, without its colon, with backslashes, or twice; and makes an `&` of each
 * `&amp;`, which is what web pages have for it.
 *
 * Returns: (transfer full): an address with a scheme, or what is none; a secret
 */
char *lineup_typed_address_clean (const char *text);

/**
 * lineup_typed_address_find_fault:
 * @address: what lineup_typed_address_clean() has made
 *
 * Returns: (transfer none) (nullable): why that can't be an address, without a word of it; %NULL if
 *   it may be one
 */
const char *lineup_typed_address_find_fault (const char *address);

/**
 * lineup_typed_address_explain:
 * @address: what lineup_typed_address_clean() has made, but is not to be parsed
 *
 * Returns: (transfer none): what is wrong with it, without a word of it
 */
const char *lineup_typed_address_explain (const char *address);

G_END_DECLS
