/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/**
 * LineupAddressMask:
 *
 * Takes the secrets of a list's own address out of what is kept of the list, and puts them back:
 * panels repeat user names, passwords and tokens in each entry. What the list has of other secrets
 * stays in it. May be shared between threads.
 */
typedef struct _LineupAddressMask LineupAddressMask;

/* Bytes of a secret, at least: of less, anything may be in any text. */
#define LINEUP_ADDRESS_MASK_MIN 4

/**
 * lineup_address_mask_new:
 * @address: http or https address of a list
 *
 * Secrets are, as they are written there, what stands before the host, the values of a query, and
 * the folders of the path. Another value at the same place takes the same place again: a list with
 * another token is kept as the same text.
 *
 * Returns: (transfer full): a mask
 */
LineupAddressMask *lineup_address_mask_new (const char *address);

/**
 * lineup_address_mask_free:
 * @self: (transfer full): a mask
 */
void lineup_address_mask_free (LineupAddressMask *self);

/**
 * lineup_address_mask_hide:
 * @self: a mask
 * @text: any text
 * @buffer: for the result
 *
 * Returns: (transfer none): @text without secrets, which is in @buffer or @text itself
 */
LineupM3uText
lineup_address_mask_hide (const LineupAddressMask *self, LineupM3uText text, GString *buffer);

/**
 * lineup_address_mask_reveal:
 * @self: a mask
 * @text: what lineup_address_mask_hide() has made
 * @buffer: for the result
 *
 * Returns: (transfer none): the text with secrets, which is in @buffer or @text itself
 */
LineupM3uText
lineup_address_mask_reveal (const LineupAddressMask *self, LineupM3uText text, GString *buffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupAddressMask, lineup_address_mask_free)

G_END_DECLS
