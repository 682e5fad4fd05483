/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * lineup_token_from_enum:
 * @type: an enum type whose nicks are tokens of the contract
 * @value: one of its values
 *
 * Inside, what has a few values is an enum; where it is told on the bus or kept in a file it is a
 * token.
 *
 * Returns: the token
 */
const char *lineup_token_from_enum (GType type, int value);

/**
 * lineup_token_to_enum:
 * @type: an enum type whose nicks are tokens of the contract
 * @token: (nullable): any text
 * @value: (out): what it means
 *
 * Returns: whether @token is one of the tokens
 */
gboolean lineup_token_to_enum (GType type, const char *token, int *value);

G_END_DECLS
