/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupWishList:
 *
 * Which qualities and languages a person wants, in the order wanted, such as `4k,fhd,hd;fr,en`.
 * Does not change, has a reference count, and any thread may have it.
 */
typedef struct _LineupWishList LineupWishList;

/**
 * lineup_wish_list_parse:
 * @text: qualities, `;` and languages, each a list with commas; either may be empty, and the `;`
 *   left out with the languages. Case and blanks make no difference
 * @error: %G_IO_ERROR_INVALID_ARGUMENT for anything else: a word that is neither letters nor
 *   numbers, that is there twice, or is too long; a quality that is none; a language that has not
 *   two letters
 *
 * Returns: (transfer full): the wishes, or %NULL with an error
 */
LineupWishList *lineup_wish_list_parse (const char *text, GError **error);

LineupWishList *lineup_wish_list_ref (LineupWishList *self);

void lineup_wish_list_unref (LineupWishList *self);

/**
 * lineup_wish_list_get_text:
 *
 * Returns: (transfer none): the wishes in the one way to write them; empty for none
 */
const char *lineup_wish_list_get_text (const LineupWishList *self);

/**
 * lineup_wish_list_get_quality_place:
 * @self: wishes
 * @quality: (nullable): as in the list, such as `4k`; %NULL if it is not known
 *
 * Returns: 0 for what is wanted most, and one number for all that is not in the list
 */
guint lineup_wish_list_get_quality_place (const LineupWishList *self, const char *quality);

/**
 * lineup_wish_list_get_language_place:
 * @self: wishes
 * @language: (nullable): as in the list, such as `fr`; %NULL if it is not known
 *
 * Returns: likewise, of languages
 */
guint lineup_wish_list_get_language_place (const LineupWishList *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupWishList, lineup_wish_list_unref)

G_END_DECLS
